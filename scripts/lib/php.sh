# PHP on this machine: is it there, and which Debian packages bring what is missing.

php_is_installed() { command -v php >/dev/null; }

# Debian packages that a Moodle site and its tests lack here, one a line; nothing where all is there.
moodle_php_missing() {
  local extension
  php_is_installed || say php-cli
  local loaded
  loaded=$(php -m 2>/dev/null)
  for extension in mysql:mysqli xml:dom curl:curl gd:gd intl:intl mbstring:mbstring zip:zip soap:soap; do
    grep -qix "${extension#*:}" <<<"$loaded" || say "php-${extension%:*}"
  done
  command -v phpunit >/dev/null || say phpunit
  [[ -f /usr/share/php/org/bovigo/vfs/autoload.php ]] || say php-mikey179-vfsstream
  command -v localedef >/dev/null || say locales
}

# Enough to run a site; its PHPUnit tests need more.
moodle_php_is_installed() { [[ -z $(moodle_php_missing | grep -v -e '^phpunit$' -e vfsstream -e '^locales$') ]]; }
