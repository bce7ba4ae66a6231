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
 * One calendar event as it shall be, in the words of Moodle's event table.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class entry {
    /** @var array wished values by column */
    private array $fields;

    /**
     * The event of a lesson for one audience.
     *
     * @param array $lesson name, description (plain text), location, timestart (Unix seconds), timeduration (seconds)
     * @param audience $audience
     */
    public function __construct(array $lesson, audience $audience) {
        $this->fields = [
            'name' => $lesson['name'],
            'description' => nl2br(s($lesson['description'])),
            'format' => FORMAT_HTML,
            'location' => $lesson['location'],
            'eventtype' => $audience->groupid === audience::WHOLE_COURSE ? 'course' : 'group',
            'courseid' => $audience->courseid,
            'groupid' => $audience->groupid,
            'timestart' => $lesson['timestart'],
            'timeduration' => $lesson['timeduration'],
            'visible' => 1,
        ];
    }

    /**
     * Makes the event.
     *
     * @return int its id
     */
    public function create(): int {
        $event = \calendar_event::create((object) ($this->fields + [
            'type' => CALENDAR_EVENT_TYPE_STANDARD,
            // With a component set, teachers see the event but cannot edit or delete it: the schedule is changed by agreement.
            'component' => 'local_qashyq',
        ]), false);
        return (int) $event->id;
    }

    /**
     * Changes an event where it differs from the wish. It keeps its id, so that subscribed phones move the lesson.
     *
     * @param \stdClass $row of the event table
     * @return bool whether anything had to be changed
     */
    public function update(\stdClass $row): bool {
        $differs = fn($value, $field): bool => (string) $row->$field !== (string) $value;
        $changes = array_filter($this->fields, $differs, ARRAY_FILTER_USE_BOTH);
        if (!$changes) {
            return false;
        }
        \calendar_event::load($row)->update((object) $changes, false);
        return true;
    }
}
