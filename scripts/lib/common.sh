# What the commands in scripts/ share. Sourced by bash; leaves the caller in the root folder of the project.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 1
# Where everything that runs keeps its data; the tests name a folder of their own.
var=${QASHYQ_VAR:-$root/var}
mkdir -p "$var"

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }
die() {
  complain "$*"
  exit 1
}

require_node() {
  command -v node >/dev/null && command -v npm >/dev/null ||
    die 'Qashyq needs Node.js 20.19 or newer with npm. Install them and start this command again.'
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    die "Qashyq needs Node.js 20.19 or newer; here is $(node --version)."
}

# Installs those of the named Debian packages that are missing. Fails, saying why in $apt_obstacle, where that cannot be done here.
apt_updated=no
install_debian_packages() {
  local missing=() package
  command -v dpkg-query >/dev/null || {
    apt_obstacle='this is no Debian system'
    return 1
  }
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  [[ ${#missing[@]} -eq 0 ]] && return 0
  if [[ $(id -u) -ne 0 ]]; then
    apt_obstacle="missing packages, and installing them needs root: ${missing[*]}"
    return 1
  fi
  say "Installing Debian packages: ${missing[*]}"
  if [[ $apt_updated == no ]]; then
    apt-get update -q </dev/null || complain 'apt-get update failed; trying with the package lists at hand.'
    apt_updated=yes
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}" </dev/null && return 0
  apt_obstacle="apt-get could not install: ${missing[*]}"
  return 1
}

# Brings node_modules to what package-lock.json says; does nothing where it already is.
install_npm_packages() {
  node scripts/lib/npm-packages-are-current.mjs && return 0
  # The embedded database is compiled where no ready-made binary can be had.
  command -v make >/dev/null && command -v g++ >/dev/null && command -v python3 >/dev/null ||
    install_debian_packages make g++ python3-minimal ||
    complain "No compiler here ($apt_obstacle); that matters only if SQLite must be compiled."
  # Node's own headers, where they are installed beside it: the compiler need not fetch them.
  local node_prefix
  node_prefix=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
  [[ -n ${npm_config_nodedir:-} || ! -f $node_prefix/include/node/node.h ]] || export npm_config_nodedir=$node_prefix
  say 'Installing npm packages (some minutes the first time: the embedded database is compiled)'
  npm ci --no-audit --no-fund
}

free_port() {
  node -e 'const server = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(server.address().port); server.close(); })'
}

port_is_free() {
  node -e 'const server = require("node:net").createServer(); server.once("error", () => process.exit(1)); server.listen(Number(process.argv[1]), "127.0.0.1", () => server.close());' "$1"
}

# wait_for SECONDS COMMAND…: repeats the command until it succeeds; fails when the time is over.
wait_for() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [[ $SECONDS -lt $deadline ]] || return 1
    sleep 0.2
  done
}

# Does the web address answer with a success.
answers() {
  node -e 'fetch(process.argv[1]).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))' "$1"
}

# stop_by_pid_file FILE WORDS [group]: stops the process that the file names, if its command line holds the words (numbers are given
# to strangers after a crash), and waits until it has gone. With `group`, its whole process group.
stop_by_pid_file() {
  local file=$1 words=$2 scope=${3-} pid
  [[ -f $file ]] || return 0
  pid=$(<"$file")
  if [[ $pid =~ ^[0-9]+$ ]] && process_is "$pid" "$words"; then
    if [[ $scope == group ]]; then kill -TERM -- "-$pid"; else kill -TERM "$pid"; fi
    local deadline=$((SECONDS + 30))
    while process_is "$pid" "$words" && [[ $SECONDS -lt $deadline ]]; do sleep 0.1; done
  fi
  rm -f "$file"
}

# process_is PID WORDS: does the process live, with these words in its command line.
process_is() { tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" | grep -qF -- "$2"; }
