<?php
/**
 * Settings of a development Moodle: our three languages, our time zone, nothing from outside. Harmless to repeat.
 *
 * Usage: php settings.php <config.php of the site>
 */

define('CLI_SCRIPT', true);
require($argv[1]);
require_once($CFG->libdir . '/filterlib.php');

// Core's language packs cannot be fetched everywhere; a stub makes a language selectable, and the plugin brings its own texts.
$languages = ['kk' => ['Қазақша', 'kk_KZ'], 'ru' => ['Русский', 'ru_RU']];
foreach ($languages as $code => [$name, $locale]) {
    $folder = "$CFG->dataroot/lang/$code";
    if (!is_file("$folder/langconfig.php")) {
        make_writable_directory($folder);
        $strings = ['thislanguage' => $name, 'parentlanguage' => '', 'locale' => "$locale.UTF-8", 'thisdirection' => 'ltr'];
        $lines = array_map(fn($key) => "\$string['$key'] = " . var_export($strings[$key], true) . ";\n", array_keys($strings));
        file_put_contents("$folder/langconfig.php", "<?php\n" . implode('', $lines));
    }
}

// Pages would ask a server on the internet for it.
filter_set_global_state('mathjaxloader', TEXTFILTER_DISABLED);

$settings = [
    'lang' => 'kk',
    'timezone' => 'Asia/Almaty',
    'country' => 'KZ',
    'guestloginbutton' => 0,
    'updateautocheck' => 0,
    'registrationpending' => 0,
    'calendar_startwday' => 1,
];
foreach ($settings as $name => $value) {
    set_config($name, $value);
}
// Hundreds of learners are enrolled at once; nobody wants a letter for each.
set_config('sendcoursewelcomemessage', 0, 'enrol_manual');

// Moodle's own tours would stand over the pages.
foreach (\tool_usertours\helper::get_tours() as $tour) {
    $tour->set_enabled(false)->persist();
}

get_string_manager()->reset_caches();
