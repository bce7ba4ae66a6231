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
 * Whether Moodle and the companion reach each other, as found at one moment.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class connection_state {
    /** @var int Unix seconds of the check */
    public readonly int $checkedat;

    /**
     * What a check has found.
     *
     * @param string $address of the companion
     * @param string $problem unreachable, notcompanion, refused (there), nowayback, setup (here); empty when both ways work
     * @param string $detail what the other side or the network said
     * @param int|null $checkedat Unix seconds, now where it is left out
     */
    public function __construct(
        /** @var string of the companion */
        public readonly string $address,
        /** @var string empty when both ways work */
        public readonly string $problem = '',
        /** @var string what the other side or the network said */
        public readonly string $detail = '',
        ?int $checkedat = null,
    ) {
        $this->checkedat = $checkedat ?? \core\di::get(\core\clock::class)->time();
    }

    /**
     * Do both ways work?
     *
     * @return bool
     */
    public function works(): bool {
        return $this->problem === '';
    }

    /**
     * Does Moodle reach the companion?
     *
     * @return bool
     */
    public function there(): bool {
        return $this->works() || $this->problem === 'nowayback';
    }

    /**
     * Does the companion reach Moodle? Nobody knows before it was asked.
     *
     * @return bool|null
     */
    public function back(): ?bool {
        return $this->there() ? $this->works() : null;
    }

    /**
     * What is wrong and what to do.
     *
     * @return string a sentence or two, empty when both ways work
     */
    public function advice(): string {
        global $CFG;
        return $this->works() ? '' : get_string("connection_{$this->problem}", 'local_qashyq', (object) [
            'companion' => $this->address,
            'moodle' => $CFG->wwwroot,
            'detail' => $this->detail,
        ]);
    }

    /**
     * The state that was found last.
     *
     * @return self|null null before the first check
     */
    public static function last(): ?self {
        $kept = json_decode((string) get_config('local_qashyq', 'connection'));
        return $kept ? new self($kept->address, $kept->problem, $kept->detail, $kept->checkedat) : null;
    }

    /**
     * Keeps the state, so that pages show it without asking the companion each time.
     */
    public function remember(): void {
        set_config('connection', json_encode($this), 'local_qashyq');
    }
}
