<?php
/**
 * The Moodle side of measuring a publication, in a development Moodle.
 *
 * Usage: php moodle.php <config.php of the site> prepare          prints a token for the web services
 *        php moodle.php <config.php of the site> forget           deletes what was published
 *        php moodle.php <config.php of the site> bare <number>    makes that many events by Moodle's own function, one after another, prints
 *                                                                 the milliseconds, and deletes them
 */

define('CLI_SCRIPT', true);
require($argv[1]);
require_once($CFG->dirroot . '/calendar/lib.php');
core\session\manager::set_user(get_admin());

switch ($argv[2]) {
    case 'prepare':
        set_config('enablewebservices', 1);
        \core\plugininfo\webservice::enable_plugin('rest', 1);
        echo (new \local_qashyq\local\service_account())->token();
        break;
    case 'forget':
        (new \local_qashyq\local\calendar\mapping())->delete_all_events();
        $DB->delete_records('local_qashyq_events');
        break;
    case 'bare':
        $course = $DB->get_record('course', ['idnumber' => 'D01'], '*', MUST_EXIST);
        $ids = [];
        $started = microtime(true);
        for ($number = 0; $number < (int) $argv[3]; $number++) {
            $ids[] = calendar_event::create((object) [
                'name' => "Алгоритмдер · дәріс $number",
                'description' => 'Т. А. Ә.<br />АЖ-25-11',
                'format' => FORMAT_HTML,
                'location' => '1-307',
                'eventtype' => 'course',
                'courseid' => $course->id,
                'groupid' => 0,
                'timestart' => 1790000000 + $number * 3600,
                'timeduration' => 6000,
                'visible' => 1,
                'type' => CALENDAR_EVENT_TYPE_STANDARD,
                'component' => 'local_qashyq',
            ], false)->id;
        }
        echo (microtime(true) - $started) * 1000;
        foreach (array_chunk($ids, 500) as $some) {
            $DB->delete_records_list('event', 'id', $some);
        }
        break;
}
