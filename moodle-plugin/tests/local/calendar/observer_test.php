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
 * Facts about what happens to the mapping when something else is deleted.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\local\calendar\observer
 * @covers     \local_qashyq\local\calendar\mapping
 */
final class observer_test extends \advanced_testcase {
    /** @var \stdClass[] two courses with a group each */
    private array $courses = [];
    /** @var \stdClass[] */
    private array $groups = [];

    #[\Override]
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        $this->setAdminUser();
        $generator = $this->getDataGenerator();
        $lessons = [];
        foreach (['A', 'B'] as $name) {
            $this->courses[$name] = $generator->create_course(['idnumber' => $name]);
            $courseid = $this->courses[$name]->id;
            $this->groups[$name] = $generator->create_group(['courseid' => $courseid, 'idnumber' => "{$name}-1"]);
            $generator->create_group(['courseid' => $courseid, 'idnumber' => "{$name}-2"]);
            foreach ([["{$name}-1"], []] as $groups) {
                $lessons[] = [
                    'externalid' => $name . (count($groups) ? ':group' : ':course'),
                    'course' => $name,
                    'groups' => $groups,
                    'name' => 'Дәріс',
                    'description' => '',
                    'location' => '',
                    'timestart' => 1790830800,
                    'timeduration' => 3000,
                ];
            }
        }
        (new publication(new mapping()))->publish($lessons, []);
        $this->assertSame(['A:course', 'A:group', 'B:course', 'B:group'], $this->mapped());
    }

    public function test_the_mapping_forgets_a_deleted_event(): void {
        global $DB;
        $eventid = $DB->get_field('local_qashyq_events', 'eventid', ['externalid' => 'A:course']);
        \calendar_event::load($eventid)->delete();
        $this->assertSame(['A:group', 'B:course', 'B:group'], $this->mapped());
    }

    public function test_the_mapping_forgets_the_events_of_a_deleted_group(): void {
        groups_delete_group($this->groups['A']->id);
        $this->assertSame(['A:course', 'B:course', 'B:group'], $this->mapped());
    }

    public function test_the_mapping_forgets_the_events_of_a_deleted_course(): void {
        delete_course($this->courses['A']->id, false);
        $this->assertSame(['B:course', 'B:group'], $this->mapped());
    }

    /**
     * The lessons that are mapped.
     *
     * @return string[] external ids
     */
    private function mapped(): array {
        global $DB;
        $externalids = $DB->get_fieldset('local_qashyq_events', 'externalid');
        sort($externalids);
        return $externalids;
    }
}
