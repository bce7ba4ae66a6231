import { expect } from 'chai';
import fc from 'fast-check';
import { changesView } from '../src/view-models/changes.js';
import { applyState, chipsOf, clashRows, faultRows, noteLines } from '../src/view-models/import.js';
import { rangesText, weeksText } from '../src/view-models/schedule-lines.js';
import {
  cardsOf,
  dayList,
  readLens,
  safeLink,
  shownLines,
  weekChoices,
  weekGrid,
} from '../src/view-models/week-grid.js';
import type { LessonImport } from '@qashyq/shared-types';
import { clash, line, names, schedule, wordsOf } from './support.js';

const words = wordsOf('en');
const everything = { week: null, show: 'all' };

const anyLine = fc
  .record({
    weekday: fc.integer({ min: 1, max: 7 }),
    firstSlot: fc.integer({ min: 1, max: 10 }),
    length: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ weekday, firstSlot, length }) => line({ weekday, firstSlot, lastSlot: firstSlot + length }));

describe('the week grid', () => {
  it('shows every line in exactly one cell, and fills the table without holes or overlaps', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 25 }), (lines) => {
        const grid = weekGrid(schedule(lines), everything, words);
        const shown = grid.rows.flatMap((row) => row.cells.flatMap((cell) => cell.cards.map((card) => card.key)));
        expect([...shown].sort()).to.deep.equal(lines.map(({ key }) => key).sort());
        const slotsCovered = grid.rows.flatMap((row) => row.cells).reduce((sum, cell) => sum + cell.rows, 0);
        expect(slotsCovered).to.equal(grid.rows.length * grid.days.length);
      }),
    );
  });

  it('shows the same lines as a list', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 25 }), (lines) => {
        const listed = dayList(schedule(lines), everything, words).flatMap(({ cards }) => cards.map(({ key }) => key));
        expect([...listed].sort()).to.deep.equal(lines.map(({ key }) => key).sort());
      }),
    );
  });

  it('puts lessons that overlap into one cell over all their slots', () => {
    const grid = weekGrid(
      schedule([line({ firstSlot: 3, lastSlot: 4 }), line({ firstSlot: 4, lastSlot: 5 })]),
      everything,
      words,
    );
    const tuesday = grid.rows[0]?.cells[1];
    expect(grid.rows.map(({ no }) => no)).to.deep.equal([3, 4, 5]);
    expect(tuesday?.rows).to.equal(3);
    expect(tuesday?.cards).to.have.length(2);
  });

  it('is full from six days with lessons on', () => {
    const on = (...weekdays: number[]) => schedule(weekdays.map((weekday) => line({ weekday })));
    expect(weekGrid(on(1, 2, 3, 4, 6, 6), everything, words).full).to.equal(false);
    expect(weekGrid(on(1, 2, 3, 4, 5, 6), everything, words).full).to.equal(true);
  });

  it('dates the days of the chosen week from the Monday of week 1', () => {
    const grid = weekGrid(schedule([line({ weeks: [7] })]), { week: 7, show: 'all' }, words);
    expect(grid.days.map(({ date }) => date).slice(0, 2)).to.deep.equal(['12.10.2026', '13.10.2026']);
    expect(weekChoices(schedule([line({ weeks: [7] })]), { week: 7, show: 'all' }, words)[1]).to.deep.equal({
      value: '7',
      label: 'week 7 (12.10.2026–17.10.2026)',
      selected: true,
    });
  });

  it('names the week that is looked at, also when nothing is taught in it', () => {
    const choices = weekChoices(schedule([line({ weeks: [7, 9] })]), { week: 8, show: 'all' }, words);
    expect(choices.map(({ value, selected }) => [value, selected])).to.deep.equal([
      ['', false],
      ['7', false],
      ['8', true],
      ['9', false],
    ]);
  });

  it('looks at one group, teacher or room, and at one week', () => {
    const lines = [
      line({ groupCodes: ['G1', 'G5'] }),
      line({ roomCode: '1-305', weeks: [9] }),
      line({ teacherCode: 'T01' }),
    ];
    const shown = (show: string, week: number | null = null) =>
      shownLines(schedule(lines), { show, week }).map((each) => lines.indexOf(each));
    expect(shown('group:G1')).to.deep.equal([0]);
    expect(shown('room:1-305')).to.deep.equal([1]);
    expect(shown('teacher:T01')).to.deep.equal([2]);
    expect(shown('all', 9)).to.deep.equal([1]);
  });

  it('reads what is looked at from the address, and takes nonsense for "everything"', () => {
    expect(readLens({ week: '7', show: 'group:G1' })).to.deep.equal({ week: 7, show: 'group:G1' });
    expect(readLens({ week: '-1' })).to.deep.equal(everything);
    expect(readLens({ week: 'x' })).to.deep.equal(everything);
  });

  it('names on each card of a clash the other line and its place', () => {
    const [first, second] = [
      line({ disciplineCode: 'D01', groupCodes: ['G1'], roomCode: null, mode: 'onlineSync' }),
      line(),
    ];
    const cards = cardsOf(schedule([first, second], [clash(first, second)]), [first, second], everything, words);
    expect(cards[0]?.clashes[0]?.text).to.equal('Teacher Zhumabekov, at the same time: ICT, UA-25-22 (room 1-307)');
    expect(cards[1]?.clashes[0]?.text).to.equal(
      'Teacher Zhumabekov, at the same time: Programming, AZ-25-11 (online, live)',
    );
  });

  it('does not mark a clash in a week in which it does not happen', () => {
    const [first, second] = [line(), line()];
    const view = schedule([first, second], [clash(first, second, { weeks: [1, 2] })]);
    expect(cardsOf(view, [first], { week: 3, show: 'all' }, words)[0]?.hasClash).to.equal(false);
    expect(cardsOf(view, [first], { week: 2, show: 'all' }, words)[0]?.hasClash).to.equal(true);
  });

  it('follows only links that lead to the web', () => {
    expect(safeLink('https://meet.example/x')).to.equal('https://meet.example/x');
    expect(safeLink('javascript:alert(1)')).to.equal(null);
    expect(safeLink(null)).to.equal(null);
  });
});

describe('weeks in words', () => {
  it('keep every number and invent none', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 53 }), { minLength: 1 }), (numbers) => {
        const weeks = [...numbers].sort((a, b) => a - b);
        const read = rangesText(weeks)
          .split(', ')
          .flatMap((part) => {
            const [from = 0, to = from] = part.split('–').map(Number);
            return Array.from({ length: to - from + 1 }, (_, at) => from + at);
          });
        expect(read).to.deep.equal(weeks);
      }),
    );
  });

  it('say that every second week is odd or even', () => {
    expect(weeksText([1, 3, 5, 7], words)).to.equal('weeks 1–7, odd');
    expect(weeksText([2, 4, 6], words)).to.equal('weeks 2–6, even');
    expect(weeksText([1, 3], words)).to.equal('weeks 1, 3');
    expect(weeksText([7], words)).to.equal('week 7');
  });
});

describe('a checked file', () => {
  const [first, second] = [line(), line({ disciplineCode: 'D01' })];
  const preview: LessonImport = {
    id: 7,
    caseId: null,
    kind: 'lessonSchedule',
    header: { academicYear: '2026/27', term: 1, facultyCode: 'F1', label: '' },
    fileName: 'a.xlsx',
    state: 'checked',
    columns: ['A Day'],
    rows: [
      { row: 2, cells: ['x'], line: first, change: 'added' },
      { row: 5, cells: ['x'], line: second, change: 'changed' },
      { row: 6, cells: ['x'], line: null, change: null },
    ],
    faults: [
      { row: 6, column: 'D «Teacher»', code: 'x', found: '', message: 'No teacher.', expected: 'T02' },
      { row: 0, column: '', code: 'y', found: '', message: 'Twice.', expected: 'once' },
    ],
    notes: [{ row: 0, column: 'H «Extra»', code: 'z', found: '', message: 'Not read.', expected: '' }],
    clashes: [
      clash(first, second),
      clash(first, line(), { otherCaseId: 44, otherLine: line({ groupCodes: ['PP-25-31'] }) }),
    ],
    freePlaces: [],
    slots: schedule([]).slots,
    removed: [],
    names,
    obstacles: ['1 row has a fault.'],
    createdAt: '2026-10-09T06:05:00.000Z',
  };

  it('counts good lines, faults, clashes and what becomes of the lines; what there is none of has no chip', () => {
    expect(chipsOf(preview, words).map(({ label }) => label)).to.deep.equal([
      '2 good lines',
      '2 faults',
      '2 clashes',
      '1 added',
      '1 changed',
    ]);
  });

  it('names the row of both lines of a clash, or the other schedule', () => {
    const [inside, outside] = clashRows(preview, words);
    expect([inside?.row, inside?.otherRow]).to.deep.equal(['Row 2', 'Row 5']);
    expect(outside?.otherRow).to.equal(null);
    expect(outside?.other).to.equal('a line of another schedule: ICT, PP-25-31 (room 1-307)');
    expect(outside?.href).to.equal('#/cases/44');
  });

  it('tells of an exam or a consultation that it is one', () => {
    const other = { otherCaseId: 44, otherLine: line({ groupCodes: ['PP-25-31'] }) };
    const told = (['exam', 'consultation'] as const).map((otherWhat) => {
      const clashes = [clash(first, line(), { ...other, otherWhat })];
      return clashRows({ ...preview, clashes }, words)[0]!.other;
    });
    expect(told).to.deep.equal([
      'a line of another schedule: exam, ICT, PP-25-31 (room 1-307)',
      'a line of another schedule: consultation, ICT, PP-25-31 (room 1-307)',
    ]);
  });

  it('says where a fault is: a cell, a row, or the whole file', () => {
    expect(faultRows(preview, words).map(({ row, column, found }) => [row, column, found])).to.deep.equal([
      ['6', 'D «Teacher»', 'empty'],
      ['whole file', '', ''],
    ]);
  });

  it('says what is worth knowing and where, without calling it a fault', () => {
    expect(noteLines(preview, words)).to.deep.equal(['H «Extra» · Not read.']);
  });

  it('can be applied only when it was just checked and nothing stands against it; otherwise it says why', () => {
    expect(applyState(preview, words)).to.deep.equal({ possible: false, reasons: ['1 row has a fault.'] });
    expect(applyState({ ...preview, obstacles: [] }, words).possible).to.equal(true);
    for (const state of ['applied', 'stale'] as const) {
      const answer = applyState({ ...preview, obstacles: [], state }, words);
      expect(answer.possible).to.equal(false);
      expect(answer.reasons).to.have.length(1);
    }
  });
});

describe('changes between editions', () => {
  it('show both values of each changed field, and the counts', () => {
    const before = line();
    const view = changesView(
      {
        caseId: 42,
        fromEdition: 1,
        toEdition: 2,
        names,
        slots: [],
        counts: { added: 1, removed: 0, changed: 1, unchanged: 9 },
        changes: [
          {
            lineKey: before.key,
            kind: 'changed',
            before,
            after: { ...before, roomCode: null, weeks: [1] },
            fields: ['weeks', 'roomCode'],
          },
          { lineKey: 'b', kind: 'added', before: null, after: line(), fields: [] },
        ],
      },
      words,
    );
    expect(view.counts.map(({ label }) => label)).to.deep.equal(['1 changed', '1 added', '0 removed', '9 unchanged']);
    expect(view.sections.map(({ code }) => code)).to.deep.equal(['changed', 'added']);
    expect(view.sections[0]?.lines[0]?.fields).to.deep.equal([
      { field: 'Weeks', before: '1–3', after: '1' },
      { field: 'Room', before: '1-307', after: 'none' },
    ]);
  });
});
