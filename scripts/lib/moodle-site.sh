# A Moodle site in a folder of ours: <folder>/site (a copy of the checkout, which itself stays untouched), /data, /mariadb, /config.
# Needs common.sh, mariadb.sh and php.sh.

moodle_php() { php -d max_input_vars=5000 -d memory_limit=512M "$@"; }

# moodle_code_folder CHECKOUT: the folder with Moodle's version.php (since 5.1 it is public/); nothing where there is no Moodle.
moodle_code_folder() {
  local folder
  for folder in "$1" "$1/public"; do
    [[ -f $folder/version.php && -f $folder/lib/moodlelib.php ]] && printf '%s\n' "$folder" && return
  done
}

# moodle_branch CHECKOUT: e.g. 405 for Moodle 4.5.
moodle_branch() { sed -nE "s/^\\\$branch += '([0-9]+)'.*/\1/p" "$(moodle_code_folder "$1")/version.php"; }

# moodle_cli FOLDER SCRIPT [argument…]: one of Moodle's command-line scripts, e.g. upgrade.php.
moodle_cli() {
  local site=$1/site script=$2
  shift 2
  [[ -f $site/admin/cli/$script ]] || site=$site/public
  moodle_php "$site/admin/cli/$script" "$@"
}

# Copies the checkout where it is another one, or another version, than last time.
moodle_copy_code() {
  local folder=$1 checkout=$2 code stamp
  code=$(moodle_code_folder "$checkout")
  stamp="$code $(cksum <"$code/version.php")"
  [[ $(cat "$folder/site-stamp" 2>/dev/null) == "$stamp" ]] && return
  say "Copying Moodle from $checkout"
  rm -rf "$folder/site" "$folder/site-stamp"
  mkdir -p "$folder/site"
  tar -C "$checkout" --exclude=./.git --exclude=./config.php --exclude=node_modules -cf - . | tar -C "$folder/site" -xf - || return 1
  printf '%s' "$stamp" >"$folder/site-stamp"
}

# moodle_write_config FOLDER WWWROOT
moodle_write_config() {
  local folder=$1 wwwroot=$2 setup='lib/setup.php'
  [[ -f $folder/site/public/lib/setup.php ]] && setup='public/lib/setup.php'
  mkdir -p "$folder/data" "$folder/phpunit-data"
  cat >"$folder/site/config.php" <<PHP
<?php
unset(\$CFG);
global \$CFG;
\$CFG = new stdClass();
\$CFG->dbtype = 'mariadb';
\$CFG->dblibrary = 'native';
\$CFG->dbhost = 'localhost';
\$CFG->dbname = 'moodle';
\$CFG->dbuser = 'root';
\$CFG->dbpass = '';
\$CFG->prefix = 'mdl_';
\$CFG->dboptions = ['dbpersist' => false, 'dbsocket' => '$(mariadb_socket "$folder/mariadb")', 'dbcollation' => 'utf8mb4_unicode_ci'];
\$CFG->wwwroot = '$wwwroot';
\$CFG->dataroot = '$folder/data';
\$CFG->directorypermissions = 02770;
\$CFG->admin = 'admin';
\$CFG->noemailever = true;
\$CFG->phpunit_prefix = 'phpu_';
\$CFG->phpunit_dataroot = '$folder/phpunit-data';
require_once(__DIR__ . '/$setup');
PHP
}

# moodle_start_database FOLDER [server option…]: nobody connects but through the socket, so no port is taken.
moodle_start_database() {
  local home=$1/mariadb
  shift
  mariadb_answers "$home" && return
  mariadb_start "$home" 0 --skip-networking --innodb-flush-log-at-trx-commit=2 --innodb-buffer-pool-size=256M "$@" || return 1
  mariadb_run "$home" -e 'create database if not exists moodle character set utf8mb4 collate utf8mb4_unicode_ci'
}

# moodle_place_plugin FOLDER ZIP: lays the packaged plugin into the site, as Moodle's plugin installer would. Fails with 2 where it already is there.
moodle_place_plugin() {
  local folder=$1 zip=$2 target stamp
  target=$(moodle_code_folder "$folder/site")/local
  stamp=$(cksum <"$zip")
  [[ -d $target/qashyq && $(cat "$folder/plugin-stamp" 2>/dev/null) == "$stamp" ]] && return 2
  rm -rf "$target/qashyq"
  php -r '$zip = new ZipArchive(); exit($zip->open($argv[1]) === true && $zip->extractTo($argv[2]) ? 0 : 1);' "$zip" "$target" || return 1
  # The package dates its files by its version; a running PHP would take them for what it has read already.
  find "$target/qashyq" -type f -exec touch {} +
  printf '%s' "$stamp" >"$folder/plugin-stamp"
}

# moodle_serve FOLDER PORT: PHP's own server with four workers, a process group of its own (killing the parent alone would leave the workers).
moodle_serve() {
  local folder=$1 port=$2
  PHP_CLI_SERVER_WORKERS=4 setsid php -d max_input_vars=5000 -d memory_limit=512M -S "127.0.0.1:$port" \
    -t "$(moodle_code_folder "$folder/site")" >"$folder/server.log" 2>&1 </dev/null &
  printf '%s' $! >"$folder/server.pid"
  disown
  wait_for 30 answers "http://127.0.0.1:$port/lib/ajax/getnavbranch.php" || wait_for 30 answers "http://127.0.0.1:$port/login/index.php"
}

moodle_stop() {
  stop_by_pid_file "$1/server.pid" "$1/site" group
  mariadb_stop "$1/mariadb"
}

# moodle_phpunit FOLDER CHECKOUT ZIP: the plugin's tests in that Moodle, with PHPUnit as Debian packages it.
moodle_phpunit() {
  local folder=$1 checkout=$2 zip=$3 site
  moodle_copy_code "$folder" "$checkout"
  moodle_write_config "$folder" 'http://127.0.0.1'
  moodle_place_plugin "$folder" "$zip" || [[ $? -eq 2 ]]
  site=$folder/site
  # Moodle's tests stand on composer's folder; Debian's packages take its place, so that nothing is downloaded.
  mkdir -p "$site/vendor/bin" "$site/vendor/phpunit/phpunit"
  printf '<?php\nrequire_once "/usr/share/php/PHPUnit/Autoload.php";\nrequire_once "/usr/share/php/org/bovigo/vfs/autoload.php";\n' >"$site/vendor/autoload.php"
  printf '{"name":"phpunit/phpunit"}' >"$site/vendor/phpunit/phpunit/composer.json"
  cp "$(command -v phpunit)" "$site/vendor/bin/phpunit"
  locale -a | grep -qi '^en_AU\.utf-\?8$' || localedef -i en_AU -f UTF-8 en_AU.UTF-8
  # Nobody needs the tests' data after a power cut.
  moodle_start_database "$folder" --innodb-flush-method=nosync --sync-frm=0 --innodb-doublewrite=0
  cd "$site"
  if ! moodle_php admin/tool/phpunit/cli/util.php --diag; then
    moodle_php admin/tool/phpunit/cli/util.php --drop || true
    moodle_php admin/tool/phpunit/cli/util.php --install
  fi
  moodle_php admin/tool/phpunit/cli/util.php --buildcomponentconfigs
  # Core's own test that the plugin's privacy provider tells all it must.
  moodle_php vendor/bin/phpunit --colors=never --filter local_qashyq privacy/tests/privacy/provider_test.php
  moodle_php vendor/bin/phpunit -c "$(moodle_code_folder "$site")/local/qashyq/phpunit.xml" --colors=never
}
