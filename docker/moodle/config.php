<?php
unset($CFG);
global $CFG;
$CFG = new stdClass();
$CFG->dbtype = 'mariadb';
$CFG->dblibrary = 'native';
$CFG->dbhost = 'mariadb';
$CFG->dbname = 'moodle';
$CFG->dbuser = 'moodle';
$CFG->dbpass = getenv('MOODLE_DATABASE_PASSWORD');
$CFG->prefix = 'mdl_';
$CFG->dboptions = ['dbcollation' => 'utf8mb4_unicode_ci'];
$CFG->wwwroot = 'https://' . getenv('MOODLE_NAME');
// The proxy speaks https with people and http with us.
$CFG->sslproxy = true;
$CFG->reverseproxy = false;
$CFG->dataroot = '/var/moodledata';
$CFG->admin = 'admin';
$CFG->noemailever = true;
require_once(__DIR__ . '/lib/setup.php');
