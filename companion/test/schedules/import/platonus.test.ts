import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { deepestJson, looksLikeJson, readJson } from '../../../src/documents/read-json.js';
import { TableFileError } from '../../../src/documents/table.js';
import { applyImport } from '../../../src/features/schedules/import/apply-import.js';
import { checkImport } from '../../../src/features/schedules/import/check-import.js';
import { insertImport } from '../../../src/features/schedules/import/import-store.js';
import { lessonsOf, type PlatonusEntry } from '../../../src/features/schedules/import/platonus-entries.js';
import { isPlatonusTimetable } from '../../../src/features/schedules/import/platonus-timetable.js';
import { listLines } from '../../../src/features/schedules/schedule-store.js';
import { header, openTestUniversity, type TestUniversity } from '../../support/university.js';

const example = readFileSync(new URL('../../../../docs/examples/platonus-timetable.json', import.meta.url), 'utf8');
type Json = Record<string, unknown>;
/** Somebody's real answers of Platonus, where there are any on this machine. */
const samples = new URL('../../../../../shared/samples/platonus/', import.meta.url);
const realFiles = existsSync(samples) ? readdirSync(samples).filter((name) => name.endsWith('.json')) : [];

describe('a timetable of Platonus', () => {
  let university: TestUniversity;
  before(async () => {
    university = await openTestUniversity();
  });
  const check = async (text: string) => {
    const target = { kind: 'lessonSchedule', header: header('F1') } as const;
    const checked = await checkImport(university.db, Buffer.from(text), target, undefined);
    if (checked.kind !== 'lessonSchedule') throw new Error('lessons became something else');
    return checked;
  };
  /** The example with one thing changed. */
  const changed = (
    change: (
      file: Json & { timetable: { days: Record<string, { lessons: Record<string, { lessons: Json[] }> }> } },
    ) => void,
  ) => {
    const file = JSON.parse(example) as Parameters<typeof change>[0];
    change(file);
    return check(JSON.stringify(file));
  };

  it('becomes lines: groups that sit together are one lesson, and so are hours that follow one another', async () => {
    const { faults, rows } = await check(example);
    expect(faults).to.deep.equal([]);
    expect(
      rows.map(({ line }) => [
        line!.weekday,
        line!.firstSlot,
        line!.lastSlot,
        line!.weeks,
        line!.disciplineCode,
        line!.lessonType,
        line!.groupCodes,
        line!.teacherCode,
        line!.roomCode,
      ]),
    ).to.deep.equal([
      [2, 1, 1, [7], 'D07', 'lecture', ['АЖ-25-11', 'ИС-25-12'], 'T06', null],
      [2, 3, 4, [7], 'D01', 'laboratory', ['АЖ-25-11'], 'T02', '1-305'],
    ]);
  });

  it('applied, it is exactly what the check showed', async () => {
    const { db, engine } = university;
    const dispatcher = await university.person('dispatcher1');
    const checked = await check(example);
    const kept = { personId: dispatcher.id, caseId: null, caseVersion: null, fileName: 'week.json', checked };
    const caseId = await applyImport(engine, dispatcher, await insertImport(db, kept, engine.now()));
    expect(await listLines(db, caseId)).to.deep.equal(checked.rows.map(({ line }) => line));
  });

  it('names a fault by its entry and field, and proposes the nearest known names', async () => {
    const { faults } = await changed(({ timetable }) => {
      timetable.days['2']!.lessons['3']!.lessons[0]!['tutorName'] = 'Жумабекоф Е.К.';
      timetable.days['2']!.lessons['4']!.lessons[0]!['auditory'] = '999';
      delete timetable.days['2']!.lessons['1']!.lessons[0]!['subjectName'];
    });
    expect(faults.map(({ column, code }) => [column, code])).to.deep.equal([
      ['timetable.days.2.lessons.1.lessons[0].subjectName', 'value_missing'],
      ['timetable.days.2.lessons.3.lessons[0].tutorName', 'teacher_unknown'],
      ['timetable.days.2.lessons.4.lessons[0].auditory', 'room_unknown'],
    ]);
    expect(faults[1]!.expected.map((each) => (each as { code: string }).code)).to.include('T02');
  });

  it('of another term or year is refused by name', async () => {
    const { faults } = await changed((file) => {
      file['selectedTerm'] = 2;
      file['selectedStudyYear'] = 2023;
    });
    expect(faults.map(({ column, code, found }) => [column, code, found])).to.deep.equal([
      ['selectedStudyYear', 'json_other_term', '2023'],
      ['selectedTerm', 'json_other_term', '2'],
    ]);
  });

  it('whose weeks are two is of odd or even weeks, and one without a list of weeks is of every week', async () => {
    const weeks = async (list: unknown, selected: unknown) => {
      const { rows } = await changed((file) => Object.assign(file, { weekList: list, selectedWeek: selected }));
      return rows[0]!.line!.weeks;
    };
    expect((await weeks([1, 2], 2)).slice(0, 3)).to.deep.equal([2, 4, 6]);
    expect((await weeks([1, 2], 1)).slice(0, 3)).to.deep.equal([1, 3, 5]);
    expect(await weeks([], 3)).to.have.length(15);
    expect(await weeks([1, 2, 3], 3)).to.deep.equal([3]);
  });

  it('several files in a list become one schedule, the weeks of a lesson joined', async () => {
    const first = JSON.parse(example) as Json;
    const { faults, rows } = await check(JSON.stringify([first, { ...first, selectedWeek: 8 }]));
    expect(faults).to.deep.equal([]);
    expect(rows.map(({ line }) => line!.weeks)).to.deep.equal([
      [7, 8],
      [7, 8],
    ]);
  });

  it('what is JSON but no timetable, broken, or deeper than any timetable, is one fault of the whole file', async () => {
    const code = async (text: string) => (await check(text)).faults.map((fault) => [fault.row, fault.code]);
    expect(await code('{"a": 1}')).to.deep.equal([[0, 'file_not_a_timetable']]);
    expect(await code('[]')).to.deep.equal([[0, 'file_not_a_timetable']]);
    expect(await code(example.slice(0, -3))).to.deep.equal([[0, 'file_broken_json']]);
    expect(await code('['.repeat(200_000))).to.deep.equal([[0, 'file_json_too_deep']]);
    expect(await code('{"timetable": {}}')).to.deep.equal([[0, 'no_rows']]);
    expect(await code('{"timetable": {"days": {"1": {"lessons": {"1": {"lessons": ["x"]}}}}}}')).to.deep.include([
      0,
      'json_shape',
    ]);
  });

  it('of any shape is read or refused, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 6 }), async (value) => {
        for (const days of [
          value,
          { '1': value },
          { '1': { lessons: value } },
          { '1': { lessons: { '1': { lessons: [value] } } } },
        ]) {
          const { faults } = await check(JSON.stringify({ timetable: { days } }));
          expect(faults.length).to.be.at.least(1);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('with more entries than a schedule can hold is refused', async () => {
    const lessons = Array.from({ length: 20_001 }, (_, index) => ({ subjectName: String(index) }));
    const { faults } = await check(JSON.stringify({ timetable: { days: { '1': { lessons: { '1': { lessons } } } } } }));
    expect(faults.map(({ code }) => code)).to.deep.equal(['file_too_many_rows']);
  });

  it(`real files are read without a crash${realFiles.length > 0 ? '' : ' (skipped: there are no .json samples on this machine)'}`, async function () {
    if (realFiles.length === 0) return this.skip();
    for (const name of realFiles)
      expect((await check(readFileSync(new URL(name, samples), 'utf8'))).rows, name).to.be.an('array');
  });
});

describe('entries of Platonus', () => {
  const entry = (given: Partial<PlatonusEntry>): PlatonusEntry => ({
    path: `e${given.hour}${given.group ?? ''}${given.weeks ?? ''}`,
    weekday: '1',
    hour: 1,
    starts: null,
    ends: null,
    weeks: '7',
    subject: 'D01',
    lessonType: 'lecture',
    group: 'G1',
    teacher: 'T01',
    place: 'online',
    ...given,
  });
  const short = (entries: PlatonusEntry[]) =>
    lessonsOf(entries).map(({ firstHour, lastHour, groups, weeks }) => [firstHour, lastHour, groups, weeks]);

  it('hours with a gap between them are two lessons', () => {
    expect(short([entry({ hour: 1 }), entry({ hour: 2 }), entry({ hour: 4 })])).to.deep.equal([
      [1, 2, ['G1'], ['7']],
      [4, 4, ['G1'], ['7']],
    ]);
  });

  it('another teacher, place, type or subject stays a lesson apart', () => {
    for (const given of [{ teacher: 'T02' }, { place: '1-305' }, { lessonType: 'lab' }, { subject: 'D02' }])
      expect(short([entry({ hour: 1 }), entry({ hour: 2, ...given })])).to.have.length(2);
  });

  it('no hour of any group is lost or added, whatever the order of the entries', () => {
    const any = fc.array(
      fc.record({
        hour: fc.integer({ min: 1, max: 6 }),
        group: fc.constantFrom('G1', 'G2'),
        weeks: fc.constantFrom('7', '8'),
        teacher: fc.constantFrom('T01', 'T02'),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(any, (given) => {
        const entries = given.map((one, at) => ({ ...entry(one), path: `e${at}` }));
        const atoms = (
          list: { hours: number[]; groups: readonly string[]; weeks: readonly string[]; teacher: string }[],
        ) =>
          new Set(
            list.flatMap(({ hours, groups, weeks, teacher }) =>
              hours.flatMap((hour) =>
                groups.flatMap((group) => weeks.map((week) => `${hour} ${group} ${week} ${teacher}`)),
              ),
            ),
          );
        const wished = atoms(
          entries.map((one) => ({ hours: [one.hour], groups: [one.group], weeks: [one.weeks], teacher: one.teacher })),
        );
        const found = atoms(
          lessonsOf(entries).map(({ firstHour, lastHour, ...rest }) => ({
            hours: Array.from({ length: lastHour - firstHour + 1 }, (_, step) => firstHour + step),
            ...rest,
          })),
        );
        expect(found).to.deep.equal(wished);
      }),
    );
  });
});

describe('JSON files', () => {
  it('are told from tables by their first bracket, also behind a byte order mark', () => {
    const is = (text: string) => looksLikeJson(Buffer.from(text));
    expect([is(' \n{"a":1}'), is('[1]'), is('﻿{}'), is('Күні;Уақыты'), is('PK'), is('')]).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('may be as deep as allowed and no deeper; brackets inside texts do not count', () => {
    const nested = (depth: number) => Buffer.from('['.repeat(depth) + ']'.repeat(depth));
    expect(readJson(nested(deepestJson))).to.be.an('array');
    expect(() => readJson(nested(deepestJson + 1))).to.throw(TableFileError);
    expect(readJson(Buffer.from(JSON.stringify({ a: '[{"'.repeat(100) })))).to.be.an('object');
  });

  it('that are lists count as timetables only when each one is', () => {
    expect(isPlatonusTimetable([{ timetable: {} }, { timetable: [] }])).to.equal(false);
    expect(isPlatonusTimetable([{ timetable: {} }])).to.equal(true);
  });
});
