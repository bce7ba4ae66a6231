<?php

// Response and assertion are signed, each by itself: the companion takes nothing else.
$metadata['https://' . getenv('IDP_NAME') . '/simplesamlphp/saml2/idp/metadata.php'] = [
    'host' => '__DEFAULT__',
    'privatekey' => 'idp-key',
    'certificate' => 'idp-certificate',
    'auth' => 'people',
    'saml20.sign.response' => true,
    'saml20.sign.assertion' => true,
    'sign.logout' => true,
    'validate.authnrequest' => true,
    'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
];
