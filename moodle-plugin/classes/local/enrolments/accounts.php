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
 * The accounts of a batch: by their ids, or by their logins where no id is known.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class accounts {
    /** Fields that may hold the logins. */
    public const LOGIN_FIELDS = ['username', 'idnumber', 'email'];
    /** @var array<int, int> ids of accounts that are there */
    private array $byid;
    /** @var array<string, int> ids by login; 0 where a login stands in several accounts */
    private array $bylogin = [];

    /**
     * Reads the accounts in two queries.
     *
     * @param int[] $userids
     * @param string[] $logins
     * @param string $field one of LOGIN_FIELDS
     */
    public function __construct(array $userids, array $logins, string $field) {
        global $CFG, $DB;
        $mine = ['deleted' => 0, 'mnethostid' => $CFG->mnet_localhost_id];
        [$in, $params] = $DB->get_in_or_equal(array_unique($userids), SQL_PARAMS_NAMED, 'id', true, 0);
        $this->byid = $DB->get_records_select_menu(
            'user',
            "id {$in} AND deleted = :deleted AND mnethostid = :mnethostid",
            $params + $mine,
            '',
            'id, id AS same'
        );
        $logins = array_filter(array_unique($logins), fn($login) => $login !== '');
        [$in, $params] = $DB->get_in_or_equal($logins, SQL_PARAMS_NAMED, 'login', true, '');
        $found = $DB->get_records_select(
            'user',
            "{$field} {$in} AND deleted = :deleted AND mnethostid = :mnethostid",
            $params + $mine,
            'id',
            "id, {$field} AS login"
        );
        foreach ($found as $user) {
            // The database may find a login in other letters: that is another person. Two accounts of one login are nobody's.
            $this->bylogin[$user->login] = isset($this->bylogin[$user->login]) ? 0 : (int) $user->id;
        }
    }

    /**
     * The account that is meant.
     *
     * @param int $userid 0 where it is not known
     * @param string $login
     * @return int|null null where there is none
     */
    public function find(int $userid, string $login): ?int {
        if (isset($this->byid[$userid])) {
            return $userid;
        }
        return ($this->bylogin[$login] ?? 0) ?: null;
    }
}
