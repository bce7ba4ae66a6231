<?php
// This file is part of Qashyq.
//
// Qashyq is free software: you can redistribute it and/or modify
// it under the terms of the GNU General Public License as published by
// the Free Software Foundation, either version 3 of the License, or
// (at your option) any later version.
//
// Qashyq is distributed in the hope that it will be useful,
// but WITHOUT ANY WARRANTY; without even the implied warranty of
// MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the
// GNU General Public License for more details.
//
// You should have received a copy of the GNU General Public License
// along with Qashyq.  If not, see <https://www.gnu.org/licenses/>.

/**
 * Functions for the companion (server to server), and the one that the screens ask for a launch token.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$functions = [
    'local_qashyq_issue_token' => [
        'classname' => \local_qashyq\external\issue_token::class,
        'description' => 'A launch token for the signed-in person, with which the screens ask the companion',
        'type' => 'read',
        'capabilities' => 'local/qashyq:view',
        'ajax' => true,
        'loginrequired' => true,
    ],
    'local_qashyq_ping' => [
        'classname' => \local_qashyq\external\ping::class,
        'description' => 'Is the line alive, and which version answers',
        'type' => 'read',
        'capabilities' => 'local/qashyq:publish',
    ],
    'local_qashyq_publish_calendar' => [
        'classname' => \local_qashyq\external\publish_calendar::class,
        'description' => 'Makes the calendar show the given lessons; repeating it changes nothing',
        'type' => 'write',
        'capabilities' => 'local/qashyq:publish',
    ],
    'local_qashyq_sync_enrolments' => [
        'classname' => \local_qashyq\external\sync_enrolments::class,
        'description' => 'Lets courses have the people of trainings; repeating it changes nothing',
        'type' => 'write',
        'capabilities' => 'local/qashyq:enrol',
    ],
    'local_qashyq_notify' => [
        'classname' => \local_qashyq\external\notify::class,
        'description' => 'Sends notices, each once however often it is asked for',
        'type' => 'write',
        'capabilities' => 'local/qashyq:notify',
    ],
];

$services = [
    'Qashyq companion' => [
        'shortname' => 'local_qashyq',
        'functions' => [
            'local_qashyq_ping',
            'local_qashyq_publish_calendar',
            'local_qashyq_notify',
            'local_qashyq_sync_enrolments',
        ],
        'restrictedusers' => 1,
        'enabled' => 1,
    ],
];
