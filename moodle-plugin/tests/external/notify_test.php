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
 * Facts about sending notices.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\external\notify
 * @covers     \local_qashyq\local\notices
 */
final class notify_test extends \advanced_testcase {
    #[\Override]
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        $this->preventResetByRollback();
        $this->setAdminUser();
    }

    public function test_a_notice_is_sent_once_however_often_it_is_asked_for(): void {
        $person = $this->getDataGenerator()->create_user();
        $sink = $this->redirectMessages();
        $this->assertSame(['sent' => 1, 'already' => 0, 'refused' => []], $this->notify([$this->notice($person->id)]));
        $this->assertSame(['sent' => 0, 'already' => 1, 'refused' => []], $this->notify([$this->notice($person->id)]));
        $this->assertCount(1, $sink->get_messages());
    }

    public function test_the_message_is_escaped_and_leads_to_the_screen(): void {
        global $CFG;
        $person = $this->getDataGenerator()->create_user();
        $sink = $this->redirectMessages();
        $this->notify([$this->notice($person->id, ['text' => "1 < 2\nЕкінші жол"])]);
        [$message] = $sink->get_messages();
        $this->assertSame($person->id, $message->useridto);
        $this->assertSame('local_qashyq', $message->component);
        $this->assertSame('notice', $message->eventtype);
        $this->assertSame('Кесте келісуді күтуде', $message->subject);
        $this->assertSame("1 < 2\nЕкінші жол", $message->fullmessage);
        $this->assertSame("1 &lt; 2<br />\nЕкінші жол", $message->fullmessagehtml);
        $this->assertSame("{$CFG->wwwroot}/local/qashyq/index.php#/cases/42", $message->contexturl);
    }

    public function test_unknown_and_deleted_people_are_refused_while_the_rest_goes(): void {
        global $CFG;
        $deleted = $this->getDataGenerator()->create_user();
        delete_user($deleted);
        $person = $this->getDataGenerator()->create_user();
        $sink = $this->redirectMessages();

        $answer = $this->notify([
            $this->notice($deleted->id, ['externalid' => 'notice:1']),
            $this->notice(987654, ['externalid' => 'notice:2']),
            $this->notice($CFG->siteguest, ['externalid' => 'notice:3']),
            $this->notice($person->id, ['externalid' => 'notice:4']),
        ]);
        $this->assertSame(['sent' => 1, 'already' => 0, 'refused' => [
            ['externalid' => 'notice:1', 'reason' => 'usernotfound', 'subject' => (string) $deleted->id],
            ['externalid' => 'notice:2', 'reason' => 'usernotfound', 'subject' => '987654'],
            ['externalid' => 'notice:3', 'reason' => 'usernotfound', 'subject' => (string) $CFG->siteguest],
        ]], $answer);
        $this->assertCount(1, $sink->get_messages());
    }

    public function test_a_refused_notice_may_be_sent_later(): void {
        global $DB;
        $person = $this->getDataGenerator()->create_user(['deleted' => 1]);
        $this->assertCount(1, $this->notify([$this->notice($person->id)])['refused']);
        $DB->set_field('user', 'deleted', 0, ['id' => $person->id]);
        $sink = $this->redirectMessages();
        $this->assertSame(1, $this->notify([$this->notice($person->id)])['sent']);
        $this->assertCount(1, $sink->get_messages());
    }

    public function test_mail_that_fails_keeps_neither_the_notice_nor_the_next_ones_back(): void {
        global $DB;
        $unreachable = $this->getDataGenerator()->create_user(['email' => 'no address']);
        $reachable = $this->getDataGenerator()->create_user();
        $mails = $this->redirectEmails();

        $answer = $this->notify([
            $this->notice($unreachable->id, ['externalid' => 'notice:1']),
            $this->notice($reachable->id, ['externalid' => 'notice:2']),
        ]);
        $this->assertGreaterThan(0, count($this->getDebuggingMessages()), 'Moodle has logged the failure');
        $this->resetDebugging();
        $this->assertSame(['sent' => 2, 'already' => 0, 'refused' => []], $answer);
        $this->assertEqualsCanonicalizing(
            [$unreachable->id, $reachable->id],
            $DB->get_fieldset('notifications', 'useridto', ['component' => 'local_qashyq'])
        );
        $this->assertSame([$reachable->email], array_column($mails->get_messages(), 'to'));
    }

    public function test_a_truncated_request_is_refused_whole(): void {
        $person = $this->getDataGenerator()->create_user();
        $sink = $this->redirectMessages();
        try {
            notify::execute(2, [$this->notice($person->id)]);
            $this->fail('accepted');
        } catch (\moodle_exception $refusal) {
            $this->assertSame('error_requesttruncated', $refusal->errorcode);
        }
        $this->assertSame([], $sink->get_messages());
    }

    /**
     * Fragments that lead out of the plugin's screens.
     *
     * @return array[]
     */
    public static function foreign_fragments(): array {
        return ['path' => ['/../../login/logout.php'], 'markup' => ['#/"><img>'], 'line' => ["#/cases/42\n"], 'empty' => ['']];
    }

    /**
     * A notice leads to the plugin's screens and nowhere else.
     *
     * @dataProvider foreign_fragments
     * @param string $fragment
     */
    public function test_a_fragment_that_leads_elsewhere_is_refused(string $fragment): void {
        $person = $this->getDataGenerator()->create_user();
        $this->expectException(\invalid_parameter_exception::class);
        $this->notify([$this->notice($person->id, ['fragment' => $fragment])]);
    }

    public function test_people_may_not_send_notices_in_the_companions_name(): void {
        $person = $this->getDataGenerator()->create_user();
        $this->setUser($person);
        $this->expectException(\required_capability_exception::class);
        $this->notify([$this->notice($person->id)]);
    }

    /**
     * Sends with the right count, and checks the answer's shape as the web service does.
     *
     * @param array[] $notices
     * @return array
     */
    private function notify(array $notices): array {
        return external_api::clean_returnvalue(notify::execute_returns(), notify::execute(count($notices), $notices));
    }

    /**
     * A notice for a person, but for what is said otherwise.
     *
     * @param int $userid
     * @param array $overrides
     * @return array
     */
    private function notice(int $userid, array $overrides = []): array {
        return $overrides + [
            'externalid' => 'notice:1',
            'userid' => $userid,
            'subject' => 'Кесте келісуді күтуде',
            'text' => 'Мәтін',
            'fragment' => '#/cases/42',
        ];
    }
}
