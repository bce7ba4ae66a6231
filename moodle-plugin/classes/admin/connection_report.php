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
use local_qashyq\local\connection_state;

/**
 * Below the setting: whether Moodle and the companion reach each other, and what to do when they do not.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class connection_report extends \admin_setting_description {
    /**
     * The report.
     */
    public function __construct() {
        parent::__construct('local_qashyq/connectionreport', new \lang_string('connection', 'local_qashyq'), '');
    }

    /**
     * Shows what the last check has found.
     *
     * @param mixed $data unused
     * @param string $query words that are searched for
     * @return string HTML
     */
    public function output_html($data, $query = '') {
        global $OUTPUT;
        $state = companion::configured() ? connection_state::last() : null;
        $this->description = $OUTPUT->render_from_template('local_qashyq/connection', [
            'configured' => companion::configured() !== null,
            'ways' => $state ? [
                $this->way('connection_there', $state->there()),
                $this->way('connection_back', $state->back()),
            ] : [],
            'advice' => $state?->advice(),
            'checkedat' => $state ? userdate($state->checkedat) : null,
            'checkagain' => (new \moodle_url('/local/qashyq/connection.php', ['sesskey' => sesskey()]))->out(false),
        ]);
        return parent::output_html($data, $query);
    }

    /**
     * One direction for the template.
     *
     * @param string $label string key
     * @param bool|null $works null where it is not known
     * @return array
     */
    private function way(string $label, ?bool $works): array {
        return [
            'label' => get_string($label, 'local_qashyq'),
            'works' => $works === true,
            'fails' => $works === false,
            'unknown' => $works === null,
        ];
    }
}
