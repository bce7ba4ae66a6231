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
use core_external\external_function_parameters;
use core_external\external_single_structure;
use core_external\external_value;
use local_qashyq\local\companion;
use local_qashyq\local\token;

/**
 * A launch token for the signed-in person, with which the screens ask the companion.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class issue_token extends external_api {
    /**
     * Parameters: none. The token is always for the person who asks.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([]);
    }

    /**
     * Issues a token.
     *
     * @return array
     */
    public static function execute(): array {
        global $CFG, $USER;

        $context = \context_system::instance();
        self::validate_context($context);
        require_capability('local/qashyq:view', $context);
        if (isguestuser()) {
            throw new \moodle_exception('noguest');
        }
        // Another Moodle of an MNet names its own people as it likes: the same username here and there may be two persons.
        if ((int) $USER->mnethostid !== (int) $CFG->mnet_localhost_id) {
            throw new \moodle_exception('error_foreignaccount', 'local_qashyq');
        }
        // Decisions are personal: an administrator who is logged in as somebody must not agree in that person's name.
        if (\core\session\manager::is_loggedinas()) {
            throw new \moodle_exception('error_loggedinas', 'local_qashyq');
        }
        $companion = companion::configured() ?? throw new \moodle_exception('error_companionnotset', 'local_qashyq');
        $token = token::launch($companion);
        return ['token' => $token->jwt, 'expires' => $token->expires, 'companion' => $companion->address];
    }

    /**
     * Answer.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'token' => new external_value(PARAM_RAW, 'Compact JWT'),
            'expires' => new external_value(PARAM_INT, 'Unix seconds'),
            'companion' => new external_value(PARAM_RAW, 'Address of the companion, without a slash at the end'),
        ]);
    }
}
