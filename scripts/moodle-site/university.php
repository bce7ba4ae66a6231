<?php
/**
 * Brings the demo university into a development Moodle: a course for each discipline of its timetable, a group for each group of
 * learners, and the people. Adds what is missing and changes nothing else, so it may be repeated.
 *
 * Usage: php university.php <config.php of the site> <password of all demo people> < university.json
 */

define('CLI_SCRIPT', true);
require($argv[1]);
require_once($CFG->dirroot . '/user/lib.php');
require_once($CFG->dirroot . '/course/lib.php');
require_once($CFG->dirroot . '/group/lib.php');

$password = $argv[2];
$university = json_decode(stream_get_contents(STDIN), true, 32, JSON_THROW_ON_ERROR);
core\session\manager::set_user(get_admin());

/** The Moodle user with this username; made where there is none. «Name» is the family name, then the rest. */
function user_called(string $username, string $name, string $lang, string $idnumber): int {
    global $DB, $CFG, $password, $university;
    $known = $DB->get_field('user', 'id', ['username' => $username, 'mnethostid' => $CFG->mnet_localhost_id]);
    if ($known) {
        return (int) $known;
    }
    [$lastname, $firstname] = explode(' ', $name, 2);
    return user_create_user((object) [
        'username' => $username,
        'password' => $password,
        'firstname' => $firstname,
        'lastname' => $lastname,
        'email' => "$username@{$university['demoMailDomain']}",
        'idnumber' => $idnumber,
        'lang' => $lang,
        'auth' => 'manual',
        'confirmed' => 1,
        'mnethostid' => $CFG->mnet_localhost_id,
    ]);
}

/** Invented names for learners: the same number always gets the same name. */
function learner_name(int $number, string $lang): string {
    $names = [
        'kk' => [
            ['Әбдіғали', 'Бекенова', 'Дәулет', 'Есенжол', 'Жақсылық', 'Қайрат', 'Мейрам', 'Нұрғали', 'Сәрсен', 'Тұрар', 'Шайхы'],
            ['Айдана', 'Бауыржан', 'Гүлім', 'Дидар', 'Ернар', 'Жанель', 'Қуаныш', 'Мөлдір', 'Нұрай', 'Сұлтан', 'Томирис', 'Ұлан', 'Шыңғыс'],
        ],
        'ru' => [
            ['Беляк', 'Гриценко', 'Зайчук', 'Коваль', 'Литвин', 'Мельник', 'Остапенко', 'Рыбак', 'Савчук', 'Ткач', 'Шульга'],
            ['Алина', 'Богдан', 'Вера', 'Глеб', 'Дарья', 'Егор', 'Инна', 'Кирилл', 'Лада', 'Максим', 'Нина', 'Роман', 'Юлия'],
        ],
    ];
    [$families, $given] = $names[$lang];
    return $families[$number % count($families)] . ' ' . $given[$number % count($given)];
}

/** The course of a discipline; made where there is none. */
function course_of(array $discipline, int $category): stdClass {
    global $DB;
    $known = $DB->get_record('course', ['idnumber' => $discipline['code']]);
    [$kazakh, $russian] = $discipline['names'];
    return $known ?: create_course((object) [
        'idnumber' => $discipline['code'],
        'shortname' => $discipline['code'],
        'fullname' => $kazakh === $russian ? $kazakh : "$kazakh · $russian",
        'category' => $category,
        'startdate' => make_timestamp(2026, 9, 1),
        'enddate' => 0,
        'numsections' => 1,
        'enablecompletion' => 1,
    ]);
}

/** Enrols once; nobody who already is in the course is touched. */
function enrol(stdClass $course, int $userid, string $role): void {
    global $DB;
    static $instances = [];
    $manual = enrol_get_plugin('manual');
    $instances[$course->id] ??= $DB->get_record('enrol', ['courseid' => $course->id, 'enrol' => 'manual'])
        ?: $DB->get_record('enrol', ['id' => $manual->add_default_instance($course)]);
    if (!is_enrolled(context_course::instance($course->id), $userid)) {
        $roleid = $DB->get_field('role', 'id', ['shortname' => $role], MUST_EXIST);
        $manual->enrol_user($instances[$course->id], $userid, $roleid);
    }
}

/** The group of the course with this code; made where there is none. */
function group_in(stdClass $course, string $code): int {
    $known = groups_get_group_by_idnumber($course->id, $code);
    return (int) ($known->id ?? groups_create_group((object) ['courseid' => $course->id, 'name' => $code, 'idnumber' => $code]));
}

$category = $DB->get_field('course_categories', 'id', ['idnumber' => 'qashyq'])
    ?: core_course_category::create(['name' => 'Қашықтықтан оқыту · Дистанционное обучение', 'idnumber' => 'qashyq'])->id;

$staff = [];
foreach ($university['people'] as $person) {
    $spoken = $person['names'][array_search($person['locale'], ['kk', 'ru', 'en'])];
    $userid = user_called($person['login'], $spoken, $person['locale'], $person['staffCode'] ?? '');
    if (isset($person['staffCode'])) {
        $staff[$person['staffCode']] = $userid;
    }
    // The department's head and technician look after the plugin's own page.
    if (array_intersect(array_column($person['roles'], 0), ['dldHead', 'dldTechnician'])) {
        $manager = $DB->get_field('role', 'id', ['shortname' => 'manager'], MUST_EXIST);
        role_assign($manager, $userid, context_system::instance()->id);
    }
}

$learners = [];
$number = 0;
foreach ($university['groups'] as $group) {
    for ($i = 0; $i < $group['learners']; $i++) {
        $number++;
        $username = sprintf('learner%03d', $number);
        $idnumber = sprintf('KRU-2026-%05d', $number);
        $learners[$group['code']][] = user_called($username, learner_name($number, $group['locale']), $group['locale'], $idnumber);
    }
}

$disciplines = array_column($university['disciplines'], null, 'code');
$meetings = array_map(fn($lesson) => [$lesson['discipline'], [$lesson['teacher']], $lesson['groups']], $university['weekTimetable']);
$attestation = $university['finalAttestation'];
$meetings[] = [$attestation['discipline'], $attestation['commission'], $attestation['groups']];
foreach ($meetings as [$discipline, $teachers, $groups]) {
    $course = course_of($disciplines[$discipline], $category);
    foreach ($teachers as $code) {
        enrol($course, $staff[$code], 'editingteacher');
    }
    foreach ($groups as $code) {
        $groupid = group_in($course, $code);
        foreach ($learners[$code] as $userid) {
            enrol($course, $userid, 'student');
            groups_add_member($groupid, $userid);
        }
    }
}
// Disciplines that nobody teaches this week have their course all the same.
foreach ($disciplines as $discipline) {
    course_of($discipline, $category);
}

$courses = $DB->count_records('course', ['category' => $category]);
echo "Demo university: $courses courses, $number learners, " . count($university['people']) . " people of the staff\n";
