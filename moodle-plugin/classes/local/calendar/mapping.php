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
 * Which calendar event shows which lesson to whom: (external id, group) → event.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class mapping {
    /** The table of the mapping. */
    private const TABLE = 'local_qashyq_events';

    /**
     * The mapped events of some lessons.
     *
     * @param string[] $externalids
     * @return \stdClass[][] by external id and group id; `event` is the row of the event table, null where it is gone
     */
    public function of(array $externalids): array {
        global $DB;
        $rows = $DB->get_records_list(self::TABLE, 'externalid', $externalids);
        $events = $DB->get_records_list('event', 'id', array_column($rows, 'eventid'));
        $mapped = [];
        foreach ($rows as $row) {
            $row->event = $events[$row->eventid] ?? null;
            $mapped[$row->externalid][$row->groupid] = $row;
        }
        return $mapped;
    }

    /**
     * Remembers new events of lessons, with one statement for many.
     *
     * @param array[] $rows externalid, groupid, eventid
     */
    public function add(array $rows): void {
        global $DB;
        $DB->insert_records(self::TABLE, $rows);
    }

    /**
     * Forgets one row.
     *
     * @param \stdClass $row
     */
    public function remove(\stdClass $row): void {
        global $DB;
        $DB->delete_records(self::TABLE, ['id' => $row->id]);
    }

    /**
     * Forgets an event.
     *
     * @param int $eventid
     */
    public function forget(int $eventid): void {
        global $DB;
        $DB->delete_records(self::TABLE, ['eventid' => $eventid]);
    }

    /**
     * Forgets all events that are gone.
     */
    public function forget_vanished(): void {
        global $DB;
        $DB->delete_records_select(self::TABLE, 'eventid NOT IN (SELECT id FROM {event})');
    }

    /**
     * Deletes every event that the plugin has made.
     */
    public function delete_all_events(): void {
        global $CFG, $DB;
        require_once($CFG->dirroot . '/calendar/lib.php');
        $events = $DB->get_recordset('event', ['component' => 'local_qashyq']);
        foreach ($events as $event) {
            \calendar_event::load($event)->delete();
        }
        $events->close();
    }
}
