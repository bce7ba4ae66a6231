<?php

// SimpleSAMLphp as a university's identity provider for the tests. What changes from test to test stands in a JSON file of theirs, which
// is read with every request: the tests change keys and encryption while people are signed in.
$settings = json_decode(file_get_contents(getenv('IDP_SETTINGS')), true, 8, JSON_THROW_ON_ERROR);
$service = $settings['folder'] . '/service.xml';
$config = [
    'baseurlpath' => $settings['url'] . '/',
    'certdir' => $settings['folder'] . '/',
    'loggingdir' => $settings['folder'] . '/',
    'datadir' => $settings['folder'] . '/',
    'tempdir' => $settings['folder'] . '/temporary',
    'metadatadir' => __DIR__ . '/metadata',
    'attributenamemapdir' => getenv('IDP_PROGRAM') . '/attributemap/',
    'technicalcontact_name' => 'Nobody',
    'technicalcontact_email' => 'nobody@university.test',
    'timezone' => 'Asia/Almaty',
    'secretsalt' => 'only-for-tests-only-for-tests',
    'auth.adminpassword' => 'only-for-tests-only-for-tests',
    'admin.checkforupdates' => false,
    'trusted.url.domains' => $settings['trusted'],
    'enable.saml20-idp' => true,
    'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
    'store.type' => 'phpsession',
    'session.cookie.secure' => false,
    'session.cookie.samesite' => null,
    'language.cookie.secure' => false,
    'logging.level' => SimpleSAML\Logger::INFO,
    'logging.handler' => 'file',
    'logging.logfile' => 'simplesamlphp.log',
    // The service is known by what it says of itself, and by nothing else.
    'metadata.sources' => [
        ['type' => 'flatfile'],
        ...(file_exists($service) ? [['type' => 'xml', 'file' => $service]] : []),
    ],
];
