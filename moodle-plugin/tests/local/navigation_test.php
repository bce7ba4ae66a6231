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

use core\navigation\views\primary;

/**
 * Facts about the entry in the primary navigation.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @covers     \local_qashyq\local\navigation
 */
final class navigation_test extends \advanced_testcase {
    #[\Override]
    protected function setUp(): void {
        parent::setUp();
        $this->resetAfterTest();
        set_config('companion', 'https://companion.example', 'local_qashyq');
    }

    public function test_people_find_the_workbench_in_the_navigation(): void {
        $this->setUser($this->getDataGenerator()->create_user());
        $entry = $this->navigation()->get('local_qashyq');
        $this->assertSame(get_string('navigation', 'local_qashyq'), $entry->text);
        $this->assertStringEndsWith('/local/qashyq/index.php', $entry->action->out(false));
    }

    public function test_before_there_is_a_companion_only_managers_find_it(): void {
        unset_config('companion', 'local_qashyq');
        $this->setUser($this->getDataGenerator()->create_user());
        $this->assertFalse($this->navigation()->get('local_qashyq'));
        $this->setAdminUser();
        $this->assertNotFalse($this->navigation()->get('local_qashyq'));
    }

    public function test_guests_do_not(): void {
        $this->setGuestUser();
        $this->assertFalse($this->navigation()->get('local_qashyq'));
    }

    public function test_who_is_not_signed_in_does_not(): void {
        $this->setUser(null);
        $this->assertFalse($this->navigation()->get('local_qashyq'));
    }

    /**
     * The primary navigation as the hooks leave it.
     *
     * @return primary
     */
    private function navigation(): primary {
        global $PAGE;
        $PAGE->set_url('/');
        $navigation = new primary($PAGE);
        $navigation->initialise();
        return $navigation;
    }
}
