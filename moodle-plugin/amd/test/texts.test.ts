import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import mustache from 'mustache';
import { pluralForms, pluralKeys, textKeys } from '../src/text-keys.js';
import { certificatePluralKeys, certificateTextKeys } from '../src/training/certificate-text-keys.js';
import { officePluralKeys, officeTextKeys } from '../src/training/office-text-keys.js';
import { planningPluralKeys, planningTextKeys } from '../src/training/planning-text-keys.js';
import { trainingPluralKeys, trainingTextKeys } from '../src/training/text-keys.js';
import { textsOf, wordsOf } from './support.js';

describe('the texts of the screens', () => {
  for (const locale of ['kk', 'ru', 'en'] as const)
    it(`stand in the catalogue, with the forms that numbers need: ${locale}`, () => {
      const texts = textsOf(locale);
      const plurals = [
        ...pluralKeys,
        ...trainingPluralKeys,
        ...planningPluralKeys,
        ...officePluralKeys,
        ...certificatePluralKeys,
      ];
      const wanted = [
        ...textKeys,
        ...trainingTextKeys,
        ...planningTextKeys,
        ...officeTextKeys,
        ...certificateTextKeys,
        ...plurals.flatMap((key) => pluralForms.map((form) => `${key}_${form}`)),
      ];
      expect(wanted.filter((key) => !texts.has(key))).to.deep.equal([]);
    });

  it('take the form of the number in each language', () => {
    const said = (locale: 'kk' | 'ru' | 'en') => [1, 3, 5, 21].map((count) => wordsOf(locale).count('lines', count));
    expect(said('ru')).to.deep.equal(['1 строка', '3 строки', '5 строк', '21 строка']);
    expect(said('en')).to.deep.equal(['1 line', '3 lines', '5 lines', '21 lines']);
    expect(said('kk')).to.deep.equal(['1 жол', '3 жол', '5 жол', '21 жол']);
  });

  it('fill values as they are, also such as look like placeholders', () => {
    expect(wordsOf('en').t('clash_teacher', '$& {$a}')).to.equal('Teacher $& {$a}');
    expect(wordsOf('en').t('pager_of', { first: 1, last: 20, total: 42 })).to.equal('1–20 of 42');
  });
});

describe('the templates', () => {
  const folder = new URL('../../templates/', import.meta.url);
  const templates = Object.fromEntries(
    readdirSync(folder).map((file) => [
      `local_qashyq/${file.replace(/\.mustache$/, '')}`,
      readFileSync(new URL(file, folder), 'utf8'),
    ]),
  );
  for (const [name, text] of Object.entries(templates))
    it(`${name} draws its own example, and so escapes what people wrote`, () => {
      expect(text).to.include(`@template ${name}`);
      expect(text, 'no unescaped values').not.to.match(/\{\{\{|\{\{&/);
      const example = JSON.parse(/Example context \(json\):\s*([\s\S]*?)\n\}\}/.exec(text)?.[1] ?? '') as object;
      const html = mustache.render(text, { ...example, str: () => (key: string) => key }, (partial) => {
        const found = templates[partial];
        if (found === undefined) throw new Error(`${name} includes ${partial}, which is not there`);
        return found;
      });
      expect(html.trim()).not.to.equal('');
      expect(html, 'what a comment that ended too early leaves').not.to.match(/^\s*\}\}/m);
      // Two braces within a comment end it.
      expect(text.replace(/\{\{![\s\S]*?\}\}/g, '')).not.to.match(/^\s*\}\}/m);
    });
});
