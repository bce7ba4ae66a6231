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

namespace local_qashyq\local\keys;

/**
 * The key pairs of this site: the newest signs, those it replaced stay published for a while.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class key_ring {
    /** Seconds for which a replaced key is still published; far longer than any token lives. */
    public const OVERLAP = DAYSECS;

    /**
     * The pair that signs. Where there is none, or its private half cannot be read any more, a new one is made:
     * the companion fetches the JWKS again when it meets an unknown key id, so nothing else has to be done.
     *
     * @return key_pair
     */
    public function current(): key_pair {
        $rows = $this->rows();
        $newest = $rows ? key_pair::from_row(reset($rows)) : null;
        return $newest?->is_readable() ? $newest : $this->rotate();
    }

    /**
     * Makes a new pair that signs from now on, and forgets those whose overlap is over.
     *
     * @return key_pair
     */
    public function rotate(): key_pair {
        global $DB;

        $expired = array_diff_key($this->rows(), $this->published_rows());
        $DB->delete_records_list('local_qashyq_keys', 'id', array_keys($expired));

        $pair = key_pair::generate();
        $DB->insert_record('local_qashyq_keys', [
            'kid' => $pair->kid,
            'publickey' => $pair->publickey,
            'privatekey' => $pair->privatekey,
            'timecreated' => \core\di::get(\core\clock::class)->time(),
        ]);
        return $pair;
    }

    /**
     * The public keys with which a token that is still valid may have been signed.
     *
     * @return array[] JSON Web Keys, the newest first
     */
    public function published(): array {
        if (!$this->rows()) {
            $this->rotate();
        }
        return array_map(fn($row) => key_pair::from_row($row)->jwk(), array_values($this->published_rows()));
    }

    /**
     * The newest row, and those that were replaced less than the overlap ago.
     *
     * @return \stdClass[] by id
     */
    private function published_rows(): array {
        $oldestreplacement = \core\di::get(\core\clock::class)->time() - self::OVERLAP;
        $published = [];
        $replacedat = PHP_INT_MAX;
        foreach ($this->rows() as $row) {
            if ($replacedat > $oldestreplacement) {
                $published[$row->id] = $row;
            }
            $replacedat = $row->timecreated;
        }
        return $published;
    }

    /**
     * All pairs kept, the newest first.
     *
     * @return \stdClass[] by id
     */
    private function rows(): array {
        global $DB;
        return $DB->get_records('local_qashyq_keys', null, 'timecreated DESC, id DESC');
    }
}
