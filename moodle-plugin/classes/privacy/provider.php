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

namespace local_qashyq\privacy;

use core_privacy\local\metadata\collection;
use core_privacy\local\request\approved_contextlist;
use core_privacy\local\request\approved_userlist;
use core_privacy\local\request\contextlist;
use core_privacy\local\request\transform;
use core_privacy\local\request\userlist;
use core_privacy\local\request\writer;

/**
 * What the plugin knows about people: which notices it has sent them. What it tells the companion about them is declared here too.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
class provider implements
    \core_privacy\local\metadata\provider,
    \core_privacy\local\request\core_userlist_provider,
    \core_privacy\local\request\plugin\provider {
    /**
     * Describes the data.
     *
     * @param collection $collection
     * @return collection
     */
    public static function get_metadata(collection $collection): collection {
        $collection->add_database_table('local_qashyq_notices', [
            'userid' => 'privacy:metadata:notices:userid',
            'externalid' => 'privacy:metadata:notices:externalid',
            'timecreated' => 'privacy:metadata:notices:timecreated',
        ], 'privacy:metadata:notices');
        $collection->add_external_location_link('companion', [
            'userid' => 'privacy:metadata:companion:userid',
            'username' => 'privacy:metadata:companion:username',
            'idnumber' => 'privacy:metadata:companion:idnumber',
            'email' => 'privacy:metadata:companion:email',
            'firstname' => 'privacy:metadata:companion:firstname',
            'lastname' => 'privacy:metadata:companion:lastname',
            'lang' => 'privacy:metadata:companion:lang',
            'manage' => 'privacy:metadata:companion:manage',
        ], 'privacy:metadata:companion');
        $collection->add_subsystem_link('core_message', [], 'privacy:metadata:message');
        return $collection;
    }

    /**
     * The contexts in which something is known about a person.
     *
     * @param int $userid
     * @return contextlist
     */
    public static function get_contexts_for_userid(int $userid): contextlist {
        global $DB;
        $contextlist = new contextlist();
        if ($DB->record_exists('local_qashyq_notices', ['userid' => $userid])) {
            $contextlist->add_user_context($userid);
        }
        return $contextlist;
    }

    /**
     * The people of whom something is known in a context.
     *
     * @param userlist $userlist
     */
    public static function get_users_in_context(userlist $userlist): void {
        global $DB;
        $userid = self::person_of($userlist->get_context());
        if ($userid && $DB->record_exists('local_qashyq_notices', ['userid' => $userid])) {
            $userlist->add_user($userid);
        }
    }

    /**
     * Exports what is known about a person.
     *
     * @param approved_contextlist $contextlist
     */
    public static function export_user_data(approved_contextlist $contextlist): void {
        global $DB;
        $userid = (int) $contextlist->get_user()->id;
        foreach ($contextlist->get_contexts() as $context) {
            if (self::person_of($context) !== $userid) {
                continue;
            }
            $notices = array_map(fn($notice) => (object) [
                'externalid' => $notice->externalid,
                'timecreated' => transform::datetime($notice->timecreated),
            ], array_values($DB->get_records('local_qashyq_notices', ['userid' => $userid], 'id')));
            writer::with_context($context)->export_data(
                [get_string('pluginname', 'local_qashyq')],
                (object) ['notices' => $notices]
            );
        }
    }

    /**
     * Deletes what is known in a context.
     *
     * @param \context $context
     */
    public static function delete_data_for_all_users_in_context(\context $context): void {
        self::delete_notices(self::person_of($context));
    }

    /**
     * Deletes what is known about a person.
     *
     * @param approved_contextlist $contextlist
     */
    public static function delete_data_for_user(approved_contextlist $contextlist): void {
        $userid = (int) $contextlist->get_user()->id;
        foreach ($contextlist->get_contexts() as $context) {
            if (self::person_of($context) === $userid) {
                self::delete_notices($userid);
            }
        }
    }

    /**
     * Deletes what is known about some people in a context.
     *
     * @param approved_userlist $userlist
     */
    public static function delete_data_for_users(approved_userlist $userlist): void {
        $userid = self::person_of($userlist->get_context());
        if ($userid && in_array($userid, array_map('intval', $userlist->get_userids()), true)) {
            self::delete_notices($userid);
        }
    }

    /**
     * Whose context is it?
     *
     * @param \context $context
     * @return int|null user id, null where it is nobody's
     */
    private static function person_of(\context $context): ?int {
        return $context instanceof \context_user ? (int) $context->instanceid : null;
    }

    /**
     * Deletes the notices of a person.
     *
     * @param int|null $userid
     */
    private static function delete_notices(?int $userid): void {
        global $DB;
        if ($userid) {
            $DB->delete_records('local_qashyq_notices', ['userid' => $userid]);
        }
    }
}
