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

namespace local_qashyq\external;

use core_external\external_api;

/**
 * Facts about publishing to the calendar.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\external\publish_calendar
 * @covers     \local_qashyq\local\calendar\publication
 * @covers     \local_qashyq\local\calendar\audiences
 * @covers     \local_qashyq\local\calendar\entry
 * @covers     \local_qashyq\local\calendar\mapping
 */
final class publish_calendar_test extends \advanced_testcase {
    /** @var \stdClass a course with two groups that have idnumbers, and one empty group without */
    private \stdClass $course;
    /** @var \stdClass[] its groups by idnumber */
    private array $groups;

    #[\Override]
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        $this->setAdminUser();
        $generator = $this->getDataGenerator();
        $this->course = $generator->create_course(['idnumber' => 'DB-101']);
        foreach (['IS-21-1', 'IS-21-2'] as $idnumber) {
            $this->groups[$idnumber] = $generator->create_group(['courseid' => $this->course->id, 'idnumber' => $idnumber]);
        }
        $generator->create_group(['courseid' => $this->course->id]);
    }

    public function test_a_lesson_becomes_an_event_of_the_plugin(): void {
        $this->assertSame($this->counts(created: 1), $this->publish([$this->lesson()]));

        $event = $this->event_of('occurrence:1');
        $this->assertSame('Дерекқорлар «A & B»', $event->name);
        $this->assertSame('Ауд. 305', $event->location);
        $this->assertSame('1790830800', $event->timestart);
        $this->assertSame('3000', $event->timeduration);
        $this->assertSame('local_qashyq', $event->component);
        $this->assertSame('1', $event->visible);
    }

    public function test_the_description_is_escaped_and_keeps_its_lines(): void {
        $this->publish([$this->lesson(['description' => "<script>alert(1)</script>\nEkinshi"])]);
        $event = $this->event_of('occurrence:1');
        $this->assertSame("&lt;script&gt;alert(1)&lt;/script&gt;<br />\nEkinshi", $event->description);
        $this->assertSame((string) FORMAT_HTML, $event->format);
    }

    public function test_a_lesson_of_one_group_is_an_event_of_that_group(): void {
        $this->publish([$this->lesson(['groups' => ['IS-21-2']])]);
        $event = $this->event_of('occurrence:1');
        $this->assertSame('group', $event->eventtype);
        $this->assertSame($this->groups['IS-21-2']->id, $event->groupid);
        $this->assertSame($this->course->id, $event->courseid);
    }

    public function test_a_lesson_of_all_groups_is_an_event_of_the_course(): void {
        $this->publish([$this->lesson(['groups' => ['IS-21-2', 'IS-21-1']])]);
        $event = $this->event_of('occurrence:1');
        $this->assertSame('course', $event->eventtype);
        $this->assertSame('0', $event->groupid);
    }

    public function test_a_group_without_idnumber_counts_when_it_has_members(): void {
        $generator = $this->getDataGenerator();
        $group = $generator->create_group(['courseid' => $this->course->id]);
        $learner = $generator->create_and_enrol($this->course);
        $generator->create_group_member(['groupid' => $group->id, 'userid' => $learner->id]);

        $this->assertSame(
            $this->counts(created: 2),
            $this->publish([$this->lesson(['groups' => ['IS-21-1', 'IS-21-2']])])
        );
    }

    public function test_a_course_without_groups_gets_a_course_event_whatever_groups_are_named(): void {
        $this->getDataGenerator()->create_course(['idnumber' => 'NET-200']);
        $this->publish([$this->lesson(['course' => 'NET-200', 'groups' => ['IS-21-1']])]);
        $this->assertSame('course', $this->event_of('occurrence:1')->eventtype);
    }

    public function test_a_lesson_that_names_no_group_is_for_the_course(): void {
        $this->publish([$this->lesson(['groups' => []])]);
        $this->assertSame('course', $this->event_of('occurrence:1')->eventtype);
    }

    public function test_publishing_again_writes_nothing(): void {
        $lessons = [
            $this->lesson(['groups' => ['IS-21-1', 'IS-21-2']]),
            $this->lesson(['externalid' => 'occurrence:2', 'groups' => ['IS-21-1'], 'description' => '']),
        ];
        $this->publish($lessons);
        $before = $this->tables();
        $sink = $this->redirectEvents();

        $this->assertSame($this->counts(unchanged: 2), $this->publish($lessons));
        $this->assertEquals($before, $this->tables());
        $this->assertSame([], $sink->get_events());
    }

    public function test_a_correction_changes_only_its_event_which_keeps_its_id(): void {
        global $DB;
        $second = ['externalid' => 'occurrence:2', 'name' => 'Желілер'];
        $this->publish([$this->lesson(), $this->lesson($second)]);
        $before = $DB->get_records('event');
        $corrected = $this->event_of('occurrence:1')->id;

        $answer = $this->publish([$this->lesson(['location' => 'Zoom', 'timestart' => 1790838000]), $this->lesson($second)]);
        $this->assertSame($this->counts(updated: 1, unchanged: 1), $answer);
        $after = $DB->get_records('event');
        $this->assertSame('Zoom', $after[$corrected]->location);
        $this->assertSame('1790838000', $after[$corrected]->timestart);
        unset($before[$corrected], $after[$corrected]);
        $this->assertEquals($before, $after);
    }

    public function test_a_lesson_that_moves_to_another_course_keeps_its_event(): void {
        $other = $this->getDataGenerator()->create_course(['idnumber' => 'NET-200']);
        $this->publish([$this->lesson(['groups' => []])]);
        $id = $this->event_of('occurrence:1')->id;
        $this->assertSame($this->counts(updated: 1), $this->publish([$this->lesson(['course' => 'NET-200', 'groups' => []])]));
        $this->assertSame($other->id, $this->event_of('occurrence:1')->courseid);
        $this->assertSame($id, $this->event_of('occurrence:1')->id);

        delete_course($this->course, false);
        $this->assertSame(
            $this->counts(unchanged: 1),
            $this->publish([$this->lesson(['course' => 'NET-200', 'groups' => []])]),
            'the course it left has nothing to do with it any more'
        );
    }

    public function test_a_narrower_audience_takes_the_event_of_the_others_away(): void {
        $this->publish([$this->lesson(['groups' => ['IS-21-1', 'IS-21-2']])]);
        $this->assertSame(
            $this->counts(created: 1, deleted: 1),
            $this->publish([$this->lesson(['groups' => ['IS-21-1']])])
        );
        $this->assertSame($this->groups['IS-21-1']->id, $this->event_of('occurrence:1')->groupid);
    }

    public function test_unknown_courses_and_groups_are_refused_while_the_rest_goes(): void {
        $answer = $this->publish([
            $this->lesson(['externalid' => 'occurrence:1', 'course' => 'NO-SUCH']),
            $this->lesson(['externalid' => 'occurrence:2', 'groups' => ['IS-21-1', 'IS-99']]),
            $this->lesson(['externalid' => 'occurrence:3', 'course' => '']),
            $this->lesson(['externalid' => 'occurrence:4']),
        ]);
        $this->assertSame(1, $answer['created']);
        $this->assertSame([
            ['externalid' => 'occurrence:1', 'reason' => 'coursenotfound', 'subject' => 'NO-SUCH'],
            ['externalid' => 'occurrence:2', 'reason' => 'groupnotfound', 'subject' => 'IS-99'],
            ['externalid' => 'occurrence:3', 'reason' => 'coursenotfound', 'subject' => ''],
        ], $answer['refused']);
        $this->assertNotNull($this->event_of('occurrence:4'));
    }

    public function test_a_refused_correction_leaves_the_event_as_it_was(): void {
        $this->publish([$this->lesson()]);
        $before = $this->tables();
        $this->publish([$this->lesson(['groups' => ['IS-21-1', 'IS-99'], 'name' => 'Басқа'])]);
        $this->assertEquals($before, $this->tables());
    }

    public function test_removals_delete_the_events_and_may_be_repeated(): void {
        $this->publish([$this->lesson(), $this->lesson(['externalid' => 'occurrence:2'])]);
        $this->assertSame($this->counts(deleted: 1), $this->publish([], ['occurrence:1', 'occurrence:9']));
        $this->assertSame($this->counts(), $this->publish([], ['occurrence:1', 'occurrence:9']));
        $this->assertNull($this->event_of('occurrence:1'));
        $this->assertNotNull($this->event_of('occurrence:2'));
    }

    public function test_an_event_that_vanished_is_made_again(): void {
        global $DB;
        $this->publish([$this->lesson()]);
        $DB->delete_records('event', ['id' => $this->event_of('occurrence:1')->id]);
        $this->assertSame($this->counts(created: 1), $this->publish([$this->lesson()]));
        $this->assertSame($this->counts(unchanged: 1), $this->publish([$this->lesson()]));
    }

    public function test_a_truncated_request_is_refused_whole(): void {
        global $DB;
        try {
            publish_calendar::execute(3, json_encode([$this->lesson()]), ['occurrence:9']);
            $this->fail('accepted');
        } catch (\moodle_exception $refusal) {
            $this->assertSame('error_requesttruncated', $refusal->errorcode);
        }
        $this->assertSame(0, $DB->count_records('event'));
    }

    public function test_a_request_that_contradicts_itself_is_refused(): void {
        $this->expectExceptionMessage(get_string('error_repeatedrow', 'local_qashyq', 'occurrence:1'));
        $this->publish([$this->lesson()], ['occurrence:1']);
    }

    /**
     * Ids that the tables cannot hold.
     *
     * @return array[]
     */
    public static function impossible_ids(): array {
        return ['empty' => [''], 'too long' => [str_repeat('қ', 101)]];
    }

    /**
     * An id that the tables cannot hold is refused.
     *
     * @dataProvider impossible_ids
     * @param string $externalid
     */
    public function test_an_impossible_id_is_refused(string $externalid): void {
        $this->expectException(\invalid_parameter_exception::class);
        $this->publish([$this->lesson(['externalid' => $externalid])]);
    }

    /**
     * Texts that are no list of lessons.
     *
     * @return array[]
     */
    public static function unreadable_lessons(): array {
        $lesson = [
            'externalid' => 'occurrence:1',
            'course' => 'DB-101',
            'name' => '',
            'description' => '',
            'location' => '',
            'timestart' => 1790830800,
            'timeduration' => 3000,
        ];
        return [
            'no JSON' => ['['],
            'no list' => ['null'],
            'a lesson without a name' => [json_encode([array_diff_key($lesson, ['name' => ''])])],
            'a lesson with a field that nobody knows' => [json_encode([$lesson + ['colour' => 'red']])],
            'a time that is none' => [json_encode([['timestart' => 'noon'] + $lesson])],
            'a name that is a list' => [json_encode([['name' => []] + $lesson])],
        ];
    }

    /**
     * What is no list of lessons is refused whole.
     *
     * @dataProvider unreadable_lessons
     * @param string $json
     */
    public function test_what_is_no_list_of_lessons_is_refused(string $json): void {
        $this->expectException(\invalid_parameter_exception::class);
        publish_calendar::execute(1, $json);
    }

    public function test_people_may_not_publish_not_even_managers(): void {
        $manager = $this->getDataGenerator()->create_user();
        $this->getDataGenerator()->role_assign('manager', $manager->id);
        $this->setUser($manager);
        $this->expectException(\required_capability_exception::class);
        $this->publish([$this->lesson()]);
    }

    /**
     * Publishes with the right count, and checks the answer's shape as the web service does.
     *
     * @param array[] $events
     * @param string[] $removals
     * @return array
     */
    private function publish(array $events, array $removals = []): array {
        $answer = publish_calendar::execute(count($events) + count($removals), json_encode($events), $removals);
        return external_api::clean_returnvalue(publish_calendar::execute_returns(), $answer);
    }

    /**
     * A lesson of the first group, but for what is said otherwise.
     *
     * @param array $overrides
     * @return array
     */
    private function lesson(array $overrides = []): array {
        return $overrides + [
            'externalid' => 'occurrence:1',
            'course' => 'DB-101',
            'groups' => ['IS-21-1'],
            'name' => 'Дерекқорлар «A & B»',
            'description' => 'Дәріс',
            'location' => 'Ауд. 305',
            'timestart' => 1790830800,
            'timeduration' => 3000,
        ];
    }

    /**
     * An answer without refusals.
     *
     * @param int $created
     * @param int $updated
     * @param int $unchanged
     * @param int $deleted
     * @return array
     */
    private function counts(int $created = 0, int $updated = 0, int $unchanged = 0, int $deleted = 0): array {
        return compact('created', 'updated', 'unchanged', 'deleted') + ['refused' => []];
    }

    /**
     * The only event of a lesson.
     *
     * @param string $externalid
     * @return \stdClass|null
     */
    private function event_of(string $externalid): ?\stdClass {
        global $DB;
        $sql = 'SELECT e.* FROM {event} e JOIN {local_qashyq_events} m ON m.eventid = e.id WHERE m.externalid = ?';
        return $DB->get_record_sql($sql, [$externalid]) ?: null;
    }

    /**
     * All that publishing can write.
     *
     * @return array[]
     */
    private function tables(): array {
        global $DB;
        return [$DB->get_records('event'), $DB->get_records('local_qashyq_events')];
    }
}
