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
use Firebase\JWT\JWK;
use Firebase\JWT\JWT;
use local_qashyq\local\keys\key_ring;

/**
 * Facts about launch tokens.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\external\issue_token
 * @covers     \local_qashyq\local\token
 * @covers     \local_qashyq\local\locale
 */
final class issue_token_test extends \advanced_testcase {
    #[\Override]
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        set_config('companion', 'https://companion.example/qashyq', 'local_qashyq');
    }

    public function test_the_token_verifies_against_the_published_keys_and_holds_exactly_the_claims_of_the_contract(): void {
        global $CFG;
        $clock = $this->mock_clock_with_frozen(time());
        $person = $this->getDataGenerator()->create_user(['idnumber' => 'T-17', 'lang' => 'en']);
        $this->setUser($person);

        $answer = external_api::clean_returnvalue(issue_token::execute_returns(), issue_token::execute());
        $this->assertSame('https://companion.example/qashyq', $answer['companion']);
        $this->assertSame($clock->time() + 300, $answer['expires']);

        $claims = $this->verified($answer['token']);
        $this->assertMatchesRegularExpression('/^[0-9a-f-]{36}$/', $claims['jti']);
        unset($claims['jti']);
        ksort($claims);
        $this->assertSame([
            'aud' => 'https://companion.example/qashyq',
            'email' => $person->email,
            'exp' => $clock->time() + 300,
            'firstname' => $person->firstname,
            'iat' => $clock->time(),
            'idnumber' => 'T-17',
            'iss' => $CFG->wwwroot,
            'lang' => 'en',
            'lastname' => $person->lastname,
            'manage' => false,
            'purpose' => 'launch',
            'sub' => (string) $person->id,
            'username' => $person->username,
        ], $claims);
    }

    public function test_no_two_tokens_are_the_same(): void {
        $this->mock_clock_with_frozen(time());
        $this->setUser($this->getDataGenerator()->create_user());
        $ids = [$this->verified(issue_token::execute()['token'])['jti'], $this->verified(issue_token::execute()['token'])['jti']];
        $this->assertNotSame($ids[0], $ids[1]);
    }

    public function test_a_manager_is_named_as_one(): void {
        $manager = $this->getDataGenerator()->create_user();
        $this->getDataGenerator()->role_assign('manager', $manager->id);
        $this->setUser($manager);
        $this->assertTrue($this->verified(issue_token::execute()['token'])['manage']);
    }

    /**
     * Languages of Moodle and what the companion calls them.
     *
     * @return array[]
     */
    public static function languages(): array {
        return [['kk', 'kk'], ['ru', 'ru'], ['ru_old', 'ru'], ['en_us', 'en'], ['de', 'en']];
    }

    /**
     * The companion speaks three languages.
     *
     * @dataProvider languages
     * @param string $moodles
     * @param string $companions
     */
    public function test_the_language_is_one_of_the_three(string $moodles, string $companions): void {
        global $SESSION;
        $this->setUser($this->getDataGenerator()->create_user());
        $SESSION->lang = $moodles;
        $this->assertSame($companions, $this->verified(issue_token::execute()['token'])['lang']);
    }

    public function test_a_guest_gets_no_token(): void {
        global $CFG;
        // Even where somebody has given the guest role the right.
        assign_capability('local/qashyq:view', CAP_ALLOW, $CFG->guestroleid, \context_system::instance());
        $this->setGuestUser();
        $this->expectExceptionMessage(get_string('noguest', 'error'));
        issue_token::execute();
    }

    public function test_who_is_not_signed_in_gets_no_token(): void {
        $this->setUser(null);
        $this->expectException(\moodle_exception::class);
        issue_token::execute();
    }

    public function test_who_is_logged_in_as_somebody_gets_no_token_in_that_persons_name(): void {
        $this->setAdminUser();
        $person = $this->getDataGenerator()->create_user();
        \core\session\manager::loginas($person->id, \context_system::instance());
        $this->expectExceptionMessage(get_string('error_loggedinas', 'local_qashyq'));
        issue_token::execute();
    }

    public function test_who_comes_from_another_moodle_gets_no_token(): void {
        global $CFG;
        $person = $this->getDataGenerator()->create_user(['mnethostid' => (int) $CFG->mnet_localhost_id + 1]);
        $this->setUser($person);
        $this->expectExceptionMessage(get_string('error_foreignaccount', 'local_qashyq'));
        issue_token::execute();
    }

    public function test_without_a_companion_there_is_no_token(): void {
        unset_config('companion', 'local_qashyq');
        $this->setUser($this->getDataGenerator()->create_user());
        $this->expectExceptionMessage(get_string('error_companionnotset', 'local_qashyq'));
        issue_token::execute();
    }

    /**
     * The claims of a token that verifies against the published keys.
     *
     * @param string $token
     * @return array
     */
    private function verified(string $token): array {
        return (array) JWT::decode($token, JWK::parseKeySet(['keys' => (new key_ring())->published()]));
    }
}
