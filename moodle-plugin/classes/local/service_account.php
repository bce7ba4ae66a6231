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

use core_external\util;

/**
 * The account in whose name the companion calls Moodle: a user who cannot sign in, with a role of just the rights needed.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class service_account {
    /** Login name of the user. */
    public const USERNAME = 'qashyq_companion';
    /** Short name of the role. */
    public const ROLE = 'qashyqcompanion';
    /** All that the account may do. */
    public const CAPABILITIES = ['webservice/rest:use', 'local/qashyq:publish', 'local/qashyq:notify', 'local/qashyq:enrol'];

    /**
     * The account's web service token. Makes the account and whatever it lacks.
     *
     * @return string 32 hexadecimal digits
     */
    public function token(): string {
        global $DB;
        $userid = $this->user();
        role_assign($this->role(), $userid, \context_system::instance()->id);
        $service = $DB->get_record('external_services', ['component' => 'local_qashyq'], '*', MUST_EXIST);
        $this->authorise($service, $userid);
        $token = $DB->get_field('external_tokens', 'token', [
            'externalserviceid' => $service->id,
            'userid' => $userid,
            'tokentype' => EXTERNAL_TOKEN_PERMANENT,
        ], IGNORE_MULTIPLE);
        return $token ?: util::generate_token(
            EXTERNAL_TOKEN_PERMANENT,
            $service,
            $userid,
            \context_system::instance(),
            0,
            '',
            'Qashyq'
        );
    }

    /**
     * Gives a role that is there the rights that a newer version of the plugin needs.
     */
    public function renew_rights(): void {
        global $DB;
        if ($DB->record_exists('role', ['shortname' => self::ROLE])) {
            $this->role();
        }
    }

    /**
     * Removes the account and its role; its token goes with it.
     */
    public function remove(): void {
        global $CFG, $DB;
        require_once($CFG->dirroot . '/user/lib.php');
        if ($user = $this->find_user()) {
            user_delete_user($user);
        }
        if ($roleid = $DB->get_field('role', 'id', ['shortname' => self::ROLE])) {
            delete_role($roleid);
        }
    }

    /**
     * The user, made where there is none.
     *
     * @return int user id
     */
    private function user(): int {
        global $CFG;
        require_once($CFG->dirroot . '/user/lib.php');
        if ($user = $this->find_user()) {
            return $user->id;
        }
        return user_create_user([
            'username' => self::USERNAME,
            // Such users cannot sign in on the login page, and are not asked to accept the site policy.
            'auth' => 'webservice',
            'firstname' => 'Qashyq',
            'lastname' => get_string('serviceaccount', 'local_qashyq'),
            'email' => self::USERNAME . '@example.invalid',
            'emailstop' => 1,
            'confirmed' => 1,
            'mnethostid' => $CFG->mnet_localhost_id,
            'password' => AUTH_PASSWORD_NOT_CACHED,
        ], false);
    }

    /**
     * The user, where there is one.
     *
     * @return \stdClass|null
     */
    private function find_user(): ?\stdClass {
        global $CFG, $DB;
        $found = $DB->get_record('user', [
            'username' => self::USERNAME,
            'mnethostid' => $CFG->mnet_localhost_id,
            'deleted' => 0,
        ]);
        return $found ?: null;
    }

    /**
     * The role with its rights, made where there is none.
     *
     * @return int role id
     */
    private function role(): int {
        global $DB;
        $context = \context_system::instance();
        $roleid = $DB->get_field('role', 'id', ['shortname' => self::ROLE]);
        if (!$roleid) {
            $roleid = create_role(
                get_string('servicerole', 'local_qashyq'),
                self::ROLE,
                get_string('servicerole_desc', 'local_qashyq')
            );
            set_role_contextlevels($roleid, [CONTEXT_SYSTEM]);
        }
        foreach (self::CAPABILITIES as $capability) {
            assign_capability($capability, CAP_ALLOW, $roleid, $context->id, true);
        }
        return $roleid;
    }

    /**
     * Lets the user call the service; it is restricted to authorised users.
     *
     * @param \stdClass $service
     * @param int $userid
     */
    private function authorise(\stdClass $service, int $userid): void {
        global $CFG;
        require_once($CFG->dirroot . '/webservice/lib.php');
        $webservices = new \webservice();
        if (!$webservices->get_ws_authorised_user($service->id, $userid)) {
            $webservices->add_ws_authorised_user((object) ['externalserviceid' => $service->id, 'userid' => $userid]);
        }
    }
}
