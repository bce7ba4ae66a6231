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
 * For whom one calendar event is: a whole course, or one group of it.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class audience {
    /** Group id that stands for the whole course, as in Moodle's own event table. */
    public const WHOLE_COURSE = 0;

    /**
     * An audience by Moodle's ids.
     *
     * @param int $courseid
     * @param int $groupid
     */
    public function __construct(
        /** @var int */
        public readonly int $courseid,
        /** @var int */
        public readonly int $groupid = self::WHOLE_COURSE,
    ) {
    }
}
