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
 * Connects Moodle and the companion: prepares this side, presents it to the other, keeps what was found.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class connection {
    /**
     * Connects, or connects anew; repeating it is harmless.
     *
     * @return connection_state|null null while no address is set
     */
    public static function renew(): ?connection_state {
        $companion = companion::configured();
        if (!$companion) {
            unset_config('connection', 'local_qashyq');
            return null;
        }
        try {
            self::open_web_services();
            $state = $companion->pair((new service_account())->token());
        } catch (\moodle_exception $fault) {
            $state = new connection_state($companion->address, 'setup', $fault->getMessage());
        }
        $state->remember();
        return $state;
    }

    /**
     * Enables web services and the REST protocol, where they are not.
     */
    private static function open_web_services(): void {
        global $CFG;
        if (empty($CFG->enablewebservices)) {
            set_config('enablewebservices', 1);
        }
        \core\plugininfo\webservice::enable_plugin('rest', 1);
    }
}
