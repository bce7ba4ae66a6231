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
 * The workbench: the page in which the screens live.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

require(__DIR__ . '/../../config.php');

require_login(null, false);
$context = context_system::instance();
require_capability('local/qashyq:view', $context);

$PAGE->set_context($context);
$PAGE->set_url('/local/qashyq/index.php');
// A layout without a limit to the width: a week's schedule needs the room.
$PAGE->set_pagelayout('report');
$PAGE->set_title(get_string('navigation', 'local_qashyq'));
$PAGE->set_primary_active_tab('local_qashyq');

// Before the header: it prints what the page requires.
$app = (new \local_qashyq\output\app())->render();
echo $OUTPUT->header();
echo $app;
echo $OUTPUT->footer();
