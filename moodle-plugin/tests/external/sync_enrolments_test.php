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
 * Facts about enrolling people of trainings.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\external\sync_enrolments
 * @covers     \local_qashyq\local\enrolments\synchronisation
 * @covers     \local_qashyq\local\enrolments\course_people
 * @covers     \local_qashyq\local\enrolments\accounts
 * @covers     \local_qashyq\local\enrolments\observer
 */
final class sync_enrolments_test extends \advanced_testcase {
    /** @var \stdClass the course of the training */
    private \stdClass $course;
    /** @var \stdClass somebody with a seat */
    private \stdClass $person;

    #[\Override]
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        $this->setAdminUser();
        $this->course = $this->getDataGenerator()->create_course(['idnumber' => 'TR-1']);
        $this->person = $this->getDataGenerator()->create_user(['username' => 'teacher05', 'idnumber' => 'T05']);
    }

    public function test_who_has_a_seat_is_enrolled_as_a_student(): void {
        $this->assertSame($this->counts(enrolled: 1), $this->sync([$this->row()]));
        $this->assertTrue(is_enrolled($this->context(), $this->person, '', true));
        $this->assertSame(['student'], $this->roles());
    }

    public function test_a_trainer_teaches_without_editing(): void {
        $this->sync([$this->row(['role' => 'teacher'])]);
        $this->assertSame(['teacher'], $this->roles());
    }

    public function test_repeating_it_writes_nothing(): void {
        $this->sync([$this->row()]);
        $before = $this->tables();
        $sink = $this->redirectEvents();
        $this->assertSame($this->counts(unchanged: 1), $this->sync([$this->row()]));
        $this->assertEquals($before, $this->tables());
        $this->assertSame([], $sink->get_events());
    }

    public function test_no_welcome_message_goes_out_and_the_course_keeps_its_setting(): void {
        global $DB;
        $manual = ['courseid' => $this->course->id, 'enrol' => 'manual'];
        $DB->set_field('enrol', 'customint1', ENROL_SEND_EMAIL_FROM_NOREPLY, $manual);
        $sink = $this->redirectMessages();
        $this->sync([$this->row()]);
        $this->assertSame([], $sink->get_messages());
        $instance = $DB->get_record('enrol', ['courseid' => $this->course->id, 'enrol' => 'manual']);
        $this->assertSame((string) ENROL_SEND_EMAIL_FROM_NOREPLY, $instance->customint1);

        // The message is not merely off in this test: somebody enrolled by hand gets it.
        $other = $this->getDataGenerator()->create_user();
        enrol_get_plugin('manual')->enrol_user($instance, $other->id, $instance->roleid);
        $this->assertCount(1, $sink->get_messages());
    }

    public function test_an_account_that_is_not_known_is_found_by_its_login(): void {
        $this->assertSame($this->counts(enrolled: 1), $this->sync([$this->row(['userid' => 0])]));
        $this->assertTrue(is_enrolled($this->context(), $this->person));
        $this->assertSame(
            $this->counts(unchanged: 1),
            $this->sync([$this->row(['userid' => 0, 'login' => 'T05'])], 'idnumber')
        );
    }

    public function test_two_accounts_of_one_login_are_nobodys(): void {
        $this->getDataGenerator()->create_user(['idnumber' => 'T05']);
        $answer = $this->sync([$this->row(['userid' => 0, 'login' => 'T05'])], 'idnumber');
        $this->assertSame('usernotfound', $answer['refused'][0]['reason']);
    }

    public function test_an_unknown_course_and_an_unknown_login_are_refused_by_name_while_the_rest_goes(): void {
        $answer = $this->sync([
            $this->row(),
            $this->row(['externalid' => 'row-2', 'course' => 'NO-SUCH']),
            $this->row(['externalid' => 'row-3', 'userid' => 0, 'login' => 'nobody']),
        ]);
        $this->assertSame(1, $answer['enrolled']);
        $this->assertSame([
            ['externalid' => 'row-2', 'reason' => 'coursenotfound', 'subject' => 'NO-SUCH'],
            ['externalid' => 'row-3', 'reason' => 'usernotfound', 'subject' => 'nobody'],
        ], $this->by_id($answer['refused']));
    }

    public function test_a_course_that_takes_nobody_by_hand_is_refused_by_name(): void {
        global $DB;
        $DB->set_field('enrol', 'status', ENROL_INSTANCE_DISABLED, ['courseid' => $this->course->id, 'enrol' => 'manual']);
        $answer = $this->sync([$this->row()]);
        $this->assertSame('manualenroldisabled', $answer['refused'][0]['reason']);
        $this->assertFalse(is_enrolled($this->context(), $this->person));
    }

    public function test_a_course_without_manual_enrolment_gets_it(): void {
        global $DB;
        $DB->delete_records('enrol', ['courseid' => $this->course->id]);
        $this->assertSame($this->counts(enrolled: 1), $this->sync([$this->row()]));
    }

    public function test_who_gives_up_the_seat_is_unenrolled_and_loses_the_role(): void {
        global $DB;
        $this->sync([$this->row()]);
        $this->assertSame($this->counts(removed: 1), $this->sync([$this->row(['state' => 'gone'])]));
        $this->assertFalse(is_enrolled($this->context(), $this->person));
        $this->assertSame([], $this->roles());
        $this->assertFalse($DB->record_exists('local_qashyq_enrolments', []));
        $this->assertSame($this->counts(unchanged: 1), $this->sync([$this->row(['state' => 'gone'])]));
    }

    public function test_who_is_suspended_comes_back_with_their_work(): void {
        global $DB;
        $this->sync([$this->row()]);
        $enrolment = $DB->get_record('user_enrolments', ['userid' => $this->person->id]);
        $this->assertSame($this->counts(updated: 1), $this->sync([$this->row(['state' => 'suspended'])]));
        $this->assertFalse(is_enrolled($this->context(), $this->person, '', true));
        $this->assertSame($this->counts(unchanged: 1), $this->sync([$this->row(['state' => 'suspended'])]));

        $this->assertSame($this->counts(updated: 1), $this->sync([$this->row()]));
        $this->assertTrue(is_enrolled($this->context(), $this->person, '', true));
        $this->assertSame($enrolment->id, $DB->get_field('user_enrolments', 'id', ['userid' => $this->person->id]));
    }

    public function test_an_enrolment_that_somebody_else_made_is_neither_suspended_nor_ended(): void {
        $this->getDataGenerator()->enrol_user($this->person->id, $this->course->id, 'editingteacher');
        $this->assertSame($this->counts(unchanged: 1), $this->sync([$this->row()]));
        $this->assertSame($this->counts(unchanged: 1), $this->sync([$this->row(['state' => 'suspended'])]));
        $this->assertSame($this->counts(unchanged: 1), $this->sync([$this->row(['state' => 'gone'])]));
        $this->assertTrue(is_enrolled($this->context(), $this->person, '', true));
        $this->assertSame(['editingteacher'], $this->roles());
    }

    public function test_who_is_in_the_course_in_another_way_too_stays_without_our_role(): void {
        $this->sync([$this->row(['role' => 'teacher'])]);
        $this->getDataGenerator()->enrol_user($this->person->id, $this->course->id, 'student', 'self');
        $this->assertSame($this->counts(removed: 1), $this->sync([$this->row(['state' => 'gone'])]));
        $this->assertTrue(is_enrolled($this->context(), $this->person));
        $this->assertSame(['student'], $this->roles());
    }

    public function test_a_participant_who_becomes_the_trainer_changes_the_role(): void {
        $this->sync([$this->row()]);
        $this->assertSame($this->counts(updated: 1), $this->sync([$this->row(['role' => 'teacher'])]));
        $this->assertSame(['teacher'], $this->roles());
    }

    public function test_who_completed_the_training_completed_the_course(): void {
        global $CFG, $DB;
        $CFG->enablecompletion = 1;
        $DB->set_field('course', 'enablecompletion', 1, ['id' => $this->course->id]);
        $this->sync([$this->row()]);
        $completion = fn() => (bool) $DB->get_field('course_completions', 'timecompleted', ['userid' => $this->person->id]);
        $this->assertFalse($completion());
        $this->assertSame($this->counts(updated: 1), $this->sync([$this->row(['state' => 'completed'])]));
        $this->assertTrue($completion());
        $this->assertSame($this->counts(unchanged: 1), $this->sync([$this->row(['state' => 'completed'])]));
    }

    public function test_completing_where_the_course_counts_no_completion_only_enrols(): void {
        $this->assertSame($this->counts(enrolled: 1), $this->sync([$this->row(['state' => 'completed'])]));
    }

    public function test_an_enrolment_that_somebody_ended_is_ours_no_more_and_is_made_anew(): void {
        global $DB;
        $this->sync([$this->row()]);
        $instance = $DB->get_record('enrol', ['courseid' => $this->course->id, 'enrol' => 'manual']);
        enrol_get_plugin('manual')->unenrol_user($instance, $this->person->id);
        $this->assertFalse($DB->record_exists('local_qashyq_enrolments', []));
        $this->assertSame($this->counts(enrolled: 1), $this->sync([$this->row()]));
    }

    public function test_nothing_is_remembered_of_a_deleted_course_or_account(): void {
        global $DB;
        $other = $this->getDataGenerator()->create_user();
        $this->sync([$this->row(), $this->row(['externalid' => 'row-2', 'userid' => $other->id, 'login' => $other->username])]);
        delete_user($other);
        $this->assertSame(1, $DB->count_records('local_qashyq_enrolments'));
        delete_course($this->course, false);
        $this->assertSame(0, $DB->count_records('local_qashyq_enrolments'));
        $this->assertSame($this->counts(unchanged: 1), $this->sync([$this->row(['state' => 'gone'])]), 'nobody has to leave it');
    }

    public function test_a_batch_that_did_not_arrive_whole_is_refused(): void {
        $this->expectExceptionMessage('max_input_vars');
        sync_enrolments::execute(2, 'username', json_encode([$this->row()]));
    }

    public function test_rows_with_words_that_are_not_known_are_refused(): void {
        foreach ([['role' => 'manager'], ['state' => 'deleted']] as $wrong) {
            try {
                $this->sync([$this->row($wrong)]);
                $this->fail('refused');
            } catch (\invalid_parameter_exception) {
                $this->assertFalse(is_enrolled($this->context(), $this->person));
            }
        }
        $this->expectException(\invalid_parameter_exception::class);
        $this->sync([$this->row()], 'password');
    }

    public function test_people_may_not_enrol_through_it_not_even_managers(): void {
        $manager = $this->getDataGenerator()->create_user();
        $this->getDataGenerator()->role_assign('manager', $manager->id);
        $this->setUser($manager);
        $this->expectException(\required_capability_exception::class);
        $this->sync([$this->row()]);
    }

    public function test_the_service_account_may(): void {
        global $CFG, $DB;
        (new \local_qashyq\local\service_account())->token();
        $this->setUser($DB->get_record('user', ['username' => 'qashyq_companion', 'mnethostid' => $CFG->mnet_localhost_id]));
        $this->assertSame($this->counts(enrolled: 1), $this->sync([$this->row()]));
    }

    /**
     * Synchronises with the right count, and checks the answer's shape as the web service does.
     *
     * @param array[] $rows
     * @param string $loginfield
     * @return array
     */
    private function sync(array $rows, string $loginfield = 'username'): array {
        $answer = sync_enrolments::execute(count($rows), $loginfield, json_encode($rows));
        return external_api::clean_returnvalue(sync_enrolments::execute_returns(), $answer);
    }

    /**
     * The person with a seat, but for what is said otherwise.
     *
     * @param array $overrides
     * @return array
     */
    private function row(array $overrides = []): array {
        return $overrides + [
            'externalid' => 'row-1',
            'course' => 'TR-1',
            'userid' => (int) $this->person->id,
            'login' => 'teacher05',
            'role' => 'student',
            'state' => 'active',
        ];
    }

    /**
     * An answer without refusals.
     *
     * @param int $enrolled
     * @param int $updated
     * @param int $unchanged
     * @param int $removed
     * @return array
     */
    private function counts(int $enrolled = 0, int $updated = 0, int $unchanged = 0, int $removed = 0): array {
        return compact('enrolled', 'updated', 'unchanged', 'removed') + ['refused' => []];
    }

    /**
     * The course's context.
     *
     * @return \context_course
     */
    private function context(): \context_course {
        return \context_course::instance($this->course->id);
    }

    /**
     * Short names of the roles that the person has in the course.
     *
     * @return string[]
     */
    private function roles(): array {
        return array_values(array_map(
            fn($role) => $role->shortname,
            get_user_roles($this->context(), $this->person->id, false)
        ));
    }

    /**
     * Refusals in the order of the rows.
     *
     * @param array[] $refused
     * @return array[]
     */
    private function by_id(array $refused): array {
        usort($refused, fn($a, $b) => $a['externalid'] <=> $b['externalid']);
        return $refused;
    }

    /**
     * All that synchronising can write.
     *
     * @return array[]
     */
    private function tables(): array {
        global $DB;
        return array_map(
            fn($table) => $DB->get_records($table),
            ['user_enrolments', 'role_assignments', 'local_qashyq_enrolments', 'enrol']
        );
    }
}
