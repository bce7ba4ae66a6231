import type { NewScheduleLine } from '@qashyq/shared-types';
import { scheduleLineSchema } from '@qashyq/shared-types';
import { expect } from 'chai';
import fc from 'fast-check';
import { weekTimetable } from '../../../src/demo/university.js';
import { findClashes } from '../../../src/features/schedules/clashes.js';
import { parseLines } from '../../../src/features/schedules/import/parse-lines.js';
import { demoReference, demoRows } from './demo-file.js';
import { codes, goodRow, readRow, reference, ruHeadings, tableOf, throughWorkbook } from './reference.js';

const goodLine: NewScheduleLine = {
  weekday: 1,
  firstSlot: 1,
  lastSlot: 2,
  weeks: Array.from({ length: 15 }, (_, index) => index + 1),
  disciplineCode: 'D09',
  lessonType: 'lecture',
  groupCodes: ['ИС-25-12'],
  teacherCode: 'T01',
  mode: 'campus',
  roomCode: '1-212',
  link: null,
  language: null,
  remark: null,
  clashReason: null,
};
const lineOfRow = (changes: Record<string, string> = {}) => {
  const { rows, faults } = readRow(changes);
  expect(faults).to.deep.equal([]);
  return rows[0]?.line;
};

describe('a row of a timetable', () => {
  it('is read as a line, with its cells as found', () => {
    const { columns, rows, faults, notes } = readRow();
    expect(rows).to.deep.equal([{ row: 2, cells: goodRow, line: goodLine }]);
    expect({ columns, faults, notes }).to.deep.equal({ columns: ruHeadings, faults: [], notes: [] });
  });

  it('fits the contract of a line', () => {
    const line = { ...lineOfRow(), key: '00000000-0000-4000-8000-000000000001' };
    expect(scheduleLineSchema.safeParse(line).success).to.equal(true);
  });

  it('may name several groups for a joint lesson, however they are separated', () => {
    for (const text of [
      'АЖ-25-11, ИС-25-12',
      'АЖ-25-11+ИС-25-12',
      'АЖ-25-11 / ИС-25-12',
      'АЖ-25-11;ИС-25-12;',
      'АЖ-25-11 ИС-25-12',
      'АЖ-25-11 және ИС-25-12',
      'АЖ-25-11\nИС-25-12, АЖ-25-11',
    ])
      expect(lineOfRow({ Группа: text })?.groupCodes, text).to.deep.equal(['АЖ-25-11', 'ИС-25-12']);
    expect(lineOfRow({ Группа: 'пп 1/2' })?.groupCodes).to.deep.equal(['ПП 1/2']);
  });

  it('online: the place says it, in any language, or the mode, or the link alone', () => {
    const online = { mode: 'onlineSync', roomCode: null };
    for (const Место of ['онлайн', 'Online', 'желіде', 'дистанционно', 'онлайн (Zoom)'])
      expect(lineOfRow({ Место }), Место).to.include({ ...online, link: null });
    expect(lineOfRow({ Место: '', 'Форма проведения': 'асинхронно' })).to.include({
      mode: 'onlineAsync',
      roomCode: null,
    });
    expect(lineOfRow({ Место: 'онлайн', 'Форма проведения': 'асинхронно' })).to.include({ mode: 'onlineAsync' });
    expect(lineOfRow({ Место: 'https://meet.example/1' })).to.include({ ...online, link: 'https://meet.example/1' });
    expect(lineOfRow({ Место: '', Ссылка: 'https://meet.example/2' })).to.include({
      ...online,
      link: 'https://meet.example/2',
    });
  });

  it('a room may be called a room', () => {
    for (const Место of ['1-212', 'ауд. 1-212', 'каб 1-212', 'Room 1–212'])
      expect(lineOfRow({ Место })?.roomCode, Место).to.equal('1-212');
  });

  it('optional columns: language, remark, reason of an accepted clash', () => {
    expect(lineOfRow({ Язык: 'рус', Примечание: 'поток', 'Причина накладки': 'общая лекция' })).to.include({
      language: 'ru',
      remark: 'поток',
      clashReason: 'общая лекция',
    });
  });

  it('a date stands for weekday and week, also where the weekday is expected', () => {
    const { 'День недели': _, ...rest } = Object.fromEntries(
      ruHeadings.map((heading, index) => [heading, goodRow[index]!]),
    );
    const dated = { ...rest, Недели: '', Дата: '12.10.2026' };
    const { rows } = parseLines(tableOf(Object.keys(dated), Object.values(dated)), reference);
    expect(rows[0]?.line)
      .to.include({ weekday: 1 })
      .and.to.deep.include({ weeks: [7] });
    expect(lineOfRow({ 'День недели': '13.10.2026', Недели: '7' }))
      .to.include({ weekday: 2 })
      .and.to.deep.include({ weeks: [7] });
  });

  it('times stand for slots', () => {
    expect(lineOfRow({ Пара: '', Время: '08:30–10:20' })).to.include({ firstSlot: 1, lastSlot: 2 });
    expect(lineOfRow({ Пара: '1-2', Время: '8:30-10:20' })).to.include({ firstSlot: 1, lastSlot: 2 });
  });
});

describe('a fault of a row', () => {
  const cases: [changes: Record<string, string>, code: string, column: string, expected?: unknown][] = [
    [{ 'День недели': 'понеделник' }, 'weekday_unknown', 'A «День недели»'],
    [{ 'День недели': 'воскресенье' }, 'weekday_no_lessons', 'A «День недели»'],
    [{ 'День недели': '' }, 'value_missing', 'A «День недели»'],
    [{ Пара: '7' }, 'slots_not_in_day', 'B «Пара»', ['1-4']],
    [{ Пара: '2026-02-01' }, 'became_date', 'B «Пара»', ['1-2']],
    [{ Пара: '1', Время: '09:30-10:20' }, 'slots_other_time', 'I «Время»', ['08:30-09:20']],
    [{ Недели: '1-18' }, 'weeks_outside_term', 'C «Недели»', ['1-15']],
    [{ Дисциплина: 'Физкультура' }, 'discipline_unknown', 'D «Дисциплина»'],
    [{ Дисциплина: 'Этика' }, 'discipline_ambiguous', 'D «Дисциплина»'],
    [{ 'Вид занятия': 'вебинар' }, 'lesson_type_unknown', 'E «Вид занятия»'],
    [{ Группа: 'ИС-25-12, АЖ-25-1' }, 'group_unknown', 'F «Группа»', ['АЖ-25-11']],
    [
      { Преподаватель: 'Ким Е.А.' },
      'teacher_ambiguous',
      'G «Преподаватель»',
      [
        { code: 'T12', name: reference.teachers[2]!.name },
        { code: 'T13', name: reference.teachers[3]!.name },
      ],
    ],
    [{ Преподаватель: 'Никто Н.Н.' }, 'teacher_unknown', 'G «Преподаватель»'],
    [{ Место: '1-213' }, 'room_unknown', 'H «Место»', ['1-212']],
    [{ Место: '2026-12-02' }, 'became_date', 'H «Место»'],
    [{ Место: '' }, 'place_missing', 'H «Место»'],
    [{ Место: '', 'Форма проведения': 'очно' }, 'campus_needs_room', 'H «Место»'],
    [{ 'Форма проведения': 'онлайн' }, 'online_needs_no_room', 'H «Место»'],
    [
      { Место: 'онлайн', 'Форма проведения': 'очно' },
      'place_contradicts_mode',
      'H «Место»',
      [{ textKey: 'mode_campus' }],
    ],
    [{ 'Форма проведения': 'телепатия' }, 'mode_unknown', 'I «Форма проведения»'],
    [{ Ссылка: 'javascript:alert(1)' }, 'link_not_web', 'I «Ссылка»'],
    [{ Ссылка: `https://a.kz/${'x'.repeat(500)}` }, 'too_long', 'I «Ссылка»'],
    [{ Примечание: 'x'.repeat(501) }, 'too_long', 'I «Примечание»'],
    [{ Язык: 'эльфийский' }, 'language_unknown', 'I «Язык»'],
    [{ Дата: '14.02.2027' }, 'date_outside_term', 'I «Дата»'],
    [{ Дата: '31.08.2026' }, 'date_outside_term', 'I «Дата»'],
    [{ Дата: 'завтра' }, 'date_unknown', 'I «Дата»'],
    [{ Дата: '18.10.2026' }, 'weekday_no_lessons', 'I «Дата»'],
    [{ Дата: '13.10.2026', Недели: '7' }, 'date_other_weekday', 'A «День недели»', [{ textKey: 'weekday_2' }]],
    [{ Дата: '12.10.2026' }, 'date_other_weeks', 'C «Недели»', ['7']],
  ];
  for (const [changes, code, column, expected] of cases)
    it(`${JSON.stringify(changes).slice(0, 60)} is ${code} at ${column}`, () => {
      const file = readRow(changes);
      expect(codes(file)).to.deep.equal([code]);
      expect(file.faults[0]).to.include({ row: 2, column });
      if (expected) expect(file.faults[0]?.expected).to.deep.equal(expected);
      expect(file.rows[0]?.line).to.equal(null);
    });

  it('does not hide the others: all faults of a row are told at once', () => {
    const file = readRow({
      'День недели': 'x',
      Пара: 'x',
      Недели: 'x',
      Дисциплина: 'x',
      'Вид занятия': 'x',
      Группа: 'x',
      Преподаватель: 'x',
      Место: 'x',
      Язык: 'x',
    });
    expect(codes(file)).to.deep.equal([
      'weekday_unknown',
      'weeks_unknown',
      'slots_unknown',
      'discipline_unknown',
      'lesson_type_unknown',
      'group_unknown',
      'teacher_unknown',
      'room_unknown',
      'language_unknown',
    ]);
  });

  it('a row said twice names its first place, whatever its remark and the order of its groups', () => {
    const rows = [
      [...ruHeadings, 'Примечание'],
      [...goodRow.with(5, 'АЖ-25-11, ИС-25-12'), ''],
      [...goodRow.with(0, 'вт'), ''],
      [...goodRow.with(5, 'ИС-25-12, АЖ-25-11'), 'again'],
    ];
    const { faults, rows: read } = parseLines(tableOf(...rows), reference);
    expect(faults).to.deep.equal([
      { row: 4, column: '', code: 'duplicate_row', found: '', params: { other: 2 }, expected: [] },
    ]);
    expect(read.map(({ line }) => line !== null)).to.deep.equal([true, true, false]);
  });

  it('a cell with an error or an uncalculated formula is named, where its column matters', async () => {
    const table = await throughWorkbook((sheet) => {
      sheet.addRows([
        [...ruHeadings, 'Ведомость'],
        [...goodRow, ''],
      ]);
      sheet.getCell('D2').value = { formula: 'VLOOKUP(1,X,1)', result: { error: '#N/A' } } as never;
      sheet.getCell('F2').value = { formula: 'A1&B1' };
      sheet.getCell('I2').value = { error: '#REF!' } as never;
    });
    const { faults } = parseLines(table, reference);
    expect(faults.map(({ code, column, found }) => [code, column, found])).to.deep.equal([
      ['cell_error_value', 'D «Дисциплина»', '#N/A'],
      ['cell_formula_without_value', 'F «Группа»', '=A1&B1'],
    ]);
  });
});

describe('a timetable file', () => {
  it('headings are known in three languages and in any order, a title may stand above them', () => {
    const kk = [
      'Топ',
      'Оқытушы',
      'Апта күні',
      'Апталар',
      'Сабақ уақыты',
      'Пән',
      'Сабақ түрі',
      'Аудитория немесе желіде',
    ];
    const kkRow = ['ИС-25-12', 'T01', 'дс', 'барлығы', '1-2', 'физика', 'дәріс', '1-212'];
    const en = ['Group', 'Teacher', 'Weekday', 'Weeks', 'Slot', 'Discipline', 'Lesson type', 'Room or online'];
    const enRow = ['ИС-25-12', 'T01', 'Mon', 'all', '1-2', 'Physics', 'lec', '1-212'];
    for (const rows of [
      [kk, kkRow],
      [en, enRow],
      [['Кесте 2026/27'], [''], kk.map((text) => `${text.toUpperCase()} *`), kkRow],
    ]) {
      const file = parseLines(tableOf(...rows), reference);
      expect(file.faults).to.deep.equal([]);
      expect(file.rows.map(({ line }) => line)).to.deep.equal([goodLine]);
    }
  });

  it('a missing column is told once for the file, not once for each row', () => {
    const without = (heading: string) => {
      const at = ruHeadings.indexOf(heading);
      return parseLines(
        tableOf(ruHeadings.toSpliced(at, 1), goodRow.toSpliced(at, 1), goodRow.toSpliced(at, 1)),
        reference,
      );
    };
    for (const heading of ruHeadings) {
      const file = without(heading);
      expect(
        codes(file).filter((code) => code === 'column_missing'),
        heading,
      ).to.have.length(1);
      expect(
        file.faults.every(({ row, code }) => (row === 0) === (code === 'column_missing')),
        heading,
      ).to.equal(true);
      expect(
        file.rows.every(({ line }) => line === null),
        heading,
      ).to.equal(true);
    }
    expect(without('Преподаватель').faults[0]?.expected).to.deep.equal([{ textKey: 'column_teacher' }]);
  });

  it('an unknown column is noted and not read, a column given twice is a fault', () => {
    const file = parseLines(tableOf([...ruHeadings, 'Ведомость', 'группы'], [...goodRow, 'x', 'АЖ-25-11']), reference);
    expect(file.notes.map(({ code, column }) => [code, column])).to.deep.equal([
      ['note_column_ignored', 'I «Ведомость»'],
    ]);
    expect(file.faults.map(({ code, column, params }) => [code, column, params])).to.deep.equal([
      ['column_twice', 'J «группы»', { other: 'F «Группа»' }],
    ]);
  });

  it('without headings or without rows it is refused as a whole', () => {
    expect(codes(parseLines(tableOf(goodRow, goodRow), reference))).to.deep.equal(['no_heading_row']);
    expect(codes(parseLines(tableOf(ruHeadings), reference))).to.deep.equal(['no_rows']);
    expect(codes(parseLines(tableOf(), reference))).to.deep.equal(['no_heading_row']);
  });

  it('empty rows are skipped and row numbers stay those of the spreadsheet', () => {
    const file = parseLines(
      tableOf(ruHeadings, [''], goodRow, [''], [''], goodRow.with(0, 'вт').with(1, '9')),
      reference,
    );
    expect(file.rows.map(({ row }) => row)).to.deep.equal([3, 6]);
    expect(file.faults.map(({ row }) => row)).to.deep.equal([6]);
  });

  it('weekdays merged over their rows count for each of them, and make no row of blank ones', async () => {
    const table = await throughWorkbook((sheet) => {
      sheet.addRows([ruHeadings, goodRow, ['', ...goodRow.slice(1).with(0, '3-4')], ['', '', '', '', '', '', '', '']]);
      sheet.mergeCells('A2:A4');
    });
    const { rows, faults } = parseLines(table, reference);
    expect(faults).to.deep.equal([]);
    expect(rows.map(({ line }) => [line?.weekday, line?.firstSlot])).to.deep.equal([
      [1, 1],
      [1, 3],
    ]);
  });

  it('look-alike letters are told once for each text', () => {
    const mixed = goodRow.with(5, 'AЖ-25-11');
    const { notes, rows } = parseLines(tableOf(ruHeadings, mixed, mixed.with(0, 'вт')), reference);
    expect(rows.map(({ line }) => line?.groupCodes)).to.deep.equal([['АЖ-25-11'], ['АЖ-25-11']]);
    expect(notes.map(({ code, row, found, params }) => [code, row, found, params])).to.deep.equal([
      ['note_lookalike_letters', 2, 'AЖ-25-11', { code: 'АЖ-25-11' }],
    ]);
  });

  it('any cells at all lead to lines or faults: a row without a line has a fault, a row with a line has none', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(...goodRow, '', 'онлайн', '2026-02-01', '1.2', 'x;y', '__proto__'),
    );
    const headings = [...ruHeadings, 'Дата', 'Время', 'Форма проведения', 'Ссылка', 'Язык'];
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 13, maxLength: 13 }), { maxLength: 6 }), (rows) => {
        const file = parseLines(tableOf(headings, ...rows), reference);
        const faulty = new Set(file.faults.map(({ row }) => row));
        for (const { row, line } of file.rows) {
          expect(faulty.has(row)).to.equal(line === null);
          if (line)
            expect(
              scheduleLineSchema.safeParse({ ...line, key: '00000000-0000-4000-8000-000000000001' }).success,
            ).to.equal(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of 20,000 rows of faults each is named', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) =>
      goodRow.with(3, `Предмет ${index}`).with(6, `Кто-то ${index}`),
    );
    expect(parseLines(tableOf(ruHeadings, ...rows), reference).faults).to.have.length(40_000);
  });
});

describe('the demo timetable', () => {
  it('goes through a workbook whole, and has just the two clashes that were put into it', async () => {
    const table = await throughWorkbook((sheet) => sheet.addRows(demoRows));
    const { rows, faults, notes } = parseLines(table, demoReference);
    expect({ faults, notes }).to.deep.equal({ faults: [], notes: [] });
    expect(rows).to.have.length(weekTimetable.length);
    const lines = rows.map(({ line, row }) => ({ ...line!, key: `row ${row}` }));
    expect(
      findClashes(lines).map(({ resource, resourceCode, weekday }) => [resource, resourceCode, weekday]),
    ).to.deep.equal([
      ['teacher', 'T02', 2],
      ['room', '1-212', 4],
    ]);
  });
});
