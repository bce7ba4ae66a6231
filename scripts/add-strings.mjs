#!/usr/bin/env node
/**
 * Adds or changes texts in all three language files at once, sorted as Moodle's coding style wants them.
 * Reads `{"key": {"kk": "…", "ru": "…", "en": "…"}}` from standard input. Refuses a key that misses a language.
 */
import { readFileSync, renameSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const languages = ['kk', 'ru', 'en'];
const additions = JSON.parse(readFileSync(0, 'utf8'));
for (const [key, texts] of Object.entries(additions)) {
  if (!/^[a-z][a-z0-9_:]*$/.test(key)) throw new Error(`not a string key: ${key}`);
  for (const language of languages) if (typeof texts[language] !== 'string') throw new Error(`${key}: no ${language}`);
}

const header = (language) => {
  const names = { kk: 'Kazakh', ru: 'Russian', en: 'English' };
  return `<?php
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

/**
 * Texts of Qashyq in ${names[language]}: of the plugin, of the portal, of mails and of printed forms.
 *
 * @package    local_qashyq
 * @copyright  2026 The Qashyq developers
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 */

defined('MOODLE_INTERNAL') || die();

`;
};

for (const language of languages) {
  const file = fileURLToPath(new URL(`../moodle-plugin/lang/${language}/local_qashyq.php`, import.meta.url));
  const present = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const texts = new Map(
    [...present.matchAll(/^\$string\['([^']+)'\] = '((?:[^'\\]|\\.)*)';$/gms)].map(([, key, quoted]) => [key, quoted]),
  );
  for (const [key, added] of Object.entries(additions))
    texts.set(key, added[language].replace(/\\/g, '\\\\').replace(/'/g, "\\'"));
  const lines = [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, quoted]) => `$string['${key}'] = '${quoted}';\n`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, header(language) + lines.join(''));
  renameSync(`${file}.new`, file);
}
