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

namespace local_qashyq\output;

use local_qashyq\local\companion;
use local_qashyq\local\locale;

/**
 * The place on a page where the screens start.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class app {
    /** Id of the element in which the screens live. */
    private const ROOT = 'local-qashyq-app';

    /**
     * The app, opening at a place of its own where the address names none.
     *
     * @param string $start hash route, such as #/inbox
     */
    public function __construct(
        /** @var string hash route */
        private readonly string $start,
    ) {
    }

    /**
     * Starts the screens, or says what is missing.
     *
     * @return string HTML
     */
    public function render(): string {
        global $CFG, $OUTPUT, $PAGE;
        $companion = companion::configured();
        if (!$companion) {
            $settings = new \moodle_url('/admin/settings.php', ['section' => 'local_qashyq']);
            $maychange = has_capability('moodle/site:config', \context_system::instance());
            return $OUTPUT->render_from_template('local_qashyq/not_connected', [
                'settings' => $maychange ? $settings->out(false) : null,
            ]);
        }
        $PAGE->requires->js_call_amd('local_qashyq/app-lazy', 'init', [self::ROOT, [
            'companion' => $companion->address,
            'home' => 'moodle',
            'locale' => locale::current(),
            'wwwroot' => $CFG->wwwroot,
            'start' => $this->start,
        ]]);
        return $OUTPUT->render_from_template('local_qashyq/app', ['root' => self::ROOT]);
    }
}
