/**
 * Packs moodle-plugin/ for Moodle: all in one folder named qashyq/, without what only the workshop needs. The same sources give the
 * same bytes: files in order, and dated by the plugin's version number instead of the clock. Prints the path of the zip.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import JSZip from 'jszip';

const root = fileURLToPath(new URL('../../', import.meta.url));
const plugin = `${root}moodle-plugin`;
const leftOut = /^(node_modules|package\.json|rollup\.config\.js|tsconfig\.json|amd\/test)(\/|$)|(^|\/)\./;

const versionFile = readFileSync(`${plugin}/version.php`, 'utf8');
const release = /\$plugin->release = '([\w.-]+)';/.exec(versionFile)?.[1];
const [, year, month, day] = /\$plugin->version = (\d{4})(\d{2})(\d{2})\d{2};/.exec(versionFile) ?? [];
if (release === undefined || year === undefined)
  throw new Error('moodle-plugin/version.php names no version and release');
const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));

/** Paths of all files below a folder that go into the package, relative to the plugin. */
function filesIn(folder) {
  return readdirSync(`${plugin}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (leftOut.test(path)) return [];
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

const zip = new JSZip();
for (const path of filesIn('').sort())
  zip.file(`qashyq/${path}`, readFileSync(`${plugin}/${path}`), { date, createFolders: false, unixPermissions: 0o644 });

const target = process.argv[2] === undefined ? `${root}var/local_qashyq-${release}.zip` : resolve(process.argv[2]);
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', platform: 'UNIX' }));
console.log(target);
