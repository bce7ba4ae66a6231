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

namespace local_qashyq\local\enrolments;

/**
 * Forgets enrolments that were ours and that somebody ended.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class observer {
    /**
     * Somebody was unenrolled, also because the account or the course was deleted.
     *
     * @param \core\event\user_enrolment_deleted $event
     */
    public static function enrolment_deleted(\core\event\user_enrolment_deleted $event): void {
        global $DB;
        if ($event->other['enrol'] === 'manual') {
            $DB->delete_records('local_qashyq_enrolments', [
                'courseid' => $event->courseid,
                'userid' => $event->relateduserid,
            ]);
        }
    }
}
