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

namespace local_qashyq\local\calendar;

/**
 * Finds for whom the lessons of a batch are: idnumbers of courses and groups on one side, Moodle's ids on the other.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class audiences {
    /** @var int[] course id by idnumber */
    private array $courses = [];
    /** @var int[][] group ids of a course by idnumber */
    private array $groups = [];
    /** @var int[] how many groups of a course count: those that have members or an idnumber */
    private array $counted = [];

    /**
     * Reads the courses of a batch and their groups, with one query each.
     *
     * @param string[] $idnumbers of courses
     */
    public function __construct(array $idnumbers) {
        $this->read_courses(array_filter(array_unique($idnumbers), fn($idnumber) => $idnumber !== ''));
        $this->read_groups();
    }

    /**
     * The audiences of one lesson. A lesson that names no group, or all groups of the course, or whose course has no groups,
     * is for the whole course.
     *
     * @param string $course idnumber
     * @param string[] $groups idnumbers
     * @return audience[] at least one
     * @throws refusal when the course or a group is not found
     */
    public function of(string $course, array $groups): array {
        $courseid = $this->courses[$course] ?? throw new refusal('coursenotfound', $course);
        $counted = $this->counted[$courseid] ?? 0;
        $wished = array_unique($groups);
        if (!$wished || !$counted) {
            return [new audience($courseid)];
        }
        $audiences = [];
        foreach ($wished as $group) {
            $groupid = $this->groups[$courseid][$group] ?? throw new refusal('groupnotfound', $group);
            $audiences[] = new audience($courseid, $groupid);
        }
        return count($audiences) === $counted ? [new audience($courseid)] : $audiences;
    }

    /**
     * Reads the courses.
     *
     * @param string[] $idnumbers
     */
    private function read_courses(array $idnumbers): void {
        global $DB;
        foreach ($DB->get_records_list('course', 'idnumber', $idnumbers, 'id DESC', 'id, idnumber') as $course) {
            $this->courses[$course->idnumber] = (int) $course->id;
        }
    }

    /**
     * Reads the groups of the courses.
     */
    private function read_groups(): void {
        global $DB;
        [$insql, $params] = $DB->get_in_or_equal($this->courses, SQL_PARAMS_QM, 'param', true, null);
        $groups = $DB->get_records_sql(
            "SELECT g.id, g.courseid, g.idnumber, COUNT(gm.id) AS members
               FROM {groups} g
          LEFT JOIN {groups_members} gm ON gm.groupid = g.id
              WHERE g.courseid $insql
           GROUP BY g.id, g.courseid, g.idnumber
           ORDER BY g.id DESC",
            array_values($params)
        );
        foreach ($groups as $group) {
            if ($group->idnumber !== '') {
                $this->groups[$group->courseid][$group->idnumber] = (int) $group->id;
            }
            if ($group->idnumber !== '' || $group->members > 0) {
                $this->counted[$group->courseid] = ($this->counted[$group->courseid] ?? 0) + 1;
            }
        }
    }
}
