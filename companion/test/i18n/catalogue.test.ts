/** Facts about the one catalogue of texts: complete in all three languages, no text missing that is asked for, none that nobody asks for. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import {
  applicationReasons,
  appointmentTypes,
  attestationTypes,
  caseActions,
  caseKinds,
  caseStates,
  datedClashRules,
  datedLineFields,
  deliveryModes,
  effectKinds,
  effectStates,
  examForms,
  lessonTypes,
  locales,
  noticeKinds,
  roles,
  scheduleKinds,
  scheduleLineFields,
  seatStates,
  tabs,
  trainingPages,
} from '@qashyq/shared-types';
import { errorStatuses } from '../../src/errors.js';
import { loadCatalogue } from '../../src/i18n/catalogue.js';

const catalogue = loadCatalogue();
const keys = Object.keys(catalogue.texts('kk'));
const pluralForms = ['one', 'few', 'many', 'other'];
/** Bases of keys that come in forms for numbers, e.g. `rows` of `rows_one` … `rows_other`. */
const pluralFamilies = keys.filter((key) => key.endsWith('_many')).map((key) => key.slice(0, -'_many'.length));
const pluralKeys = new Set(pluralFamilies.flatMap((family) => pluralForms.map((form) => `${family}_${form}`)));

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\$a(->\w+)?\}/g) ?? [])].sort();
}

describe('the catalogue of texts', () => {
  it('has the same keys in every language', () => {
    for (const locale of locales)
      expect(Object.keys(catalogue.texts(locale)).sort(), locale).to.deep.equal([...keys].sort());
  });

  it('has no empty text and none with blanks at its ends', () => {
    for (const locale of locales)
      for (const [key, text] of Object.entries(catalogue.texts(locale)))
        expect(text.trim(), `${locale} ${key}`).to.equal(text).and.not.equal('');
  });

  it('has the same placeholders in every language and form; «one» may leave its number unsaid where it means 1 alone', () => {
    for (const key of keys) {
      const [, family, form] = pluralKeys.has(key) ? key.match(/^(.+)_(\w+)$/)! : [];
      const wanted = placeholders(catalogue.text('kk', family === undefined ? key : `${family}_other`));
      for (const locale of locales) {
        const found = placeholders(catalogue.text(locale, key));
        // The Russian «one» is also said of 21 and 31.
        if (form === 'one' && locale !== 'ru') expect(wanted, `${locale} ${key}`).to.include.members(found);
        else expect(found, `${locale} ${key}`).to.deep.equal(wanted);
      }
    }
  });

  it('uses placeholders either as one value or by name, never both in one text', () => {
    for (const locale of locales)
      for (const [key, text] of Object.entries(catalogue.texts(locale))) {
        const found = placeholders(text);
        if (found.includes('{$a}')) expect(found, `${locale} ${key}`).to.deep.equal(['{$a}']);
      }
  });

  it('gives every number its form: a family with one form has all that its languages need', () => {
    const families = new Set(pluralFamilies);
    for (const key of keys) {
      const family = key.match(/^(.+)_(one|few|many)$/)?.[1];
      if (family !== undefined) families.add(family);
    }
    for (const family of families)
      for (const locale of locales)
        for (const count of [0, 1, 2, 5, 11, 21, 22, 25, 100, 101, 1.5])
          expect(() => catalogue.plural(locale, family, count), `${locale} ${family} ${count}`).not.to.throw();
  });

  describe('has a text for every code of the contract', () => {
    const weekdays = ['1', '2', '3', '4', '5', '6', '7'];
    const families: [prefix: string, codes: readonly string[]][] = [
      ['state_', caseStates],
      ['seatstate_', seatStates],
      ['action_', caseActions],
      ['role_', roles],
      ['kind_', caseKinds],
      ['lessontype_', lessonTypes],
      ['examform_', examForms],
      ['attestation_', attestationTypes],
      ['title_', scheduleKinds],
      ['import_template_file_', scheduleKinds],
      ['datedclash_', datedClashRules],
      ['datedfield_', datedLineFields],
      ['appointment_', appointmentTypes],
      ['mode_', deliveryModes],
      ['effect_', effectKinds],
      ['effectstate_', effectStates],
      ['error_', Object.keys(errorStatuses)],
      ['weekday_', weekdays],
      ['weekday_short_', weekdays],
      ['field_', scheduleLineFields],
      ['tab_', tabs],
      ['noticekind_', noticeKinds],
      // Nobody gives the role of a learner.
      ['rolemay_', roles.filter((role) => role !== 'learner')],
      ['training_reason_', applicationReasons],
      ['training_page_', trainingPages],
      ['notice_', noticeKinds.flatMap((kind) => [`${kind}_subject`, `${kind}_text`])],
    ];
    for (const [prefix, codes] of families)
      it(`${prefix}…`, () => {
        const wanted = codes.map((code) => prefix + code.toLowerCase().replaceAll('-', '_'));
        expect(wanted.filter((key) => !catalogue.has(key))).to.deep.equal([]);
      });
  });

  describe('and the sources', () => {
    const sources = readSources();

    it('have every text that is asked for by name', () => {
      const missing: string[] = [];
      for (const { path, text } of sources)
        for (const key of keysAskedFor(path, text))
          if (!catalogue.has(key) && !catalogue.has(`${key}_other`)) missing.push(`${path}: ${key}`);
      expect(missing).to.deep.equal([]);
    });

    it('ask for every text there is', () => {
      const words = new Set<string>();
      const prefixes = new Set<string>();
      for (const { text } of sources) {
        for (const [word] of text.matchAll(/[a-z][a-z0-9_]*(:[a-z0-9_:]+)?/g)) words.add(word);
        // A text made from a code: `state_${code}` in TypeScript, 'reason_' . $code or "reason_{$code}" in PHP.
        for (const [, prefix] of text.matchAll(/`([a-z][a-z0-9_]*_)\$\{/g)) prefixes.add(prefix!);
        for (const [, prefix] of text.matchAll(/'([a-z][a-z0-9_]*_)' \. \$/g)) prefixes.add(prefix!);
        for (const [, prefix] of text.matchAll(/"([a-z][a-z0-9_]*_)\{\$/g)) prefixes.add(prefix!);
      }
      const unused = keys.filter((key) => {
        const base = key.replace(/_(one|few|many|other)$/, '');
        if (words.has(key) || (pluralKeys.has(key) && words.has(base))) return false;
        if ([...prefixes].some((prefix) => key.startsWith(prefix))) return false;
        return !askedForByMoodle(key);
      });
      expect(unused).to.deep.equal([]);
    });
  });
});

/** Texts that Moodle itself asks for by a name it makes up: the plugin's name, its capabilities and message providers. */
function askedForByMoodle(key: string): boolean {
  return /^(pluginname|qashyq:\w+|messageprovider:\w+)$/.test(key);
}

/** The files that show texts: screens, pages, plugin and service. */
function readSources(): { path: string; text: string }[] {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const rooms = ['companion/src', 'companion/views', 'shared-types/src', 'moodle-plugin'];
  const skipped = /(^|\/)(node_modules|dist|lang|tests?|amd\/build)\//;
  const paths = rooms.flatMap((room) =>
    readdirSync(root + room, { recursive: true, encoding: 'utf8' })
      .map((name) => `${room}/${name}`)
      .filter((path) => /\.(ts|js|php|mustache|hbs)$/.test(path) && !skipped.test(path)),
  );
  return paths.map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));
}

/** Keys written out at the places that ask for a text. */
function keysAskedFor(path: string, text: string): string[] {
  const calls: RegExp[] = path.endsWith('.mustache')
    ? [/\{\{#str\}\}\s*(\w+)\s*,\s*local_qashyq/g]
    : path.endsWith('.hbs')
      ? [/[{(]\s*text '([^']+)'/g]
      : path.endsWith('.php')
        ? [/(?:get_string|lang_string)\(\s*'([^']+)',\s*'local_qashyq'/g]
        : [
            /\bcatalogue\.(?:text|plural)\(\s*[\w.]+,\s*'([^']+)'/g,
            /\bcatalogue\.named\(\s*'([^']+)'/g,
            /\bwords\.(?:t|count)\(\s*'([^']+)'/g,
          ];
  return calls.flatMap((call) => [...text.matchAll(call)].map(([, key]) => key!));
}
