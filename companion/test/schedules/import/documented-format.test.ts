/** docs/timetable-format.md and docs/examples against the code: what is promised there is understood here. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { DatedKind } from '@qashyq/shared-types';
import { holidays } from '../../../src/calendar/holidays.js';
import { isTeachingDay } from '../../../src/calendar/working-days.js';
import { terms } from '../../../src/demo/university.js';
import { readTableFile } from '../../../src/documents/table-file.js';
import { findClashes } from '../../../src/features/schedules/clashes.js';
import { columnOf } from '../../../src/features/schedules/import/columns.js';
import { lessonColumns } from '../../../src/features/schedules/import/lesson-columns.js';
import { findDatedClashes } from '../../../src/features/schedules/dated/dated-clashes.js';
import { datedPolicies } from '../../../src/features/schedules/dated/dated-policy.js';
import { datedForms } from '../../../src/features/schedules/import/dated-forms.js';
import { parseLines, parseTable } from '../../../src/features/schedules/import/parse-lines.js';
import * as vocabulary from '../../../src/features/schedules/import/vocabulary.js';
import { demoReference } from './demo-file.js';

const docs = fileURLToPath(new URL('../../../../docs/', import.meta.url));
const page = readFileSync(`${docs}timetable-format.md`, 'utf8');

/** The rows of the table below a heading of the page, without its head. */
function tableBelow(heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1));
  return rows.slice(2).map((row) => row.map((cell) => cell.trim()));
}

const listed = (...cells: string[]): string[] =>
  cells
    .join(',')
    .split(',')
    .map((word) => word.trim());

describe('the page on timetable files', () => {
  it('names the columns in the order of the code, and each heading it names is understood as its column', () => {
    const rows = tableBelow('Headings');
    expect(rows).to.have.length(lessonColumns.ids.length);
    rows.forEach(([, ...headings], index) => {
      for (const heading of listed(...headings))
        expect(columnOf(lessonColumns, heading), heading).to.equal(lessonColumns.ids[index]);
    });
  });

  it('names words that are understood, and as what it says', () => {
    const meanings: Record<string, (word: string) => unknown> = {
      weekday: vocabulary.weekdayOfWord,
      'lesson type': vocabulary.lessonTypeOfWord,
      'mode, place': vocabulary.modeOfWord,
      language: vocabulary.languageOfWord,
      weeks: vocabulary.parityOfWord,
    };
    const seen = new Map<string, unknown>();
    for (const [column, meaning, words] of tableBelow('All words')) {
      const understood = listed(words!).map((word) => [word, meanings[column!]!(word)] as const);
      const [, first] = understood[0]!;
      expect(first, meaning).not.to.equal(null);
      for (const [word, value] of understood) expect(value, word).to.equal(first);
      expect(seen.has(`${column} ${String(first)}`), `${column}: two rows mean ${String(first)}`).to.equal(false);
      seen.set(`${column} ${String(first)}`, meaning);
    }
    expect(seen.size).to.equal(7 + 4 + 3 + 3 + 3);
  });
});

describe('the page on files of exams', () => {
  const forms = {
    M: 'midtermControlSchedule',
    E: 'interimAttestationSchedule',
    F: 'finalAttestationSchedule',
  } as const;

  it('names every column of each kind, and each heading it names is understood as its column', () => {
    const named: Record<string, string[]> = { M: [], E: [], F: [] };
    for (const [, kinds, ...headings] of tableBelow('Headings of exams').filter((row) => row.length === 6))
      for (const kind of kinds!.split(' ') as (keyof typeof forms)[]) {
        const { columns } = datedForms[forms[kind]];
        const [first, ...others] = listed(...headings).map((heading) => columnOf(columns, heading));
        expect(first, `${kind} ${headings[0]}`).not.to.equal(null);
        for (const id of others) expect(id, `${kind} ${headings.join()}`).to.equal(first);
        named[kind]!.push(first!);
      }
    for (const kind of ['M', 'E', 'F'] as const)
      expect(named[kind], kind).to.have.members([...datedForms[forms[kind]].columns.ids]);
  });

  it('names words that are understood, and as what it says', () => {
    const meanings: Record<string, (word: string) => unknown> = {
      form: vocabulary.examFormOfWord,
      'kind of attestation': vocabulary.attestationOfWord,
      'video recording': vocabulary.yesOrNoOfWord,
    };
    const rows = tableBelow('All words of exams');
    for (const [column, meaning, words] of rows)
      for (const word of listed(words!)) expect(String(meanings[column!]!(word)), word).to.equal(meaning);
    expect(rows).to.have.length(5 + 2 + 2);
  });
});

describe('the example files of exams', () => {
  const rules = (kind: DatedKind, periods: readonly { startsOn: string; endsOn: string }[]) => ({
    ...datedPolicies[kind],
    periods,
    isDayOff: (date: string) => !isTeachingDay(date, { daysOff: new Set(holidays.map((holiday) => holiday.date)) }),
  });
  const [first, second] = [terms[0].periods, terms[1].periods];
  const kinds = {
    'exams-f1': ['interimAttestationSchedule', [first.session]],
    'midterm-f1': ['midtermControlSchedule', [first.midterm1, first.midterm2]],
    'final-c11': ['finalAttestationSchedule', [second.finalAttestation]],
  } as const;
  async function read(name: keyof typeof kinds, ending = '') {
    const [kind, periods] = kinds[name];
    const file = await readTableFile(readFileSync(`${docs}examples/${name}${ending}.csv`));
    const { faults, notes, rows } = parseTable(file, demoReference, datedForms[kind]);
    const lines = rows.flatMap(({ line, row }) => (line === null ? [] : [{ ...line, key: `row ${row}` }]));
    return {
      faults: faults.map(({ row, code }) => [row, code]),
      notes,
      count: rows.length,
      clashes: findDatedClashes(lines, [], rules(kind, periods)).map(({ rule, subject, lineKey, other }) => [
        rule,
        subject?.code ?? null,
        lineKey,
        other?.lineKey ?? null,
      ]),
    };
  }

  it('the exam session has an unknown room, an hour that is none, and four kinds of clashes', async () => {
    const { faults, clashes } = await read('exams-f1');
    expect(faults).to.deep.equal([
      [3, 'room_unknown'],
      [4, 'clock_unknown'],
    ]);
    expect(clashes).to.have.deep.members([
      ['tooManyExams', 'АЖ-24-11', 'row 5', 'row 7'],
      ['backToBack', 'АЖ-24-11', 'row 5', 'row 7'],
      ['consultationAfterExam', null, 'row 6', null],
      ['dayOff', null, 'row 8', null],
    ]);
  });

  it('midterm control has a form that is none, a date outside its weeks and a group in two places', async () => {
    const { faults, clashes } = await read('midterm-f1');
    expect(faults).to.deep.equal([[2, 'exam_form_unknown']]);
    expect(clashes).to.have.deep.members([
      ['outsideSession', null, 'row 4', null],
      ['group', 'ИС-25-12', 'row 3', 'row 5'],
    ]);
  });

  it('final attestation has a secretary who is chair, an answer that is none, and a date after its period', async () => {
    const { faults, clashes } = await read('final-c11');
    expect(faults).to.deep.equal([
      [2, 'secretary_is_chair'],
      [3, 'yes_or_no_unknown'],
    ]);
    expect(clashes).to.deep.equal([['outsideSession', null, 'row 4', null]]);
  });

  for (const name of ['exams-f1', 'midterm-f1', 'final-c11'] as const)
    it(`the corrected ${name} has no fault, note or clash`, async () => {
      const { count, ...found } = await read(name, '-corrected');
      expect(found).to.deep.equal({ faults: [], notes: [], clashes: [] });
      expect(count).to.be.greaterThan(2);
    });
});

describe('the example timetables', () => {
  const read = async (name: string) =>
    parseLines(await readTableFile(readFileSync(`${docs}examples/${name}`)), demoReference);
  const clashesOf = ({ rows }: Awaited<ReturnType<typeof read>>) =>
    findClashes(rows.flatMap(({ line, row }) => (line === null ? [] : [{ ...line, key: `row ${row}` }]))).map(
      ({ resource, resourceCode, lineKey, otherLineKey }) => [resource, resourceCode, lineKey, otherLineKey],
    );

  it('the first has the one fault and the two clashes of the tour', async () => {
    const file = await read('timetable-f1.csv');
    expect(file.faults.map(({ row, code, expected }) => [row, code, expected])).to.deep.equal([
      [3, 'room_unknown', ['1-305']],
    ]);
    expect(clashesOf(file)).to.have.deep.members([
      ['teacher', 'T02', 'row 6', 'row 7'],
      ['room', '1-305', 'row 8', 'row 9'],
    ]);
  });

  it('the corrected one has ten lines without fault, note or clash', async () => {
    const file = await read('timetable-f1-corrected.csv');
    expect({ faults: file.faults, notes: file.notes, clashes: clashesOf(file) }).to.deep.equal({
      faults: [],
      notes: [],
      clashes: [],
    });
    expect(file.rows).to.have.length(10);
  });
});
