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

use local_qashyq\local\companion;
use local_qashyq\local\connection;

/**
 * The one setting: where the companion is. Saving it connects the two.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class companion_address extends \admin_setting_configtext {
    /**
     * The setting.
     */
    public function __construct() {
        parent::__construct(
            'local_qashyq/companion',
            new \lang_string('companion', 'local_qashyq'),
            new \lang_string('companion_desc', 'local_qashyq'),
            '',
            PARAM_RAW_TRIMMED,
            60
        );
        $this->set_updatedcallback([connection::class, 'renew']);
    }

    /**
     * Keeps the address in its normal form.
     *
     * @param string $data
     * @return string empty, or what is wrong
     */
    public function write_setting($data) {
        return parent::write_setting(companion::normalised($data));
    }

    /**
     * Is it an address at which browsers and this server can ask?
     *
     * @param string $data
     * @return bool|string true, or what is wrong
     */
    public function validate($data) {
        return $data === '' ? true : companion::fault_of_address($data) ?? true;
    }
}
