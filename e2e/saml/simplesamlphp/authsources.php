<?php

// A login here is not always the name that is typed: the second person has one in Kazakh letters.
$config = [
    'people' => [
        'exampleauth:UserPass',
        'dispatcher:right-password' => [
            'uid' => ['dispatcher1'],
            'sn' => ['Өтегенова'],
            'givenName' => ['Әсел'],
            'ou' => ['Ақпараттық жүйелер кафедрасы'],
        ],
        'dean:right-password' => [
            'uid' => ['ғылым.қызметкері'],
            'sn' => ['Ысқақұлы'],
            'givenName' => ['Үміт'],
            'ou' => ['Инженерлік-техникалық факультет'],
        ],
    ],
];
