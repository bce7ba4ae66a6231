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

namespace local_qashyq\local;

/**
 * Facts about the account in whose name the companion calls.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\local\service_account
 */
final class service_account_test extends \advanced_testcase {
    #[\Override]
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        $this->setAdminUser();
    }

    public function test_its_token_stays_the_same_and_nothing_is_made_twice(): void {
        global $DB;
        $token = (new service_account())->token();
        $count = fn() => array_map(
            $DB->count_records(...),
            ['user', 'role', 'role_assignments', 'role_capabilities', 'external_tokens', 'external_services_users']
        );
        $before = $count();
        $this->assertMatchesRegularExpression('/^[0-9a-f]{32}$/', $token);
        $this->assertSame($token, (new service_account())->token());
        $this->assertSame($before, $count());
    }

    public function test_it_has_just_the_rights_it_needs(): void {
        global $DB;
        (new service_account())->token();
        $roleid = $DB->get_field('role', 'id', ['shortname' => service_account::ROLE], MUST_EXIST);
        $this->assertEqualsCanonicalizing(
            ['webservice/rest:use', 'local/qashyq:publish', 'local/qashyq:notify', 'local/qashyq:enrol'],
            $DB->get_fieldset('role_capabilities', 'capability', ['roleid' => $roleid])
        );
        $this->assertSame([(string) CONTEXT_SYSTEM], array_values(get_role_contextlevels($roleid)));
    }

    public function test_what_somebody_took_away_is_given_back(): void {
        global $DB;
        $account = new service_account();
        $account->token();
        $userid = $this->user()->id;
        $roleid = $DB->get_field('role', 'id', ['shortname' => service_account::ROLE]);
        unassign_capability('local/qashyq:notify', $roleid);
        role_unassign($roleid, $userid, \context_system::instance()->id);
        $DB->delete_records('external_services_users');
        $DB->delete_records('external_tokens');

        $account->token();
        $this->assertTrue(has_capability('local/qashyq:notify', \context_system::instance(), $userid));
        $this->assertTrue($DB->record_exists('external_services_users', ['userid' => $userid]));
        $this->assertTrue($DB->record_exists('external_tokens', ['userid' => $userid]));
    }

    public function test_nobody_can_sign_in_with_it(): void {
        global $CFG;
        (new service_account())->token();
        // Moodle logs a failed sign-in with the browser's name.
        $_SERVER['HTTP_USER_AGENT'] = 'no browser';
        ini_set('error_log', "{$CFG->dataroot}/signin.log");
        $reason = null;
        $this->assertFalse(authenticate_user_login(service_account::USERNAME, '', false, $reason));
        $this->assertFalse(authenticate_user_login(service_account::USERNAME, 'not cached', false, $reason));
    }

    public function test_removal_leaves_neither_user_nor_role_nor_token_and_it_can_be_made_again(): void {
        global $DB;
        $account = new service_account();
        $token = $account->token();
        $account->remove();
        $account->remove();
        $this->assertFalse($this->user());
        $this->assertFalse($DB->record_exists('role', ['shortname' => service_account::ROLE]));
        $this->assertFalse($DB->record_exists('external_tokens', ['token' => $token]));
        $this->assertNotSame($token, $account->token());
    }

    /**
     * The account's user.
     *
     * @return \stdClass|false
     */
    private function user(): \stdClass|false {
        global $DB;
        return $DB->get_record('user', ['username' => service_account::USERNAME, 'deleted' => 0]);
    }
}
