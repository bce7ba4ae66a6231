<?php

$qashyq = 'https://' . getenv('QASHYQ_NAME');
$metadata["{$qashyq}/saml/metadata"] = [
    'AssertionConsumerService' => "{$qashyq}/saml/acs",
    'SingleLogoutService' => "{$qashyq}/saml/slo",
    'certificate' => 'sp-certificate',
    'simplesaml.nameidattribute' => 'uid',
    'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    'assertion.encryption' => true,
];
