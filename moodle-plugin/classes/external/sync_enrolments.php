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
use local_qashyq\local\enrolments\accounts;
use local_qashyq\local\enrolments\synchronisation;

/**
 * Lets courses have the people of trainings. Repeating it changes nothing.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class sync_enrolments extends external_api {
    /** States in which a person may be wanted. */
    private const STATES = ['active', 'completed', 'suspended', 'gone'];
    /** Role archetypes that are given. */
    private const ROLES = ['student', 'teacher'];

    /**
     * Parameters.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'count' => new external_value(PARAM_INT, 'Number of rows sent'),
            'loginfield' => new external_value(PARAM_ALPHA, 'What logins are in accounts: username, idnumber or email'),
            'enrolments' => new external_value(
                PARAM_RAW,
                'People as they shall be, as a JSON list: externalid (the sender\'s id of the row, at most 100 characters), course '
                    . '(idnumber), userid (0 where it is not known), login, role (archetype: student or teacher), '
                    . 'state (active, completed, suspended or gone)'
            ),
        ]);
    }

    /**
     * Synchronises a batch, whole or not at all, apart from the rows that are refused by name.
     *
     * @param int $count
     * @param string $loginfield
     * @param string $enrolments JSON
     * @return array
     */
    public static function execute(int $count, string $loginfield, string $enrolments): array {
        [
            'count' => $count,
            'loginfield' => $loginfield,
            'enrolments' => $enrolments,
        ] = self::validate_parameters(self::execute_parameters(), [
            'count' => $count,
            'loginfield' => $loginfield,
            'enrolments' => $enrolments,
        ]);
        $context = \context_system::instance();
        self::validate_context($context);
        require_capability('local/qashyq:enrol', $context);

        if (!in_array($loginfield, accounts::LOGIN_FIELDS, true)) {
            throw new \invalid_parameter_exception("loginfield: {$loginfield}");
        }
        $rows = self::rows($enrolments);
        batch::require_whole($count, $rows);
        batch::require_distinct_ids(array_column($rows, 'externalid'));
        return (new synchronisation($loginfield))->synchronise($rows);
    }

    /**
     * Reads and checks the rows: one field for all, as Moodle checks every field of a form twice and PHP counts them.
     *
     * @param string $json
     * @return array[]
     * @throws \invalid_parameter_exception
     */
    private static function rows(string $json): array {
        $rows = self::validate_parameters(new external_multiple_structure(new external_single_structure([
            'externalid' => new external_value(PARAM_RAW),
            'course' => new external_value(PARAM_RAW),
            'userid' => new external_value(PARAM_INT),
            'login' => new external_value(PARAM_RAW),
            'role' => new external_value(PARAM_ALPHA),
            'state' => new external_value(PARAM_ALPHA),
        ])), json_decode($json, true));
        foreach ($rows as $row) {
            if (!in_array($row['role'], self::ROLES, true)) {
                throw new \invalid_parameter_exception("role: {$row['role']}");
            }
            if (!in_array($row['state'], self::STATES, true)) {
                throw new \invalid_parameter_exception("state: {$row['state']}");
            }
        }
        return $rows;
    }

    /**
     * Answer.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'enrolled' => new external_value(PARAM_INT, 'People enrolled'),
            'updated' => new external_value(PARAM_INT, 'Enrolments changed: suspended, resumed, completed, or given another role'),
            'unchanged' => new external_value(PARAM_INT, 'Rows that were right already'),
            'removed' => new external_value(PARAM_INT, 'People unenrolled'),
            'refused' => batch::refused_rows(),
        ]);
    }
}
