<?php

// Only what differs from what Debian ships.
require '/etc/simplesamlphp/debian-config.php';

$config['baseurlpath'] = 'https://' . getenv('IDP_NAME') . '/simplesamlphp/';
$config['certdir'] = '/etc/simplesamlphp/keys/';
$config['metadatadir'] = '/etc/simplesamlphp/metadata';
$config['secretsalt'] = getenv('IDP_SECRET');
$config['auth.adminpassword'] = getenv('IDP_SECRET');
$config['timezone'] = 'Asia/Almaty';
$config['enable.saml20-idp'] = true;
$config['module.enable']['exampleauth'] = true;
$config['trusted.url.domains'] = [getenv('QASHYQ_NAME')];
$config['logging.handler'] = 'stderr';
