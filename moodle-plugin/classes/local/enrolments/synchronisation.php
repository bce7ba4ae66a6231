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
 * Lets courses have the people of a batch: compares with who is there and changes only the difference.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class synchronisation {
    /** @var int[] how many people were enrolled, updated, unchanged, removed */
    private array $counts = ['enrolled' => 0, 'updated' => 0, 'unchanged' => 0, 'removed' => 0];
    /** @var array<string, int|null> role ids by archetype */
    private array $roles = [];

    /**
     * A synchronisation.
     *
     * @param string $loginfield the field of accounts that holds the logins
     */
    public function __construct(
        /** @var string */
        private readonly string $loginfield,
    ) {
    }

    /**
     * Synchronises a batch in one transaction.
     *
     * @param array[] $rows externalid, course, userid, login, role, state: as on the wire
     * @return array enrolled, updated, unchanged, removed: numbers; refused: rows with reason and subject
     */
    public function synchronise(array $rows): array {
        global $CFG, $DB;
        require_once($CFG->libdir . '/enrollib.php');

        $transaction = $DB->start_delegated_transaction();
        $accounts = new accounts(array_column($rows, 'userid'), array_column($rows, 'login'), $this->loginfield);
        $bycourse = [];
        foreach ($rows as $row) {
            $bycourse[$row['course']][] = $row + ['account' => $accounts->find($row['userid'], $row['login'])];
        }
        $refused = [];
        foreach ($bycourse as $idnumber => $people) {
            foreach ($this->synchronise_course((string) $idnumber, $people) as $row) {
                $refused[] = $row;
            }
        }
        $transaction->allow_commit();
        return $this->counts + ['refused' => $refused];
    }

    /**
     * Synchronises the people of one course.
     *
     * @param string $idnumber
     * @param array[] $rows with the account of each, null where there is none
     * @return array[] refused rows
     */
    private function synchronise_course(string $idnumber, array $rows): array {
        global $DB;
        // Nobody has to leave a course that is not there.
        $leaving = fn(array $row) => in_array($row['state'], ['suspended', 'gone'], true);
        $course = $idnumber === '' ? false : $DB->get_record('course', ['idnumber' => $idnumber], '*', IGNORE_MULTIPLE);
        $accounts = array_values(array_filter(array_column($rows, 'account')));
        $people = null;
        $reason = new refusal('coursenotfound', $idnumber);
        if ($course && $accounts) {
            try {
                $people = new course_people($course, $accounts);
            } catch (refusal $reason) {
                $people = null;
            }
        }
        $refused = [];
        foreach ($rows as $row) {
            try {
                if (!$row['account']) {
                    throw new refusal('usernotfound', $row['login']);
                }
                $this->counts[$this->place($people ?? throw $reason, $row)]++;
            } catch (refusal $refusal) {
                if ($leaving($row)) {
                    $this->counts['unchanged']++;
                    continue;
                }
                $refused[] = [
                    'externalid' => $row['externalid'],
                    'reason' => $refusal->reason,
                    'subject' => $refusal->subject,
                ];
            }
        }
        return $refused;
    }

    /**
     * Puts one person into the state wanted.
     *
     * @param course_people $people
     * @param array $row
     * @return string a key of the counts
     */
    private function place(course_people $people, array $row): string {
        return match ($row['state']) {
            'gone' => $people->remove($row['account']),
            'suspended' => $people->suspend($row['account']),
            default => $people->keep($row['account'], $this->role($row['role']), $row['state'] === 'completed'),
        };
    }

    /**
     * The role of an archetype that courses give: the first in the order of the site.
     *
     * @param string $archetype
     * @return int
     * @throws refusal
     */
    private function role(string $archetype): int {
        if (!array_key_exists($archetype, $this->roles)) {
            $ofcourses = get_roles_for_contextlevels(CONTEXT_COURSE);
            $roles = array_filter(get_archetype_roles($archetype), fn($role) => in_array($role->id, $ofcourses));
            $this->roles[$archetype] = $roles ? (int) reset($roles)->id : null;
        }
        return $this->roles[$archetype] ?? throw new refusal('rolenotfound', $archetype);
    }
}
