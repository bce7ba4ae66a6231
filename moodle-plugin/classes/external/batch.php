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

use core_external\external_multiple_structure;
use core_external\external_single_structure;
use core_external\external_value;

/**
 * What the functions that take batches have in common.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class batch {
    /** Characters of an external id at most, as in the tables. */
    private const ID_LENGTH = 100;

    /**
     * Refuses a batch that did not arrive whole. PHP cuts a request with more than max_input_vars fields without an error, so
     * the sender says how many rows there are.
     *
     * @param int $announced
     * @param array $rows
     * @throws \moodle_exception
     */
    public static function require_whole(int $announced, array $rows): void {
        if ($announced !== count($rows)) {
            throw new \moodle_exception('error_requesttruncated', 'local_qashyq', '', (object) [
                'announced' => $announced,
                'arrived' => count($rows),
                'limit' => ini_get('max_input_vars'),
            ]);
        }
    }

    /**
     * Refuses a batch with an id that the tables cannot hold, or in which two rows speak of the same thing: which of them is
     * right cannot be known.
     *
     * @param string[] $externalids
     * @throws \moodle_exception
     */
    public static function require_distinct_ids(array $externalids): void {
        foreach ($externalids as $externalid) {
            if ($externalid === '' || \core_text::strlen($externalid) > self::ID_LENGTH) {
                throw new \invalid_parameter_exception("externalid: {$externalid}");
            }
        }
        $repeated = array_diff_key($externalids, array_unique($externalids));
        if ($repeated) {
            throw new \moodle_exception('error_repeatedrow', 'local_qashyq', '', reset($repeated));
        }
    }

    /**
     * Rows that could not be served, for the answers of the functions.
     *
     * @return external_multiple_structure
     */
    public static function refused_rows(): external_multiple_structure {
        return new external_multiple_structure(new external_single_structure([
            'externalid' => new external_value(PARAM_RAW, 'The sender\'s id of the row'),
            'reason' => new external_value(PARAM_ALPHA, 'Why, as a code'),
            'subject' => new external_value(PARAM_RAW, 'What is missing'),
        ]));
    }
}
