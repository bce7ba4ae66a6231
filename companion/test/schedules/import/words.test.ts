import { deliveryModes, lessonTypes, locales } from '@qashyq/shared-types';
import { expect } from 'chai';
import { columnOf } from '../../../src/features/schedules/import/columns.js';
import { lessonColumns } from '../../../src/features/schedules/import/lesson-columns.js';
import { faultCodes, findingOfFile, noteCodes, toImportFault } from '../../../src/features/schedules/import/faults.js';
import {
  isExampleRemark,
  languageOfWord,
  lessonTypeOfWord,
  modeOfWord,
  parityOfWord,
  weekdayOfWord,
} from '../../../src/features/schedules/import/vocabulary.js';
import { TableFileError } from '../../../src/documents/table.js';
import { loadCatalogue } from '../../../src/i18n/catalogue.js';

const catalogue = loadCatalogue();

for (const locale of locales)
  describe(`the service understands the words it shows itself (${locale})`, () => {
    const text = (key: string): string => catalogue.text(locale, key);

    it('headings of the template', () => {
      for (const id of lessonColumns.ids) expect(columnOf(lessonColumns, text(`column_${id}`)), id).to.equal(id);
    });

    it('weekdays, in full and short', () => {
      for (const no of [1, 2, 3, 4, 5, 6, 7]) {
        expect(weekdayOfWord(text(`weekday_${no}`))).to.equal(no);
        expect(weekdayOfWord(text(`weekday_short_${no}`))).to.equal(no);
      }
    });

    it('lesson types, modes and languages, and their codes', () => {
      for (const type of lessonTypes)
        for (const word of [type, text(`lessontype_${type.toLowerCase()}`)])
          expect(lessonTypeOfWord(word), word).to.equal(type);
      for (const mode of deliveryModes)
        for (const word of [mode, text(`mode_${mode.toLowerCase()}`)]) expect(modeOfWord(word), word).to.equal(mode);
      for (const language of locales)
        for (const word of [language, text(`language_${language}`)])
          expect(languageOfWord(word), word).to.equal(language);
    });

    it('the mark of the example row', () => {
      expect(isExampleRemark(text('template_example_remark'))).to.equal(true);
      expect(isExampleRemark('пример')).to.equal(false);
    });

    it('every finding has its text, with nothing left unsaid', () => {
      const params = { value: 'x', limit: 5, other: 7, first: 'a', last: 'b', date: 'c', code: 'd' };
      for (const code of [...faultCodes, ...noteCodes]) {
        const { message } = toImportFault(
          { row: 2, column: 'A «x»', code, found: 'y', params, expected: [] },
          locale,
          catalogue,
        );
        expect(message, code).not.to.match(/\{\$a/);
      }
    });
  });

describe('the words of people', () => {
  it('short and long forms, any case, dots and ё', () => {
    expect(['Пн', 'пон.', 'СР', 'Дс.', 'tue'].map(weekdayOfWord)).to.deep.equal([1, 1, 3, 1, 2]);
    expect(['Лек.', 'сем', 'зерт.', 'лаб. раб.', 'СРСП', 'БОӨЖ'].map(lessonTypeOfWord)).to.deep.equal([
      'lecture',
      'practical',
      'laboratory',
      null,
      'supervisedIndependentWork',
      'supervisedIndependentWork',
    ]);
    expect(['нечётные', 'НЕЧЕТНЫЕ', 'тақ', 'even', 'все', 'иногда'].map(parityOfWord)).to.deep.equal([
      'odd',
      'odd',
      'odd',
      'even',
      'all',
      null,
    ]);
  });

  it('words of the prototype of objects are no words', () => {
    for (const word of ['constructor', '__proto__', 'toString']) {
      expect(weekdayOfWord(word)).to.equal(null);
      expect(columnOf(lessonColumns, word)).to.equal(null);
    }
  });
});

describe('a finding in words', () => {
  it('names what would be right in the language of the reader', () => {
    const finding = {
      row: 4,
      column: 'G «Оқытушы»',
      code: 'teacher_ambiguous' as const,
      found: 'Ким Е.',
      params: { value: 'Ким Е.' },
      expected: [
        'T99',
        { textKey: 'weekday_1' },
        { code: 'T12', name: { kk: 'Ким Елена', ru: 'Ким Елена Анатольевна', en: 'Kim Yelena' } },
      ],
    };
    expect(toImportFault(finding, 'ru', catalogue)).to.deep.equal({
      row: 4,
      column: 'G «Оқытушы»',
      code: 'teacher_ambiguous',
      found: 'Ким Е.',
      message: '«Ким Е.» подходит нескольким преподавателям. Укажите табельный номер.',
      expected: 'T99, Понедельник, T12 (Ким Елена Анатольевна)',
    });
  });

  it('a file that cannot be read is a finding about the whole file', () => {
    const error = new TableFileError('file_too_many_rows', { limit: 20_000 });
    expect(toImportFault(findingOfFile(error), 'en', catalogue)).to.include({
      row: 0,
      code: 'file_too_many_rows',
      message: 'The file has more than 20000 rows. Split it.',
    });
  });
});
