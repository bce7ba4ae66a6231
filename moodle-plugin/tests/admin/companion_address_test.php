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

namespace local_qashyq\admin;

use local_qashyq\local\connection_state;

/**
 * Facts about the one setting.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\admin\companion_address
 */
final class companion_address_test extends \advanced_testcase {
    #[\Override]
    protected function setUp(): void {
        global $CFG;
        parent::setUp();
        $this->resetAfterTest();
        $this->setAdminUser();
        require_once($CFG->libdir . '/adminlib.php');
        require_once($CFG->libdir . '/filelib.php');
    }

    public function test_saving_an_address_normalises_it_and_connects(): void {
        \curl::mock_response('{"companion":"0.1.0","reached":true,"error":null}');
        $this->save(' https://companion.example/ ');
        $this->assertSame('https://companion.example', get_config('local_qashyq', 'companion'));
        $this->assertTrue(connection_state::last()->works());
    }

    public function test_a_wrong_address_is_not_kept(): void {
        $fault = (new companion_address())->write_setting('nowhere');
        $this->assertSame(get_string('error_companionaddress', 'local_qashyq'), $fault);
        $this->assertEmpty(get_config('local_qashyq', 'companion'));
    }

    public function test_an_empty_address_disconnects(): void {
        \curl::mock_response('{"companion":"0.1.0","reached":true,"error":null}');
        $this->save('https://companion.example');
        $this->save('');
        $this->assertNull(connection_state::last());
    }

    /**
     * Saves as the settings page does.
     *
     * @param string $address
     */
    private function save(string $address): void {
        admin_write_settings((object) ['s_local_qashyq_companion' => $address]);
    }
}
