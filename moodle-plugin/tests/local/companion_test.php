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
 * Facts about reaching the companion.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\local\companion
 * @covers     \local_qashyq\local\connection_state
 * @covers     \local_qashyq\local\connection
 */
final class companion_test extends \advanced_testcase {
    #[\Override]
    protected function setUp(): void {
        global $CFG;
        parent::setUp();
        $this->resetAfterTest();
        require_once($CFG->libdir . '/filelib.php');
        set_config('companion', 'https://companion.example/', 'local_qashyq');
    }

    public function test_the_address_has_no_slash_at_its_end(): void {
        $this->assertSame('https://companion.example', companion::configured()->address);
        $this->assertSame('https://companion.example/qashyq', companion::normalised(' https://companion.example/qashyq// '));
    }

    public function test_without_an_address_there_is_no_companion_and_nothing_to_connect(): void {
        set_config('companion', '', 'local_qashyq');
        $this->assertNull(companion::configured());
        $this->assertNull(connection::renew());
        $this->assertNull(connection_state::last());
    }

    /**
     * Addresses on a Moodle under http and under https.
     *
     * @return array[]
     */
    public static function addresses(): array {
        return [
            'plain' => ['https://companion.example', 'http://moodle.example', null],
            'port and path' => ['http://10.0.0.7:3000/qashyq', 'http://moodle.example', null],
            'host without dots' => ['http://companion:3000', 'http://moodle.example', null],
            'https for https' => ['https://companion.example', 'https://moodle.example', null],
            'own machine' => ['http://127.0.0.1:3000', 'https://moodle.example', null],
            'mixed content' => ['http://companion.example', 'https://moodle.example', 'error_companionhttps'],
            'no protocol' => ['companion.example', 'http://moodle.example', 'error_companionaddress'],
            'other protocol' => ['ftp://companion.example', 'http://moodle.example', 'error_companionaddress'],
            'query' => ['https://companion.example?a=1', 'http://moodle.example', 'error_companionaddress'],
            'fragment' => ['https://companion.example#a', 'http://moodle.example', 'error_companionaddress'],
            'password' => ['https://a:b@companion.example', 'http://moodle.example', 'error_companionaddress'],
            'nonsense' => ['http:///', 'http://moodle.example', 'error_companionaddress'],
        ];
    }

    /**
     * An address is checked before it is kept.
     *
     * @dataProvider addresses
     * @param string $address
     * @param string $wwwroot
     * @param string|null $fault string key
     */
    public function test_an_address_is_checked(string $address, string $wwwroot, ?string $fault): void {
        global $CFG;
        $CFG->wwwroot = $wwwroot;
        $this->assertSame($fault ? get_string($fault, 'local_qashyq') : null, companion::fault_of_address($address));
    }

    /**
     * Answers to the pairing: body, problem, there, back.
     *
     * @return array[]
     */
    public static function answers(): array {
        return [
            'both ways' => ['{"companion":"0.1.0","reached":true,"error":null}', '', true, true],
            'no way back' => ['{"companion":"0.1.0","reached":false,"error":"timed out"}', 'nowayback', true, false],
            'refused' => [
                '{"error":{"code":"forbidden","message":"Not the Moodle I know.","reference":"r"}}',
                'refused',
                false,
                null,
            ],
            'our keys out of its reach' => [
                '{"error":{"code":"moodleUnreachable","message":"Moodle does not answer.","reference":"r"}}',
                'nowayback',
                true,
                false,
            ],
            'somebody else' => ['<html><body>It works!</body></html>', 'notcompanion', false, null],
            'other JSON' => ['{"reached":"yes"}', 'notcompanion', false, null],
            'a list' => ['[]', 'notcompanion', false, null],
        ];
    }

    /**
     * What the companion answers decides what is shown.
     *
     * @dataProvider answers
     * @param string $body
     * @param string $problem
     * @param bool $there
     * @param bool|null $back
     */
    public function test_the_answer_decides_the_state(string $body, string $problem, bool $there, ?bool $back): void {
        \curl::mock_response($body);
        $state = connection::renew();
        $this->assertSame($problem, $state->problem);
        $this->assertSame($there, $state->there());
        $this->assertSame($back, $state->back());
        $this->assertSame($problem === '', $state->works());
        $this->assertSame($problem === '', $state->advice() === '');
        $this->assertEquals($state, connection_state::last());
    }

    public function test_connecting_opens_web_services(): void {
        global $CFG;
        set_config('enablewebservices', 0);
        \core\plugininfo\webservice::enable_plugin('rest', 0);
        \curl::mock_response('{"companion":"0.1.0","reached":true,"error":null}');
        connection::renew();
        $this->assertEquals(1, $CFG->enablewebservices);
        $this->assertArrayHasKey('rest', \core\plugininfo\webservice::get_enabled_plugins());
    }

    public function test_an_unreachable_companion_is_a_state_not_an_error(): void {
        set_config('companion', 'http://127.0.0.1:1', 'local_qashyq');
        $state = connection::renew();
        $this->assertSame('unreachable', $state->problem);
        $this->assertStringContainsString('http://127.0.0.1:1', $state->advice());
    }
}
