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

namespace local_qashyq\local\calendar;

/**
 * Forgets the mapping of events that went with something else.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class observer {
    /**
     * Somebody deleted an event.
     *
     * @param \core\event\calendar_event_deleted $event
     */
    public static function event_deleted(\core\event\calendar_event_deleted $event): void {
        (new mapping())->forget($event->objectid);
    }

    /**
     * Moodle deletes the calendar events of a group without telling about each.
     *
     * @param \core\event\group_deleted $event
     */
    public static function group_deleted(\core\event\group_deleted $event): void {
        (new mapping())->forget_vanished();
    }

    /**
     * Moodle deletes the calendar events of a course without telling about each.
     *
     * @param \core\event\course_deleted $event
     */
    public static function course_deleted(\core\event\course_deleted $event): void {
        (new mapping())->forget_vanished();
    }
}
