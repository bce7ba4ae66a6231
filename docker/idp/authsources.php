<?php

$password = getenv('IDP_PASSWORD');
$config = [
    'admin' => ['core:AdminPassword'],
    'people' => [
        'exampleauth:UserPass',
        "dispatcher1:{$password}" => ['uid' => ['dispatcher1']],
        "dean1:{$password}" => ['uid' => ['dean1']],
    ],
];
