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
 * Qashyq in the site administration tree: the one setting, and the department's own page.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

// «Local plugins» stands in the tree of the site's administrators only; managers find the department's page among all plugins.
$parent = $hassiteconfig ? 'localplugins' : 'modules';
$ADMIN->add($parent, new admin_category('local_qashyq_category', new lang_string('pluginname', 'local_qashyq')));

$ADMIN->add('local_qashyq_category', new admin_externalpage(
    'local_qashyq_effects',
    new lang_string('tab_effects', 'local_qashyq'),
    new moodle_url('/local/qashyq/admin.php'),
    'local/qashyq:manage'
));

if ($hassiteconfig) {
    $settings = new admin_settingpage('local_qashyq', new lang_string('connection', 'local_qashyq'));
    if ($ADMIN->fulltree) {
        $settings->add(new \local_qashyq\admin\companion_address());
        $settings->add(new \local_qashyq\admin\connection_report());
    }
    $ADMIN->add('local_qashyq_category', $settings);
}

// The page is in the tree already.
$settings = null;
