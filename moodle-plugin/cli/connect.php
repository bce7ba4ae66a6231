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
 * Connects Moodle and the companion from the command line.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

define('CLI_SCRIPT', true);

require(__DIR__ . '/../../../config.php');
require_once($CFG->libdir . '/clilib.php');

use local_qashyq\local\companion;
use local_qashyq\local\connection;

[$options, $unrecognised] = cli_get_params(['companion' => null, 'help' => false], ['h' => 'help']);
if ($unrecognised) {
    cli_error(get_string('cliunknowoption', 'admin', implode(PHP_EOL, $unrecognised)), 2);
}
if ($options['help']) {
    cli_writeln(get_string('cliconnecthelp', 'local_qashyq'));
    exit(0);
}

if ($options['companion'] !== null) {
    $address = companion::normalised($options['companion']);
    $fault = companion::fault_of_address($address);
    if ($fault) {
        cli_error($fault, 2);
    }
    set_config('companion', $address, 'local_qashyq');
}

$state = connection::renew();
if (!$state) {
    cli_error(get_string('error_companionnotset', 'local_qashyq'), 2);
}

$words = fn(?bool $works): string => match ($works) {
    true => get_string('connection_works', 'local_qashyq'),
    false => get_string('connection_fails', 'local_qashyq'),
    null => get_string('connection_unknown', 'local_qashyq'),
};
cli_writeln(get_string('connection_there', 'local_qashyq') . ': ' . $words($state->there()));
cli_writeln(get_string('connection_back', 'local_qashyq') . ': ' . $words($state->back()));
if (!$state->works()) {
    cli_error($state->advice());
}
