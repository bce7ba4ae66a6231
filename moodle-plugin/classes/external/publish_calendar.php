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
use local_qashyq\local\calendar\mapping;
use local_qashyq\local\calendar\publication;

/**
 * Makes the calendar show the given lessons. Repeating it changes nothing.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class publish_calendar extends external_api {
    /**
     * Parameters.
     *
     * @return external_function_parameters
     */
    public static function execute_parameters(): external_function_parameters {
        return new external_function_parameters([
            'count' => new external_value(PARAM_INT, 'Number of rows sent: events and removals together'),
            'events' => new external_value(
                PARAM_RAW,
                'Lessons to show, as a JSON list: externalid (the sender\'s id of the lesson, at most 100 characters), '
                    . 'course (idnumber), groups (list of idnumbers; may be left out), name, description, location (plain text), '
                    . 'timestart (Unix seconds), timeduration (seconds)',
                VALUE_DEFAULT,
                '[]'
            ),
            'removals' => new external_multiple_structure(
                new external_value(PARAM_RAW, 'The sender\'s id of a lesson'),
                'Lessons to show no longer',
                VALUE_DEFAULT,
                []
            ),
        ]);
    }

    /**
     * Publishes a batch, whole or not at all, apart from the lessons that are refused by name.
     *
     * @param int $count
     * @param string $events JSON
     * @param array $removals
     * @return array
     */
    public static function execute(int $count, string $events = '[]', array $removals = []): array {
        [
            'count' => $count,
            'events' => $events,
            'removals' => $removals,
        ] = self::validate_parameters(self::execute_parameters(), [
            'count' => $count,
            'events' => $events,
            'removals' => $removals,
        ]);
        $context = \context_system::instance();
        self::validate_context($context);
        require_capability('local/qashyq:publish', $context);

        $lessons = self::lessons($events);
        $rows = [...array_column($lessons, 'externalid'), ...$removals];
        batch::require_whole($count, $rows);
        batch::require_distinct_ids($rows);
        return (new publication(new mapping()))->publish($lessons, $removals);
    }

    /**
     * Reads and checks the lessons. As fields of a form they would be checked twice, by Moodle's server and by the function, which
     * takes longer than comparing them with the calendar; and max_input_vars would cut them.
     *
     * @param string $json
     * @return array[]
     * @throws \invalid_parameter_exception
     */
    private static function lessons(string $json): array {
        return self::validate_parameters(new external_multiple_structure(new external_single_structure([
            'externalid' => new external_value(PARAM_RAW),
            'course' => new external_value(PARAM_RAW),
            'groups' => new external_multiple_structure(new external_value(PARAM_RAW), '', VALUE_DEFAULT, []),
            'name' => new external_value(PARAM_RAW),
            'description' => new external_value(PARAM_RAW),
            'location' => new external_value(PARAM_RAW),
            'timestart' => new external_value(PARAM_INT),
            'timeduration' => new external_value(PARAM_INT),
        ])), json_decode($json, true));
    }

    /**
     * Answer.
     *
     * @return external_single_structure
     */
    public static function execute_returns(): external_single_structure {
        return new external_single_structure([
            'created' => new external_value(PARAM_INT, 'Calendar events made'),
            'updated' => new external_value(PARAM_INT, 'Calendar events changed, which kept their ids'),
            'unchanged' => new external_value(PARAM_INT, 'Calendar events that were right already'),
            'deleted' => new external_value(PARAM_INT, 'Calendar events deleted'),
            'refused' => batch::refused_rows(),
        ]);
    }
}
