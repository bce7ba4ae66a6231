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
 * Makes the calendar show a batch of lessons: compares with what is there and changes only the difference.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class publication {
    /** @var int[] how many calendar events were created, updated, unchanged, deleted */
    private array $counts = ['created' => 0, 'updated' => 0, 'unchanged' => 0, 'deleted' => 0];
    /** @var array[] lessons that could not be placed: externalid, reason, subject */
    private array $refused = [];
    /** @var array[] rows of the mapping for the events that were created */
    private array $added = [];

    /**
     * A publication over the mapping.
     *
     * @param mapping $mapping
     */
    public function __construct(
        /** @var mapping */
        private readonly mapping $mapping,
    ) {
    }

    /**
     * Publishes lessons and removals in one transaction.
     *
     * @param array[] $lessons externalid, course, groups, name, description, location, timestart, timeduration: as on the wire
     * @param string[] $removals external ids whose events shall go
     * @return array created, updated, unchanged, deleted: numbers of calendar events; refused: lessons with reason and subject
     */
    public function publish(array $lessons, array $removals): array {
        global $CFG, $DB;
        require_once($CFG->dirroot . '/calendar/lib.php');

        $transaction = $DB->start_delegated_transaction();
        $audiences = new audiences(array_column($lessons, 'course'));
        $mapped = $this->mapping->of([...array_column($lessons, 'externalid'), ...$removals]);
        foreach ($lessons as $lesson) {
            try {
                $this->place($lesson, $audiences->of($lesson['course'], $lesson['groups']), $mapped[$lesson['externalid']] ?? []);
            } catch (refusal $refusal) {
                $this->refused[] = [
                    'externalid' => $lesson['externalid'],
                    'reason' => $refusal->reason,
                    'subject' => $refusal->subject,
                ];
            }
        }
        foreach ($removals as $externalid) {
            array_map($this->delete(...), $mapped[$externalid] ?? []);
        }
        $this->mapping->add($this->added);
        $transaction->allow_commit();
        return $this->counts + ['refused' => $this->refused];
    }

    /**
     * Makes one lesson's events what they shall be.
     *
     * @param array $lesson
     * @param audience[] $audiences
     * @param \stdClass[] $present mapped events by group id
     */
    private function place(array $lesson, array $audiences, array $present): void {
        foreach ($audiences as $audience) {
            $entry = new entry($lesson, $audience);
            $row = $present[$audience->groupid] ?? null;
            unset($present[$audience->groupid]);
            if ($row?->event) {
                $this->counts[$entry->update($row->event) ? 'updated' : 'unchanged']++;
                continue;
            }
            if ($row) {
                $this->mapping->remove($row);
            }
            $this->added[] = [
                'externalid' => $lesson['externalid'],
                'groupid' => $audience->groupid,
                'eventid' => $entry->create(),
            ];
            $this->counts['created']++;
        }
        // What is left was shown to an audience that the lesson no longer has.
        array_map($this->delete(...), $present);
    }

    /**
     * Deletes a mapped event, if it is still there, and its mapping.
     *
     * @param \stdClass $row
     */
    private function delete(\stdClass $row): void {
        $this->mapping->remove($row);
        if ($row->event) {
            \calendar_event::load($row->event)->delete();
            $this->counts['deleted']++;
        }
    }
}
