import type { ScheduleLine } from '@qashyq/shared-types';
import { expect } from 'chai';
import fc from 'fast-check';
import { dateInWeek } from '../../src/calendar/academic-weeks.js';
import { findClashes, indexLines, type PlacedLine } from '../../src/features/schedules/clashes.js';
import { findFreePlaces, type Place, type PlaceReference } from '../../src/features/schedules/free-places.js';
import { keyNo, lineOf, newLine } from './arbitrary-lines.js';

const week1On = '2026-08-31';
const slots = Array.from({ length: 7 }, (_, index) => ({ no: index + 1, starts: `${8 + index}:30`, ends: '' }));
const rooms = [
  { code: '2-104', seats: 40 },
  { code: '1-212', seats: 20 },
  { code: '1-307', seats: 30 },
  { code: '3-001', seats: null },
];
const learners = new Map([
  ['G1', 12],
  ['G2', 12],
  ['G3', 12],
]);

function referenceWith(daysOff: readonly string[] = []): PlaceReference {
  const isTeachingDay = (date: string) => !daysOff.includes(date);
  return { calendar: { week1On, slots, isTeachingDay }, rooms, learners };
}

/** The rule word for word: every time of the week, every room, weighed one by one. */
function bruteForce(line: ScheduleLine, lines: readonly PlacedLine[], reference: PlaceReference): Place[] {
  const { isTeachingDay } = reference.calendar;
  const others = lines.filter(({ key }) => key !== line.key).map((other) => ({ ...other, caseId: 7 }));
  const lessons = (weekday: number) =>
    line.weeks.filter((week) => isTeachingDay(dateInWeek(week1On, week, weekday))).length;
  const needed = line.groupCodes.reduce((sum, code) => sum + (learners.get(code) ?? 0), 0);
  const bySize = rooms.filter(({ seats }) => seats !== null && seats >= needed).sort((a, b) => a.seats! - b.seats!);
  const places: (Place & { away: [number, number] })[] = [];
  for (let weekday = 1; weekday <= 6; weekday += 1)
    for (let firstSlot = 1; firstSlot + line.lastSlot - line.firstSlot <= slots.length; firstSlot += 1) {
      const time = { weekday, firstSlot, lastSlot: firstSlot + line.lastSlot - line.firstSlot };
      const choices = line.roomCode === null ? [null] : [line.roomCode, ...bySize.map(({ code }) => code)];
      const roomCode = choices.find(
        (room) => findClashes([{ ...line, ...time, roomCode: room }, ...others]).length === 0,
      );
      const stays = weekday === line.weekday && firstSlot === line.firstSlot && roomCode === line.roomCode;
      if (roomCode === undefined || stays || lessons(weekday) < lessons(line.weekday)) continue;
      places.push({
        ...time,
        roomCode,
        away: [Math.abs(weekday - line.weekday), Math.abs(firstSlot - line.firstSlot)],
      });
    }
  return places
    .sort((a, b) => a.away[0] - b.away[0] || a.away[1] - b.away[1])
    .map(({ away: _away, ...place }) => place);
}

const world = fc.record({
  lines: fc.array(fc.tuple(newLine, fc.constantFrom(undefined, 7)), { minLength: 1, maxLength: 25 }).map((all) =>
    all.map(([line, caseId], at): PlacedLine => ({
      ...line,
      key: keyNo(at),
      // The first one is ours: it is the one asked about.
      ...(caseId === undefined || at === 0 ? {} : { caseId }),
    })),
  ),
  daysOff: fc.array(
    fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
      .map(([week, weekday]) => dateInWeek(week1On, week, weekday)),
    { maxLength: 6 },
  ),
});

describe('free places of a line', () => {
  it('are exactly those of the definition, the nearest first, over any timetable and any days off', () => {
    fc.assert(
      fc.property(world, ({ lines, daysOff }) => {
        const reference = referenceWith(daysOff);
        const line = lines[0]!;
        const found = findFreePlaces(line, indexLines(lines), reference, Infinity);
        expect(found).to.deep.equal(bruteForce(line, lines, reference));
        expect(findFreePlaces(line, indexLines(lines), reference)).to.deep.equal(found.slice(0, 3));
      }),
      { numRuns: 400 },
    );
  });

  it('never clash, and lose no lesson to a day off', () => {
    fc.assert(
      fc.property(world, ({ lines, daysOff }) => {
        const reference = referenceWith(daysOff);
        const [line, ...others] = lines;
        for (const place of findFreePlaces(line!, indexLines(lines), reference)) {
          const moved = { ...line!, ...place };
          const clashes = findClashes([{ ...moved, key: 'moved' }, ...others.map((each) => ({ ...each, caseId: 9 }))]);
          expect(clashes.filter(({ lineKey }) => lineKey === 'moved')).to.deep.equal([]);
          const held = (weekday: number) =>
            line!.weeks.filter((week) => !daysOff.includes(dateInWeek(week1On, week, weekday))).length;
          expect(held(place.weekday)).to.be.at.least(held(line!.weekday));
        }
      }),
    );
  });

  const other = lineOf({ key: keyNo(2), groupCodes: ['G2'], teacherCode: 'T02', mode: 'campus', roomCode: '1-212' });

  it('where only the room is taken, the first one is the smallest free room with a seat for everybody, at the same time', () => {
    const line = lineOf({ groupCodes: ['G1', 'G3'], mode: 'campus', roomCode: '1-212' });
    const [first] = findFreePlaces(line, indexLines([line, other]), referenceWith());
    expect(first).to.deep.equal({ weekday: 1, firstSlot: 1, lastSlot: 2, roomCode: '1-307' });
  });

  it('where the teacher is taken, the room stays and the nearest hour of the day comes first', () => {
    const line = lineOf({ groupCodes: ['G1'], teacherCode: 'T02', mode: 'campus', roomCode: '2-104' });
    const found = findFreePlaces(line, indexLines([line, other]), referenceWith());
    expect(found[0]).to.deep.equal({ weekday: 1, firstSlot: 3, lastSlot: 4, roomCode: '2-104' });
  });

  it('a week in which the hour is taken is enough to pass it over', () => {
    const busy = lineOf({ key: keyNo(3), weekday: 1, firstSlot: 3, lastSlot: 7, weeks: [3], groupCodes: ['G1'] });
    const line = lineOf({ groupCodes: ['G1'], teacherCode: 'T02' });
    const [first] = findFreePlaces(line, indexLines([line, other, busy]), referenceWith());
    expect(first).to.include({ weekday: 2, firstSlot: 1 });
  });

  it('a line that already stands free is not told to stay where it is', () => {
    const line = lineOf();
    expect(findFreePlaces(line, indexLines([line]), referenceWith())[0]).to.include({ weekday: 1, firstSlot: 2 });
  });

  it('where every hour is taken there is none', () => {
    const line = lineOf();
    const full = [1, 2, 3, 4, 5, 6].map((weekday) =>
      lineOf({ key: keyNo(10 + weekday), weekday, firstSlot: 1, lastSlot: 7 }),
    );
    expect(findFreePlaces(line, indexLines([line, ...full]), referenceWith())).to.deep.equal([]);
  });
});
