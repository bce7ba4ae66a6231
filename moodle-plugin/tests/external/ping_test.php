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
 * Facts about the ping.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\external\ping
 */
final class ping_test extends \advanced_testcase {
    public function test_it_tells_both_releases_and_the_time(): void {
        global $CFG;
        $this->resetAfterTest();
        $this->setAdminUser();
        $clock = $this->mock_clock_with_frozen();
        $plugin = new \stdClass();
        require($CFG->dirroot . '/local/qashyq/version.php');
        $this->assertSame(
            ['release' => $CFG->release, 'plugin' => $plugin->release, 'time' => $clock->time()],
            external_api::clean_returnvalue(ping::execute_returns(), ping::execute())
        );
    }

    public function test_people_get_no_answer(): void {
        $this->resetAfterTest();
        $this->setUser($this->getDataGenerator()->create_user());
        $this->expectException(\required_capability_exception::class);
        ping::execute();
    }
}
