#!/bin/bash
# Runs once, in an empty data folder: a database and an account for each of the two, with rights there and nowhere else.
set -euo pipefail
for name in qashyq moodle; do
  password=${name^^}_DATABASE_PASSWORD
  mariadb --user=root --password="$MARIADB_ROOT_PASSWORD" <<SQL
create database $name character set utf8mb4 collate utf8mb4_unicode_ci;
create user '$name'@'%' identified by '${!password}';
grant select, insert, update, delete, create, alter, drop, index, references, create temporary tables on $name.* to '$name'@'%';
SQL
done
