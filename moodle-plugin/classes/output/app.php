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
     * The app, opening where the address says, else at a place given here, else at the inbox.
     *
     * @param string|null $start hash route, such as #/effects
     */
    public function __construct(
        /** @var string|null hash route */
        private readonly ?string $start = null,
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
        ]]);
        if ($this->start !== null) {
            // The server never sees the part of an address after #; so it is the browser that opens the place.
            $PAGE->requires->js_init_code("if (!location.hash) { location.replace('{$this->start}'); }");
        }
        return $OUTPUT->render_from_template('local_qashyq/app', ['root' => self::ROOT]);
    }
}
