# A MariaDB server of our own in a folder: starts as whoever calls, listens on 127.0.0.1 only, never touches the system's server.

mariadb_program() {
  command -v "$1" 2>/dev/null || { [[ -x /usr/sbin/$1 ]] && printf '/usr/sbin/%s\n' "$1"; }
}

mariadb_is_installed() { mariadb_program mariadbd >/dev/null && mariadb_program mariadb-install-db >/dev/null; }

# mariadb_start FOLDER PORT [server option…]: makes the data folder at the first start. The root account has no password. Where root calls,
# the server runs as root, too, or as the user that $mariadb_user names.
mariadb_start() {
  local folder=$1 port=$2
  shift 2
  local as_user=()
  mkdir -p -m 700 "$folder"
  if [[ $(id -u) -eq 0 ]]; then
    as_user=(--user="${mariadb_user:-root}")
    chown "${mariadb_user:-root}" "$folder"
  fi
  if [[ ! -d $folder/data/mysql ]]; then
    "$(mariadb_program mariadb-install-db)" --no-defaults --auth-root-authentication-method=normal --skip-test-db \
      --datadir="$folder/data" "${as_user[@]}" >"$folder/install.log" 2>&1 ||
      { cat "$folder/install.log" >&2 && return 1; }
  fi
  # A session of its own: Ctrl-C at the terminal reaches the command, which then stops the server in order.
  setsid "$(mariadb_program mariadbd)" --no-defaults "${as_user[@]}" --datadir="$folder/data" --port="$port" \
    --bind-address=127.0.0.1 --socket="$(mariadb_socket "$folder")" --pid-file="$folder/server.pid" \
    --skip-log-bin --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci "$@" \
    >"$folder/server.log" 2>&1 </dev/null &
  disown
  wait_for 60 mariadb_answers "$folder" || { tail -n 20 "$folder/server.log" >&2 && return 1; }
}

# Socket paths have at most 107 characters, so a deep folder cannot hold its own.
mariadb_socket() {
  if [[ ${#1} -lt 90 ]]; then printf '%s/server.sock\n' "$1"; else printf '/tmp/qashyq-%s.sock\n' "$(cksum <<<"$1" | cut -d' ' -f1)"; fi
}

mariadb_answers() { mariadb_run "$1" -e 'select 1' >/dev/null 2>&1; }

# mariadb_run FOLDER [client option…]: the command-line client as root of that server, in UTF-8 whatever the language of the shell.
mariadb_run() {
  local folder=$1
  shift
  "$(mariadb_program mariadb)" --no-defaults --default-character-set=utf8mb4 --socket="$(mariadb_socket "$folder")" --user=root "$@"
}

mariadb_stop() { stop_by_pid_file "$1/server.pid" "$1/data"; }
