<?php

// As docs/operations.md asks of an identity provider.
$settings = json_decode(file_get_contents(getenv('IDP_SETTINGS')), true, 8, JSON_THROW_ON_ERROR);
$redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
$metadata[$settings['url'] . '/saml2/idp/metadata.php'] = [
    'host' => '__DEFAULT__',
    'privatekey' => $settings['key'] . '.key',
    'certificate' => $settings['key'] . '.crt',
    'auth' => 'people',
    'SingleSignOnServiceBinding' => [$redirect],
    'SingleLogoutServiceBinding' => [$redirect],
    'saml20.sign.response' => true,
    'saml20.sign.assertion' => true,
    'sign.logout' => true,
    'validate.authnrequest' => true,
    'validate.logout' => true,
    'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'assertion.encryption' => $settings['encrypts'],
    'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    'simplesaml.nameidattribute' => 'uid',
] + ($settings['nextKey'] === null ? [] : [
    'new_privatekey' => $settings['nextKey'] . '.key',
    'new_certificate' => $settings['nextKey'] . '.crt',
]);
