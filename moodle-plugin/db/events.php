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
 * What happens in Moodle that our own tables have to follow.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

$observers = [
    [
        'eventname' => \core\event\calendar_event_deleted::class,
        'callback' => \local_qashyq\local\calendar\observer::class . '::event_deleted',
    ],
    [
        'eventname' => \core\event\group_deleted::class,
        'callback' => \local_qashyq\local\calendar\observer::class . '::group_deleted',
    ],
    [
        'eventname' => \core\event\course_deleted::class,
        'callback' => \local_qashyq\local\calendar\observer::class . '::course_deleted',
    ],
    [
        'eventname' => \core\event\user_enrolment_deleted::class,
        'callback' => \local_qashyq\local\enrolments\observer::class . '::enrolment_deleted',
    ],
];
