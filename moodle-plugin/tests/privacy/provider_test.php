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

namespace local_qashyq\privacy;

use core_privacy\local\metadata\collection;
use core_privacy\local\request\approved_contextlist;
use core_privacy\local\request\approved_userlist;
use core_privacy\local\request\userlist;
use core_privacy\local\request\writer;

/**
 * Facts about people's data.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\privacy\provider
 */
final class provider_test extends \core_privacy\tests\provider_testcase {
    /** @var \stdClass who got two notices */
    private \stdClass $person;
    /** @var \stdClass who got one */
    private \stdClass $other;

    #[\Override]
    protected function setUp(): void {
        global $DB;
        parent::setUp();
        $this->resetAfterTest();
        $this->person = $this->getDataGenerator()->create_user();
        $this->other = $this->getDataGenerator()->create_user();
        foreach ([$this->person, $this->person, $this->other] as $number => $reader) {
            $DB->insert_record('local_qashyq_notices', [
                'externalid' => "notice:{$number}",
                'userid' => $reader->id,
                'timecreated' => 1790830800,
            ]);
        }
    }

    public function test_all_that_the_companion_is_told_is_declared(): void {
        $items = provider::get_metadata(new collection('local_qashyq'))->get_collection();
        $declared = [];
        foreach ($items as $item) {
            $declared[$item->get_name()] = array_keys($item->get_privacy_fields() ?? []);
        }
        $this->assertEqualsCanonicalizing(
            ['userid', 'username', 'idnumber', 'email', 'firstname', 'lastname', 'lang', 'manage'],
            $declared['companion']
        );
        $this->assertEqualsCanonicalizing(['userid', 'externalid', 'timecreated'], $declared['local_qashyq_notices']);
        $this->assertEqualsCanonicalizing(
            ['userid', 'courseid', 'roleid', 'timecreated'],
            $declared['local_qashyq_enrolments']
        );
    }

    public function test_data_is_found_in_the_persons_own_context(): void {
        $context = \context_user::instance($this->person->id);
        $this->assertEquals([$context->id], $this->get_contexts_for_userid($this->person->id, 'local_qashyq')->get_contextids());
        $userlist = new userlist($context, 'local_qashyq');
        provider::get_users_in_context($userlist);
        $this->assertEquals([$this->person->id], $userlist->get_userids());
    }

    public function test_an_enrolment_alone_is_found_exported_and_forgotten(): void {
        global $DB;
        $enrolled = $this->getDataGenerator()->create_user();
        $course = $this->getDataGenerator()->create_course();
        $DB->insert_record('local_qashyq_enrolments', [
            'courseid' => $course->id,
            'userid' => $enrolled->id,
            'roleid' => 5,
            'timecreated' => 1790830800,
        ]);
        $context = \context_user::instance($enrolled->id);
        $this->assertEquals([$context->id], $this->get_contexts_for_userid($enrolled->id, 'local_qashyq')->get_contextids());
        $this->export_context_data_for_user($enrolled->id, $context, 'local_qashyq');
        $exported = writer::with_context($context)->get_data([get_string('pluginname', 'local_qashyq')]);
        $this->assertSame($course->id, $exported->enrolments[0]->courseid);

        provider::delete_data_for_user(new approved_contextlist($enrolled, 'local_qashyq', [$context->id]));
        $this->assertFalse($DB->record_exists('local_qashyq_enrolments', ['userid' => $enrolled->id]));
    }

    public function test_nothing_is_found_of_who_got_no_notice(): void {
        $nobody = $this->getDataGenerator()->create_user();
        $this->assertSame([], $this->get_contexts_for_userid($nobody->id, 'local_qashyq')->get_contextids());
        $userlist = new userlist(\context_user::instance($nobody->id), 'local_qashyq');
        provider::get_users_in_context($userlist);
        $this->assertSame([], $userlist->get_userids());
    }

    public function test_a_person_gets_their_own_notices(): void {
        $context = \context_user::instance($this->person->id);
        $this->export_context_data_for_user($this->person->id, $context, 'local_qashyq');
        $data = writer::with_context($context)->get_data([get_string('pluginname', 'local_qashyq')]);
        $this->assertSame(['notice:0', 'notice:1'], array_column($data->notices, 'externalid'));
    }

    public function test_deleting_a_person_leaves_the_others(): void {
        $context = \context_user::instance($this->person->id);
        provider::delete_data_for_user(new approved_contextlist($this->person, 'local_qashyq', [
            $context->id,
            \context_user::instance($this->other->id)->id,
        ]));
        $this->assertSame(['notice:2'], $this->kept());
    }

    public function test_deleting_a_context_leaves_the_others(): void {
        provider::delete_data_for_all_users_in_context(\context_system::instance());
        $this->assertCount(3, $this->kept());
        provider::delete_data_for_all_users_in_context(\context_user::instance($this->person->id));
        $this->assertSame(['notice:2'], $this->kept());
    }

    public function test_deleting_some_people_in_a_context_spares_who_was_not_named(): void {
        $context = \context_user::instance($this->person->id);
        provider::delete_data_for_users(new approved_userlist($context, 'local_qashyq', [$this->other->id]));
        $this->assertCount(3, $this->kept());
        provider::delete_data_for_users(new approved_userlist($context, 'local_qashyq', [$this->person->id]));
        $this->assertSame(['notice:2'], $this->kept());
    }

    /**
     * The notices that are still remembered.
     *
     * @return string[]
     */
    private function kept(): array {
        global $DB;
        return array_values($DB->get_fieldset('local_qashyq_notices', 'externalid'));
    }
}
