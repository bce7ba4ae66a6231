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
 * The three languages of Qashyq.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class locale {
    /**
     * The current language of the page as the companion knows it. Moodle shows the plugin's English texts to readers of any
     * other language, so the companion does as well.
     *
     * @return string kk, ru or en
     */
    public static function current(): string {
        $language = explode('_', current_language())[0];
        return in_array($language, ['kk', 'ru'], true) ? $language : 'en';
    }
}
