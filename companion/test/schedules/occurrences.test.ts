import { expect } from 'chai';
import fc from 'fast-check';
import { holidays } from '../../src/calendar/holidays.js';
import { localDate } from '../../src/calendar/local-time.js';
import { weekdayOf } from '../../src/calendar/plain-dates.js';
import { teachingDaysOf } from '../../src/calendar/working-days.js';
import { assignOccurrences, type LessonOfLine } from '../../src/effects/event-assignment.js';
import { occurrencesOf } from '../../src/features/schedules/occurrences.js';
import { lineOf, newLine } from './arbitrary-lines.js';

const starts = ['08:30', '09:30', '10:30', '11:30', '13:00', '14:00', '15:00', '16:00'];
const term = {
  week1On: '2026-08-31',
  slots: starts.map((time, index) => ({
    no: index + 1,
    starts: time,
    ends: `${time.slice(0, 2)}:${time.endsWith('30') ? '55' : '50'}`,
  })),
  isTeachingDay: teachingDaysOf(
    { startsOn: '2026-09-01', endsOn: '2026-12-12' },
    { daysOff: new Set(holidays.map(({ date }) => date)) },
  ),
};

describe('lessons of a line', () => {
  it('a line of weeks 1 to 3 on Tuesdays gives three lessons at its time', () => {
    const lessons = occurrencesOf(lineOf({ weekday: 2, firstSlot: 1, lastSlot: 2, weeks: [3, 1, 2] }), term);
    expect(lessons).to.deep.equal([
      { week: 1, date: '2026-09-01', startsAtMs: Date.parse('2026-09-01T03:30:00Z'), durationSeconds: 5100 },
      { week: 2, date: '2026-09-08', startsAtMs: Date.parse('2026-09-08T03:30:00Z'), durationSeconds: 5100 },
      { week: 3, date: '2026-09-15', startsAtMs: Date.parse('2026-09-15T03:30:00Z'), durationSeconds: 5100 },
    ]);
  });

  it('a lesson before the term begins or on a holiday is left out', () => {
    const mondays = occurrencesOf(lineOf({ weekday: 1, weeks: [1, 2, 9] }), term);
    expect(mondays.map(({ date }) => date)).to.deep.equal(['2026-09-07']);
  });

  it('each lesson falls on its weekday and on a teaching day, each week at most once, and ends after it starts', () => {
    fc.assert(
      fc.property(newLine, (line) => {
        const lessons = occurrencesOf(line, term);
        expect(new Set(lessons.map(({ week }) => week)).size).to.equal(lessons.length);
        for (const { week, date, startsAtMs, durationSeconds } of lessons) {
          expect(line.weeks).to.include(week);
          expect(weekdayOf(date)).to.equal(line.weekday);
          expect(localDate(startsAtMs)).to.equal(date);
          expect(term.isTeachingDay(date)).to.equal(true);
          expect(durationSeconds).to.be.above(0);
        }
      }),
    );
  });

  it('a slot that the term does not have is an error, not a lesson at midnight', () => {
    expect(() => occurrencesOf(lineOf({ lastSlot: 12 }), term)).to.throw(RangeError, '12');
  });
});

type Event = LessonOfLine & { externalId: string };
const lesson = fc.record({ lineKey: fc.constantFrom('a', 'b', 'c'), week: fc.integer({ min: 1, max: 8 }) });
const lessonSet = fc.uniqueArray(lesson, { maxLength: 20, selector: ({ lineKey, week }) => `${lineKey}${week}` });
const eventSet = lessonSet.map((lessons) =>
  lessons.map((each, index): Event => ({ ...each, externalId: `e${index}` })),
);
const idMaker = (): (() => string) => {
  let made = 0;
  return () => `new${(made += 1)}`;
};

describe('calendar events of lessons', () => {
  it('no event is lost and none stands for two lessons', () => {
    fc.assert(
      fc.property(eventSet, lessonSet, (previous, wished) => {
        const { assigned, removed } = assignOccurrences(previous, wished, idMaker());
        const inUse = assigned.map(({ externalId }) => externalId);
        expect(new Set([...inUse, ...removed]).size).to.equal(inUse.length + removed.length);
        const old = previous.map(({ externalId }) => externalId);
        const kept = assigned.filter(({ created }) => !created).map(({ externalId }) => externalId);
        expect([...kept, ...removed].sort()).to.deep.equal(old.sort());
      }),
    );
  });

  it('unchanged lessons change nothing', () => {
    fc.assert(
      fc.property(eventSet, (previous) => {
        const wished = previous.map(({ lineKey, week }) => ({ lineKey, week })).reverse();
        const never = (): string => expect.fail('a new event');
        const { assigned, removed } = assignOccurrences(previous, wished, never);
        expect(removed).to.deep.equal([]);
        expect(
          new Set(assigned.map(({ lineKey, week, externalId }) => `${lineKey}${week}${externalId}`)),
        ).to.deep.equal(new Set(previous.map(({ lineKey, week, externalId }) => `${lineKey}${week}${externalId}`)));
      }),
    );
  });

  it('a lesson whose week stays keeps its event, and no event goes over to another line', () => {
    fc.assert(
      fc.property(eventSet, lessonSet, (previous, wished) => {
        const { assigned } = assignOccurrences(previous, wished, idMaker());
        for (const { lineKey, week, externalId, created } of assigned) {
          const former = previous.find((event) => event.lineKey === lineKey && event.week === week);
          if (former) expect(externalId).to.equal(former.externalId);
          if (!created) expect(previous.find((event) => event.externalId === externalId)?.lineKey).to.equal(lineKey);
        }
      }),
    );
  });

  it('no event of a line is removed while a lesson of that line gets a new one', () => {
    fc.assert(
      fc.property(eventSet, lessonSet, (previous, wished) => {
        const { assigned, removed } = assignOccurrences(previous, wished, idMaker());
        const removedFrom = new Set(
          previous.filter((event) => removed.includes(event.externalId)).map((event) => event.lineKey),
        );
        for (const { lineKey, created } of assigned) if (created) expect(removedFrom.has(lineKey)).to.equal(false);
      }),
    );
  });

  it('lessons moved to other weeks take over the freed events in the order of weeks', () => {
    const previous = [5, 2, 9].map((week) => ({ lineKey: 'a', week, externalId: `week ${week}` }));
    const wished = [9, 7, 6].map((week) => ({ lineKey: 'a', week, note: `for ${week}` }));
    expect(assignOccurrences(previous, wished, idMaker())).to.deep.equal({
      assigned: [
        { lineKey: 'a', week: 9, note: 'for 9', externalId: 'week 9', created: false },
        { lineKey: 'a', week: 7, note: 'for 7', externalId: 'week 5', created: false },
        { lineKey: 'a', week: 6, note: 'for 6', externalId: 'week 2', created: false },
      ],
      removed: [],
    });
  });
});
