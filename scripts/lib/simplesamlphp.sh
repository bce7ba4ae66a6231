# SimpleSAMLphp as Debian packages it, unpacked into a folder of ours: nothing is installed, no file of the system is touched, no web server
# is needed.

simplesamlphp_obstacle=

# simplesamlphp_unpack FOLDER: fetches and unpacks it, unless it is there already. Fails, saying why in $simplesamlphp_obstacle.
simplesamlphp_unpack() {
  local folder=$1
  [[ -f $folder/www/index.php ]] && return 0
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || {
    simplesamlphp_obstacle='this is no Debian system'
    return 1
  }
  rm -rf "$folder" "$folder.package"
  mkdir -p "$folder.package"
  (
    cd "$folder.package" || exit 1
    apt-get download -q simplesamlphp || { apt-get update -q && apt-get download -q simplesamlphp; }
  ) </dev/null || {
    simplesamlphp_obstacle='apt-get could not download the package simplesamlphp'
    return 1
  }
  dpkg-deb -x "$folder.package"/simplesamlphp_*.deb "$folder.package/root" &&
    mv "$folder.package/root/usr/share/simplesamlphp" "$folder" &&
    mv "$folder.package/root/etc/simplesamlphp/attributemap" "$folder/attributemap" || return 1
  rm -rf "$folder.package"
}

# Debian packages with PHP extensions that it lacks here, one a line.
simplesamlphp_php_missing() {
  local loaded
  loaded=$(php -m 2>/dev/null)
  grep -qix dom <<<"$loaded" || printf 'php-xml\n'
  grep -qix mbstring <<<"$loaded" || printf 'php-mbstring\n'
}
