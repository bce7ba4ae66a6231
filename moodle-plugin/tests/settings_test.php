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

/**
 * Facts about Qashyq in the site administration tree.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @coversNothing
 */
final class settings_test extends \advanced_testcase {
    #[\Override]
    protected function setUp(): void {
        global $CFG;
        parent::setUp();
        require_once($CFG->libdir . '/adminlib.php');
        $this->resetAfterTest();
    }

    public function test_a_manager_opens_the_page_of_the_department_but_not_the_settings(): void {
        global $DB;
        $manager = $this->getDataGenerator()->create_user();
        $role = $DB->get_field('role', 'id', ['shortname' => 'manager'], MUST_EXIST);
        role_assign($role, $manager->id, \context_system::instance());
        $this->setUser($manager);
        $page = admin_get_root(true, false)->locate('local_qashyq_effects');
        $this->assertNotNull($page);
        $this->assertTrue($page->check_access());
        $this->assertNull(admin_get_root()->locate('local_qashyq'));
    }

    public function test_the_administrator_finds_both_among_local_plugins(): void {
        $this->setAdminUser();
        $category = admin_get_root(true, false)->locate('localplugins')->locate('local_qashyq_category');
        $this->assertNotNull($category->locate('local_qashyq_effects'));
        $this->assertNotNull($category->locate('local_qashyq'));
    }

    public function test_other_people_find_neither(): void {
        $this->setUser($this->getDataGenerator()->create_user());
        $page = admin_get_root(true, false)->locate('local_qashyq_effects');
        $this->assertFalse($page !== null && $page->check_access());
    }
}
