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

use core\hook\navigation\primary_extend;

/**
 * The way to the workbench in Moodle's primary navigation.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class navigation {
    /**
     * Adds the entry for people who may enter; before there is a companion, only for those who see to it that there is.
     *
     * @param primary_extend $hook
     */
    public static function extend_primary(primary_extend $hook): void {
        $context = \context_system::instance();
        if (!isloggedin() || isguestuser() || !has_capability('local/qashyq:view', $context)) {
            return;
        }
        if (!companion::configured() && !has_capability('local/qashyq:manage', $context)) {
            return;
        }
        $hook->get_primaryview()->add(
            get_string('navigation', 'local_qashyq'),
            new \moodle_url('/local/qashyq/index.php'),
            \navigation_node::TYPE_ROOTNODE,
            null,
            'local_qashyq'
        );
    }
}
