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

namespace local_qashyq;

use local_qashyq\local\calendar\mapping;
use local_qashyq\local\calendar\publication;
use local_qashyq\local\service_account;

/**
 * Facts about uninstalling.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @coversNothing
 */
final class uninstall_test extends \advanced_testcase {
    public function test_the_plugin_takes_its_events_user_and_role_with_it_and_nothing_else(): void {
        global $CFG, $DB;
        $this->resetAfterTest();
        $this->setAdminUser();
        require_once($CFG->dirroot . '/local/qashyq/db/uninstall.php');
        $this->getDataGenerator()->create_course(['idnumber' => 'DB-101']);
        $ownevent = $this->getDataGenerator()->create_event();
        (new publication(new mapping()))->publish([[
            'externalid' => 'occurrence:1',
            'course' => 'DB-101',
            'groups' => [],
            'name' => 'Дәріс',
            'description' => '',
            'location' => '',
            'timestart' => 1790830800,
            'timeduration' => 3000,
        ]], []);
        (new service_account())->token();
        $this->assertSame(2, $DB->count_records('event'));

        xmldb_local_qashyq_uninstall();
        $this->assertEquals([$ownevent->id], $DB->get_fieldset('event', 'id'));
        $this->assertFalse($DB->record_exists('user', ['username' => service_account::USERNAME]));
        $this->assertFalse($DB->record_exists('role', ['shortname' => service_account::ROLE]));
    }
}
