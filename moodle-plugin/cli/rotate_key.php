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

/**
 * Makes a new key pair. Tokens signed with the one before stay good, for its public half is published for a day more.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

define('CLI_SCRIPT', true);

require(__DIR__ . '/../../../config.php');
require_once($CFG->libdir . '/clilib.php');

cli_writeln((new \local_qashyq\local\keys\key_ring())->rotate()->kid);
