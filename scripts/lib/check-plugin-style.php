<?php
/**
 * Checks of the plugin's sources that need nothing but PHP: what Moodle's reviewers ask of every file. Prints each finding; ends with 1 if there is any.
 *
 * Usage: php check-plugin-style.php <folder of the plugin>
 */

$plugin = rtrim($argv[1], '/');
$findings = [];

/** Remembers a finding about a file, given by its path inside the plugin. */
function found(string $path, string $what): void {
    global $findings;
    $findings[] = "$path: $what";
}

/** Paths of all files with this ending, relative to the plugin. */
function files(string $ending): array {
    global $plugin;
    $all = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($plugin, FilesystemIterator::SKIP_DOTS));
    $paths = [];
    foreach ($all as $file) {
        $path = substr($file->getPathname(), strlen($plugin) + 1);
        if (str_ends_with($path, $ending) && !str_contains("/$path", '/node_modules/')) {
            $paths[] = $path;
        }
    }
    sort($paths);
    return $paths;
}

foreach (files('.php') as $path) {
    $source = file_get_contents("$plugin/$path");
    $lines = explode("\n", $source);
    if (!str_starts_with($source, "<?php\n//")) {
        found($path, 'does not begin with <?php and the licence');
    }
    if (!str_contains($source, 'GNU General Public License as published by')) {
        found($path, 'has no licence text');
    }
    foreach (['@package    local_qashyq', '@copyright  ', '@license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later'] as $tag) {
        if (!str_contains($source, $tag)) {
            found($path, "has no «{$tag}»");
        }
    }
    if (!str_ends_with($source, "\n") || str_ends_with($source, "\n\n")) {
        found($path, 'does not end with just one line end');
    }
    if (str_contains($source, "?>\n") && str_ends_with(trim($source), '?>')) {
        found($path, 'has a closing ?>');
    }
    $islang = str_starts_with($path, 'lang/');
    foreach ($lines as $number => $line) {
        $at = $path . ':' . ($number + 1);
        if (preg_match('/\s$/', $line)) {
            found($at, 'blank at the end of the line');
        }
        if (str_contains($line, "\t")) {
            found($at, 'tab');
        }
        if (!$islang && mb_strlen($line) > 132) {
            found($at, 'longer than 132 letters');
        }
    }
    if (str_starts_with($path, 'classes/')) {
        $folders = explode('/', substr($path, strlen('classes/'), -strlen('.php')));
        $class = array_pop($folders);
        $namespace = implode('\\', ['local_qashyq', ...$folders]);
        if (!str_contains($source, "\nnamespace $namespace;\n")) {
            found($path, "is not in namespace $namespace, so Moodle will not find it");
        }
        if (!preg_match("/\n(abstract |final |readonly )*(class|interface|trait|enum) {$class}\b/", $source)) {
            found($path, "does not define $class, so Moodle will not find it");
        }
    } else if (!$islang && preg_match('/\n\$(plugin|capabilities|functions|observers|callbacks|messageproviders|tasks)\b/', $source)
            && !str_contains($source, "defined('MOODLE_INTERNAL') || die();")) {
        found($path, 'can be called from outside: MOODLE_INTERNAL is not asked for');
    }
}

foreach (files('.mustache') as $path) {
    $source = file_get_contents("$plugin/$path");
    $name = 'local_qashyq/' . substr($path, strlen('templates/'), -strlen('.mustache'));
    if (!str_contains($source, "@template $name")) {
        found($path, "has no «@template {$name}»");
    }
    if (!preg_match('/Example context \(json\):\s*(\{.*\})\s*\}\}/sU', $source, $example)) {
        found($path, 'has no example context');
    } else if (json_decode($example[1]) === null) {
        found($path, 'has an example context that is no JSON: ' . json_last_error_msg());
    }
}

foreach (files('.xml') as $path) {
    $document = new SimpleXMLElement(file_get_contents("$plugin/$path"));
    foreach ($document->xpath('//TABLE') as $table) {
        if (!str_starts_with((string) $table['NAME'], 'local_qashyq')) {
            found($path, "table {$table['NAME']} has not the plugin's name in front");
        }
        if (strlen((string) $table['NAME']) > 53) {
            found($path, "table {$table['NAME']} has more than 53 letters");
        }
    }
}

foreach (files('local_qashyq.php') as $path) {
    preg_match_all("/^\\\$string\['([^']+)'\]/m", file_get_contents("$plugin/$path"), $keys);
    $sorted = $keys[1];
    sort($sorted, SORT_STRING);
    if ($sorted !== $keys[1]) {
        found($path, 'texts are not in the order of their keys');
    }
    if (count(array_unique($keys[1])) !== count($keys[1])) {
        found($path, 'a text stands twice');
    }
}

echo $findings === [] ? "Style of the plugin: nothing found\n" : implode("\n", $findings) . "\n";
exit($findings === [] ? 0 : 1);
