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

namespace local_qashyq\local\enrolments;

/**
 * Why a person cannot be put into a course. The others of the batch are not touched by it.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class refusal extends \Exception {
    /**
     * Refuses one row.
     *
     * @param string $reason coursenotfound, usernotfound, manualenroldisabled or rolenotfound
     * @param string $subject the idnumber, login or archetype that is missing
     */
    public function __construct(
        /** @var string coursenotfound, usernotfound, manualenroldisabled or rolenotfound */
        public readonly string $reason,
        /** @var string the idnumber, login or archetype that is missing */
        public readonly string $subject,
    ) {
        parent::__construct("{$reason}: {$subject}");
    }
}
