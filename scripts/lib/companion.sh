# The companion as it runs on a developer's machine: its settings, its data folder, its build. Needs common.sh.

companion_port=${QASHYQ_PORT:-8080}
companion_url=${QASHYQ_PUBLIC_URL:-http://127.0.0.1:$companion_port}
companion_data=$var/data

# Exports the settings; makes the data folder and its secret at the first call. What the caller has set already stays.
companion_settings() {
  (umask 077 && mkdir -p "$companion_data")
  [[ -s $companion_data/secret ]] ||
    (umask 077 && node -p 'require("node:crypto").randomBytes(32).toString("hex")' >"$companion_data/secret")
  export NODE_ENV=development
  export QASHYQ_DEV_IDP=${QASHYQ_DEV_IDP:-on}
  export QASHYQ_PORT=$companion_port
  export QASHYQ_PUBLIC_URL=$companion_url
  export DATABASE_URL=${DATABASE_URL:-sqlite:$companion_data/qashyq.sqlite}
  QASHYQ_SECRET=${QASHYQ_SECRET:-$(<"$companion_data/secret")}
  export QASHYQ_SECRET
}

# Compiles what changed since the last time.
companion_build() { npx tsc -b; }

# companion_cli COMMAND [argument…]
companion_cli() { node companion/dist/cli.js "$@"; }
