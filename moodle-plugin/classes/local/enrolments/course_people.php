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
 * A course of a batch: its manual enrolments, and how a person is put into the state wanted.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */
final class course_people {
    /** @var \enrol_plugin manual enrolment */
    private readonly \enrol_plugin $plugin;
    /** @var \stdClass its instance in the course, with its welcome message off for us */
    private readonly \stdClass $instance;
    /** @var \context_course */
    private readonly \context_course $context;
    /** @var \stdClass[] user_enrolments of the instance by user id */
    private array $present;
    /** @var \stdClass[] what we made, by user id */
    private array $ours;
    /** @var array<string, true> roles held in the course, as «user id role id» */
    private array $held = [];

    /**
     * Reads who is in the course of the people asked about, in three queries.
     *
     * @param \stdClass $course
     * @param int[] $userids
     * @throws refusal when the course takes no manual enrolments
     */
    public function __construct(
        /** @var \stdClass */
        private readonly \stdClass $course,
        array $userids,
    ) {
        global $DB;
        $this->plugin = enrol_get_plugin('manual') ?? throw new refusal('manualenroldisabled', $course->idnumber);
        $this->context = \context_course::instance($course->id);
        $this->instance = $this->manual_instance();
        [$in, $params] = $DB->get_in_or_equal($userids, SQL_PARAMS_NAMED);
        $this->present = $DB->get_records_select(
            'user_enrolments',
            "enrolid = :enrolid AND userid {$in}",
            $params + ['enrolid' => $this->instance->id],
            '',
            'userid, id, status'
        );
        $this->ours = $DB->get_records_select(
            'local_qashyq_enrolments',
            "courseid = :courseid AND userid {$in}",
            $params + ['courseid' => $course->id],
            '',
            'userid, id, roleid'
        );
        $roles = $DB->get_records_select(
            'role_assignments',
            "contextid = :contextid AND component = '' AND userid {$in}",
            $params + ['contextid' => $this->context->id],
            '',
            'id, userid, roleid'
        );
        foreach ($roles as $role) {
            $this->held["{$role->userid} {$role->roleid}"] = true;
        }
    }

    /**
     * The manual instance. The welcome message is not sent to our people, as the companion has told them already: only this
     * copy of the row says so, and the course keeps its setting.
     *
     * @return \stdClass
     */
    private function manual_instance(): \stdClass {
        global $DB;
        $where = ['courseid' => $this->course->id, 'enrol' => 'manual'];
        $instance = $DB->get_record('enrol', $where, '*', IGNORE_MULTIPLE);
        if (!$instance) {
            $this->plugin->add_instance($this->course, [
                'status' => ENROL_INSTANCE_ENABLED,
                'roleid' => $this->plugin->get_config('roleid', 0),
                'customint1' => $this->plugin->get_config('sendcoursewelcomemessage'),
            ]);
            $instance = $DB->get_record('enrol', $where, '*', MUST_EXIST);
        }
        if ((int) $instance->status !== ENROL_INSTANCE_ENABLED || !enrol_is_enabled('manual')) {
            throw new refusal('manualenroldisabled', $this->course->idnumber);
        }
        $instance->customint1 = 0;
        return $instance;
    }

    /**
     * Puts a person into the course, or makes the enrolment active again.
     *
     * @param int $userid
     * @param int $roleid
     * @param bool $completed the course is completed, too
     * @return string enrolled, updated or unchanged
     */
    public function keep(int $userid, int $roleid, bool $completed): string {
        $outcome = 'unchanged';
        $present = $this->present[$userid] ?? null;
        if (!$present) {
            $this->plugin->enrol_user($this->instance, $userid, $roleid, time(), 0, ENROL_USER_ACTIVE);
            $this->remember($userid, $roleid);
            $outcome = 'enrolled';
        } else if ((int) $present->status !== ENROL_USER_ACTIVE) {
            $this->plugin->update_user_enrol($this->instance, $userid, ENROL_USER_ACTIVE);
            $outcome = 'updated';
        }
        if ($present && isset($this->ours[$userid]) && $this->correct_role($userid, $roleid)) {
            $outcome = 'updated';
        }
        if ($completed && $this->complete($userid) && $outcome === 'unchanged') {
            $outcome = 'updated';
        }
        return $outcome;
    }

    /**
     * Suspends an enrolment that we made: the work of the person stays in the course.
     *
     * @param int $userid
     * @return string updated or unchanged
     */
    public function suspend(int $userid): string {
        $present = $this->present[$userid] ?? null;
        if (!$present || !isset($this->ours[$userid]) || (int) $present->status === ENROL_USER_SUSPENDED) {
            return 'unchanged';
        }
        $this->plugin->update_user_enrol($this->instance, $userid, ENROL_USER_SUSPENDED);
        return 'updated';
    }

    /**
     * Ends an enrolment that we made.
     *
     * @param int $userid
     * @return string removed or unchanged
     */
    public function remove(int $userid): string {
        global $DB;
        $ours = $this->ours[$userid] ?? null;
        if (!$ours) {
            return 'unchanged';
        }
        $DB->delete_records('local_qashyq_enrolments', ['id' => $ours->id]);
        if (!isset($this->present[$userid])) {
            return 'unchanged';
        }
        $this->plugin->unenrol_user($this->instance, $userid);
        // Who is in the course in another way too keeps that, but not the role that we gave.
        role_unassign($ours->roleid, $userid, $this->context->id);
        return 'removed';
    }

    /**
     * Gives the role wanted in place of the one that we gave before.
     *
     * @param int $userid
     * @param int $roleid
     * @return bool was there anything to do
     */
    private function correct_role(int $userid, int $roleid): bool {
        global $DB;
        $ours = $this->ours[$userid];
        $isright = isset($this->held["{$userid} {$roleid}"]);
        if ($isright && (int) $ours->roleid === $roleid) {
            return false;
        }
        role_assign($roleid, $userid, $this->context->id);
        if ((int) $ours->roleid !== $roleid) {
            role_unassign($ours->roleid, $userid, $this->context->id);
            $DB->set_field('local_qashyq_enrolments', 'roleid', $roleid, ['id' => $ours->id]);
        }
        return true;
    }

    /**
     * Marks the course as completed, where it counts completion.
     *
     * @param int $userid
     * @return bool was there anything to do
     */
    private function complete(int $userid): bool {
        global $CFG;
        require_once($CFG->libdir . '/completionlib.php');
        require_once($CFG->dirroot . '/completion/completion_completion.php');
        if (!(new \completion_info($this->course))->is_enabled()) {
            return false;
        }
        $completion = new \completion_completion(['userid' => $userid, 'course' => $this->course->id]);
        if ($completion->is_complete()) {
            return false;
        }
        $completion->mark_complete();
        return true;
    }

    /**
     * Remembers that the enrolment is ours.
     *
     * @param int $userid
     * @param int $roleid
     */
    private function remember(int $userid, int $roleid): void {
        global $DB;
        $row = (object) ['courseid' => $this->course->id, 'userid' => $userid, 'roleid' => $roleid, 'timecreated' => time()];
        if (isset($this->ours[$userid])) {
            $row->id = $this->ours[$userid]->id;
            $DB->update_record('local_qashyq_enrolments', $row);
        } else {
            $DB->insert_record('local_qashyq_enrolments', $row);
        }
    }
}
