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
 * What the plugin knows about people: which notices it has sent them, and which of their enrolments the companion asked for.
 * What it tells the companion about them is declared here too.
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
        $collection->add_database_table('local_qashyq_enrolments', [
            'userid' => 'privacy:metadata:enrolments:userid',
            'courseid' => 'privacy:metadata:enrolments:courseid',
            'roleid' => 'privacy:metadata:enrolments:roleid',
            'timecreated' => 'privacy:metadata:enrolments:timecreated',
        ], 'privacy:metadata:enrolments');
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
        $contextlist = new contextlist();
        if (self::knows($userid)) {
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
        $userid = self::person_of($userlist->get_context());
        if ($userid && self::knows($userid)) {
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
            $enrolments = array_map(fn($enrolment) => (object) [
                'courseid' => $enrolment->courseid,
                'roleid' => $enrolment->roleid,
                'timecreated' => transform::datetime($enrolment->timecreated),
            ], array_values($DB->get_records('local_qashyq_enrolments', ['userid' => $userid], 'id')));
            writer::with_context($context)->export_data(
                [get_string('pluginname', 'local_qashyq')],
                (object) ['notices' => $notices, 'enrolments' => $enrolments]
            );
        }
    }

    /**
     * Deletes what is known in a context.
     *
     * @param \context $context
     */
    public static function delete_data_for_all_users_in_context(\context $context): void {
        self::forget(self::person_of($context));
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
                self::forget($userid);
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
            self::forget($userid);
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
     * Is anything known about a person?
     *
     * @param int $userid
     * @return bool
     */
    private static function knows(int $userid): bool {
        global $DB;
        return $DB->record_exists('local_qashyq_notices', ['userid' => $userid])
            || $DB->record_exists('local_qashyq_enrolments', ['userid' => $userid]);
    }

    /**
     * Deletes what is known about a person. Their enrolments themselves are Moodle's: they stay, and are nobody's of ours any more.
     *
     * @param int|null $userid
     */
    private static function forget(?int $userid): void {
        global $DB;
        if ($userid) {
            $DB->delete_records('local_qashyq_notices', ['userid' => $userid]);
            $DB->delete_records('local_qashyq_enrolments', ['userid' => $userid]);
        }
    }
}
