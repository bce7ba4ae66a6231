import { expect } from 'chai';
import fc from 'fast-check';
import type { ReplacementKind, ReplacedLesson, ScheduleLine, WishedLesson } from '@qashyq/shared-types';
import { dateInWeek } from '../../../src/calendar/academic-weeks.js';
import { forceChanges } from '../../../src/features/schedules/replacements/force-changes.js';
import { heldLines, stillHolds } from '../../../src/features/schedules/replacements/held-lines.js';
import {
  lessonName,
  plannedLessons,
  replacementMistakes,
  type PlannedLine,
  type ReplacementReference,
} from '../../../src/features/schedules/replacements/replacement-rules.js';
import { tryReplacement, type HeldTerm } from '../../../src/features/schedules/replacements/replacement-state.js';
import type { ReplacementInForce } from '../../../src/features/schedules/replacements/replacement-store.js';
import { keyedLines, keyNo, lineOf } from '../arbitrary-lines.js';

const week1On = '2026-08-31';
const today = '2026-09-01';

const reference = (lines: readonly PlannedLine[], given: Partial<ReplacementReference> = {}): ReplacementReference => ({
  lines: new Map(lines.map((line) => [line.key, line])),
  week1On,
  isTeachingDay: (date) => date !== '2026-09-09',
  slotNos: new Set([1, 2, 3, 4, 5, 6, 7]),
  teachers: new Set(['T01', 'T02', 'T03', 'T04']),
  rooms: new Set(['1-212', '2-104']),
  today,
  taken: new Set(),
  standing: new Map(),
  ...given,
});

const asPlanned = (line: ScheduleLine, week: number): WishedLesson => ({
  lineKey: line.key,
  week,
  toOn: dateInWeek(week1On, week, line.weekday),
  firstSlot: line.firstSlot,
  lastSlot: line.lastSlot,
  mode: line.mode,
  roomCode: line.roomCode,
  teacherCode: line.teacherCode,
});

const swapOf = (one: WishedLesson, other: WishedLesson, rooms: boolean): WishedLesson[] =>
  [
    [one, other],
    [other, one],
  ].map(([mine, theirs]) => ({
    ...theirs!,
    lineKey: mine!.lineKey,
    week: mine!.week,
    teacherCode: mine!.teacherCode,
    mode: (rooms ? theirs! : mine!).mode,
    roomCode: (rooms ? theirs! : mine!).roomCode,
  }));

describe('what a replacement must be', () => {
  const one = { ...lineOf({ key: keyNo(1), weekday: 2, weeks: [1, 2] }), caseId: 7 };
  const other = {
    ...lineOf({ key: keyNo(2), weekday: 4, firstSlot: 3, lastSlot: 4, teacherCode: 'T02', roomCode: '1-212' }),
    mode: 'campus' as const,
    caseId: 8,
  };
  const known = reference([one, other]);
  const lesson = asPlanned(one, 1);
  const pair = (rooms: boolean) => swapOf(asPlanned(one, 1), asPlanned(other, 1), rooms);
  const mistakes = (kind: ReplacementKind, lessons: WishedLesson[], given = known) =>
    replacementMistakes({ kind, lessons }, given);

  it('each kind changes what its name says and nothing else', () => {
    expect(mistakes('substitution', [{ ...lesson, teacherCode: 'T02' }])).to.deep.equal([]);
    expect(mistakes('substitution', [lesson])).to.deep.equal(['substitution']);
    expect(mistakes('substitution', [{ ...lesson, teacherCode: 'T02', toOn: '2026-09-03' }])).to.deep.equal([
      'substitution',
    ]);
    expect(mistakes('move', [{ ...lesson, toOn: '2026-09-03' }])).to.deep.equal([]);
    expect(mistakes('move', [lesson])).to.deep.equal(['move']);
    expect(mistakes('move', [{ ...lesson, toOn: '2026-09-03', teacherCode: 'T02' }])).to.deep.equal(['move']);
  });

  it('a swap is of two lessons, each at the time of the other, both with or both without their rooms', () => {
    expect(mistakes('swap', pair(true))).to.deep.equal([]);
    expect(mistakes('swap', pair(false))).to.deep.equal([]);
    const [mine, theirs] = pair(true);
    expect(mistakes('swap', [mine!])).to.deep.equal(['swap']);
    expect(mistakes('swap', [mine!, asPlanned(other, 1)])).to.deep.equal(['swap']);
    expect(mistakes('swap', [mine!, pair(false)[1]!])).to.deep.equal(['swap']);
    expect(mistakes('swap', [mine!, { ...theirs!, teacherCode: 'T04' }])).to.deep.equal(['swap']);
    expect(mistakes('swap', [asPlanned(one, 1), asPlanned(other, 1)])).to.deep.equal(['swap']);
  });

  it('an exchange is of two lessons of two teachers, each held by the other where it is planned', () => {
    const exchanged = [
      { ...asPlanned(one, 1), teacherCode: other.teacherCode },
      { ...asPlanned(other, 1), teacherCode: one.teacherCode },
    ];
    const [mine, theirs] = exchanged;
    expect(mistakes('exchange', exchanged)).to.deep.equal([]);
    expect(mistakes('exchange', [mine!])).to.deep.equal(['exchange']);
    expect(mistakes('exchange', [mine!, asPlanned(other, 1)])).to.deep.equal(['exchange']);
    expect(mistakes('exchange', [mine!, { ...theirs!, roomCode: '1-305' }])).to.include('exchange');
    expect(mistakes('exchange', [mine!, { ...theirs!, toOn: '2026-09-04' }])).to.include('exchange');
    const ofOne = { ...other, teacherCode: one.teacherCode };
    const same = [asPlanned(one, 1), asPlanned(ofOne, 1)];
    expect(mistakes('exchange', same, reference([one, ofOne]))).to.deep.equal(['exchange']);
  });

  it('a lesson keeps its length, whatever else changes', () => {
    expect(mistakes('move', [{ ...lesson, firstSlot: 3, lastSlot: 3 }])).to.deep.equal(['length']);
    const long = { ...other, lastSlot: 5 };
    const swapped = swapOf(asPlanned(one, 1), asPlanned(long, 1), false);
    expect(mistakes('swap', swapped, reference([one, long]))).to.deep.equal(['length']);
  });

  it('only lessons that exist, once, and still to come, on days that are taught, in rooms and by teachers that are known', () => {
    const substituted = { ...lesson, teacherCode: 'T02' };
    expect(mistakes('substitution', [{ ...substituted, week: 9 }])).to.deep.equal(['unknown']);
    expect(mistakes('substitution', [substituted, substituted])).to.deep.equal(['twice']);
    expect(mistakes('substitution', [substituted], { ...known, today: '2026-09-02' })).to.deep.equal(['over']);
    expect(mistakes('substitution', [{ ...substituted, teacherCode: 'T99' }])).to.deep.equal(['teacher']);
    expect(mistakes('move', [{ ...lesson, toOn: '2026-09-09' }])).to.deep.equal(['dayoff']);
    expect(mistakes('move', [{ ...lesson, toOn: '2026-09-06' }])).to.deep.equal(['dayoff']);
    expect(mistakes('move', [{ ...lesson, firstSlot: 8, lastSlot: 9 }])).to.deep.equal(['slots']);
    expect(mistakes('move', [{ ...lesson, mode: 'campus', roomCode: '9-999' }])).to.deep.equal(['room']);
    const taken = new Set([lessonName(lesson)]);
    expect(mistakes('substitution', [substituted], { ...known, taken })).to.deep.equal(['taken']);
  });

  it('a lesson that stands moved to a later day may be moved again although its planned day is over', () => {
    const moved = [{ ...lesson, toOn: '2026-09-05' }];
    const later = { ...known, today: '2026-09-03' };
    expect(mistakes('move', moved, later)).to.deep.equal(['over']);
    const standing = new Map([[lessonName(lesson), '2026-09-04']]);
    expect(mistakes('move', moved, { ...later, standing })).to.deep.equal([]);
  });
});

describe('what is held with replacements', () => {
  const line = lineOf({ key: keyNo(1), weekday: 2, weeks: [1, 2] });
  const replaced = { ...asPlanned(line, 2), teacherCode: 'T02', key: keyNo(9), scheduleCaseId: 7, line };

  it('a replaced lesson leaves its line and stands as a line of one week', () => {
    const held = heldLines([line], [replaced], week1On);
    expect(held.map(({ line: { weeks, teacherCode, key } }) => [weeks, teacherCode, key])).to.deep.equal([
      [[1], 'T01', keyNo(1)],
      [[2], 'T02', keyNo(9)],
    ]);
    expect(heldLines([{ ...line, weeks: [1] }], [replaced], week1On)).to.have.length(1);
  });

  it('holds while its line stays as it was, whatever is remarked on it', () => {
    expect(stillHolds({ ...line, remark: 'other', weeks: [2] }, replaced)).to.equal(true);
    const changes = [{ teacherCode: 'T09' }, { weekday: 1 }, { weeks: [1] }, { firstSlot: 2 }, { roomCode: '1-305' }];
    for (const change of changes)
      expect(stillHolds({ ...line, ...change }, replaced), JSON.stringify(change)).to.equal(false);
  });
});

/** A term of a few crowded lines in which two lessons change places. */
const swapInTerm = fc
  .record({
    lines: keyedLines(12).filter((lines) => lines.length >= 2),
    first: fc.nat(),
    second: fc.nat(),
    weeks: fc.tuple(fc.nat(), fc.nat()),
    rooms: fc.boolean(),
  })
  .map(({ lines, first, second, weeks, rooms }) => {
    const planned = lines.map((line, at): PlannedLine => ({ ...line, caseId: at % 2 }));
    const one = planned[first % planned.length]!;
    const other = planned.filter((line) => line !== one)[second % (planned.length - 1)]!;
    const weekOf = (line: ScheduleLine, at: number) => line.weeks[at % line.weeks.length]!;
    const wished = swapOf(asPlanned(one, weekOf(one, weeks[0])), asPlanned(other, weekOf(other, weeks[1])), rooms);
    const lessons = plannedLessons(wished, reference(planned), ({ lineKey }) => lineKey.replace('0000-4', '0009-4'));
    const held: HeldTerm = {
      academicYear: '2026/27',
      term: 1,
      endsOn: '2026-12-12',
      calendar: { week1On, slots: [], isTeachingDay: () => true },
      planned,
      replacements: [],
      exams: [],
    };
    return { planned, lessons, held };
  });

interface Meeting {
  subject: string;
  keys: string;
}

/** Every pair of lessons that meet in somebody or something, hour by hour. */
function meetings(lines: readonly ScheduleLine[]): Meeting[] {
  const found = new Map<string, Meeting>();
  const subjects = (line: ScheduleLine) => [
    `teacher ${line.teacherCode}`,
    ...line.groupCodes.map((code) => `group ${code}`),
    ...(line.roomCode === null ? [] : [`room ${line.roomCode}`]),
  ];
  for (const one of lines)
    for (const other of lines) {
      const isTogether =
        one.key < other.key &&
        one.weekday === other.weekday &&
        one.weeks.some((week) => other.weeks.includes(week)) &&
        one.firstSlot <= other.lastSlot &&
        other.firstSlot <= one.lastSlot;
      if (!isTogether) continue;
      for (const subject of subjects(one).filter((each) => subjects(other).includes(each)))
        found.set(`${subject} ${one.key} ${other.key}`, { subject, keys: `${one.key} ${other.key}` });
    }
  return [...found.values()];
}

describe('a swap in a crowded term', () => {
  it('creates no clash that its check does not report, and excuses none that nobody has accepted', () => {
    fc.assert(
      fc.property(swapInTerm, ({ planned, lessons, held }) => {
        const ours = new Set(lessons.map(({ key }) => key));
        const { clashes } = tryReplacement(held, lessons, null);
        const reported = new Set(
          clashes.map(({ resource, resourceCode, lineKey, otherLineKey }) =>
            [resource, resourceCode, ...[lineKey, otherLineKey].sort()].join(' '),
          ),
        );
        const after = heldLines(planned, lessons, week1On).map(({ line }) => line);
        const expected = meetings(after)
          .filter(({ keys }) => keys.split(' ').some((key) => ours.has(key)))
          .map(({ subject, keys }) => `${subject} ${keys}`);
        expect([...reported].sort()).to.deep.equal(expected.sort());
        const before = new Set(meetings(planned).map(({ subject, keys }) => `${subject} ${keys}`));
        const plannedKey = new Map(lessons.map(({ key, lineKey }) => [key, lineKey]));
        for (const { acceptedReason, resource, resourceCode, lineKey, otherLineKey } of clashes) {
          if (acceptedReason === null) continue;
          const pair = [lineKey, otherLineKey].map((key) => plannedKey.get(key) ?? key).sort();
          expect(before.has([resource, resourceCode, ...pair].join(' '))).to.equal(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is whole: every lesson of the term is held once, before and after', () => {
    fc.assert(
      fc.property(swapInTerm, ({ planned, lessons }) => {
        const count = (lines: readonly ScheduleLine[]) => lines.reduce((sum, { weeks }) => sum + weeks.length, 0);
        expect(count(heldLines(planned, lessons, week1On).map(({ line }) => line))).to.equal(count(planned));
      }),
    );
  });
});

describe('a replacement coming into force', () => {
  const inForce = (
    lessons: readonly ReplacedLesson[],
    kind: ReplacementInForce['kind'] = 'move',
  ): ReplacementInForce[] =>
    lessons.map((lesson, id) => ({ ...lesson, id, caseId: 1, kind, reason: 'reason', inForceSince: 0 }));
  const anyLessons = fc
    .uniqueArray(fc.record({ week: fc.integer({ min: 1, max: 5 }), later: fc.integer({ min: 0, max: 3 }) }), {
      selector: ({ week }) => week,
    })
    .map((all) =>
      all.map(({ week, later }): ReplacedLesson => {
        const line = lineOf({ weekday: 1, weeks: [1, 2, 3, 4, 5] });
        const toOn = dateInWeek(week1On, week, 1 + later);
        const on = dateInWeek(week1On, week, 1);
        return { ...asPlanned(line, week), toOn, key: keyNo(week), scheduleCaseId: 7, on, line };
      }),
    );
  const anyDay = fc.integer({ min: 0, max: 40 }).map((days) => dateInWeek(week1On, 1, 1 + days));

  it('applied twice is applied once, and what is over stays as it was held', () => {
    fc.assert(
      fc.property(anyLessons, anyLessons, anyDay, (former, wished, day) => {
        const present = inForce(former);
        const { gone, added } = forceChanges(present, wished, day);
        const after = [...present.filter((one) => !gone.includes(one)), ...inForce(added)];
        const again = forceChanges(after, wished, day);
        expect([again.gone, again.added]).to.deep.equal([[], []]);
        for (const one of present) if (one.toOn < day) expect(after).to.include(one);
        const names = after.map(lessonName);
        expect(new Set(names).size).to.equal(names.length);
      }),
    );
  });

  it('is too late where a lesson would go back to a day that is over, or half of a swap has been held', () => {
    const line = lineOf({ key: keyNo(1), weekday: 1, weeks: [2] });
    const moved = {
      ...asPlanned(line, 2),
      toOn: '2026-09-11',
      key: keyNo(9),
      scheduleCaseId: 7,
      on: '2026-09-07',
      line,
    };
    expect(forceChanges(inForce([moved]), [], '2026-09-07').isTooLate).to.equal(false);
    expect(forceChanges(inForce([moved]), [], '2026-09-08').isTooLate).to.equal(true);
    expect(forceChanges(inForce([moved]), [{ ...moved, toOn: '2026-09-12' }], '2026-09-08').isTooLate).to.equal(false);
    const partner = { ...moved, lineKey: keyNo(2), key: keyNo(8), on: '2026-09-11', toOn: '2026-09-07' };
    expect(forceChanges(inForce([moved, partner], 'swap'), [], '2026-09-07').isTooLate).to.equal(false);
    expect(forceChanges(inForce([moved, partner], 'swap'), [], '2026-09-08').isTooLate).to.equal(true);
  });
});
