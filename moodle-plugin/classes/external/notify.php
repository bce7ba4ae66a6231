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
use core_external\external_multiple_structure;
use core_external\external_single_structure;
use core_external\external_value;
use local_qashyq\local\notices;

/**
 * Sends notices, each once however often it is asked for.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class notify extends external_api {
    /** A place inside the plugin's screens. */
    private const FRAGMENT = '~^#/[A-Za-z0-9/_?=&.-]*$~D';

    /**
     * Parameters.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'count' => new external_value(PARAM_INT, 'Number of notices sent'),
            'notices' => new external_multiple_structure(new external_single_structure([
                'externalid' => new external_value(PARAM_RAW, 'The sender\'s id of the notice, at most 100 characters'),
                'userid' => new external_value(PARAM_INT, 'Moodle id of the reader'),
                'subject' => new external_value(PARAM_RAW, 'Plain text'),
                'text' => new external_value(PARAM_RAW, 'Plain text'),
                'fragment' => new external_value(PARAM_RAW, 'The place inside the plugin\'s screens, such as #/cases/42'),
            ])),
        ]);
    }

    /**
     * Sends a batch.
     *
     * @param int $count
     * @param array $notices
     * @return array
     */
    public static function execute(int $count, array $notices): array {
        [
            'count' => $count,
            'notices' => $notices,
        ] = self::validate_parameters(self::execute_parameters(), [
            'count' => $count,
            'notices' => $notices,
        ]);
        $context = \context_system::instance();
        self::validate_context($context);
        require_capability('local/qashyq:notify', $context);

        batch::require_whole($count, $notices);
        batch::require_distinct_ids(array_column($notices, 'externalid'));
        foreach ($notices as $notice) {
            if (!preg_match(self::FRAGMENT, $notice['fragment'])) {
                throw new \invalid_parameter_exception("fragment: {$notice['fragment']}");
            }
        }
        return (new notices())->send($notices);
    }

    /**
     * Answer.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'sent' => new external_value(PARAM_INT, 'Notices sent now'),
            'already' => new external_value(PARAM_INT, 'Notices sent before'),
            'refused' => batch::refused_rows(),
        ]);
    }
}
