import { expect } from 'chai';
import fc from 'fast-check';
import { holidays } from '../../src/calendar/holidays.js';
import { addDays, weekdayOf } from '../../src/calendar/plain-dates.js';
import {
  addWorkingDays,
  dueAt,
  isTeachingDay,
  isWorkingDay,
  localToInstant,
  teachingDaysOf,
  workingDaysBetween,
} from '../../src/calendar/working-days.js';

const calendar = { daysOff: new Set(holidays.map(({ date }) => date)) };
const date2026or27 = fc.integer({ min: 0, max: 729 }).map((days) => addDays('2026-01-01', days));
const count = fc.integer({ min: 0, max: 60 });

describe('holidays of 2026 and 2027', () => {
  it('each date stands once and has its name in three languages', () => {
    expect(new Set(holidays.map(({ date }) => date)).size).to.equal(holidays.length);
    for (const { nameKk, nameRu, nameEn } of holidays) expect([nameKk, nameRu, nameEn]).not.to.include('');
  });

  it('31 August 2026 is a working day: Constitution Day has moved to 15 March, from 2027', () => {
    expect(isWorkingDay('2026-08-31', calendar)).to.equal(true);
    expect(isWorkingDay('2027-03-15', calendar)).to.equal(false);
  });

  it('a public holiday on a weekend moves its rest to the next day that is free for it, a religious one does not', () => {
    const taken = new Set(holidays.filter(({ kind }) => kind !== 'moved').map(({ date }) => date));
    const expected: string[] = [];
    for (const { date } of holidays.filter(({ kind, date }) => kind === 'public' && weekdayOf(date) > 5)) {
      let day = date;
      while (weekdayOf(day) > 5 || taken.has(day)) day = addDays(day, 1);
      taken.add(day);
      expected.push(day);
    }
    // 2 January 2027 is a Saturday, so its rest moves too; New Year 2027 itself is a Friday.
    expect(holidays.filter(({ kind }) => kind === 'moved').map(({ date }) => date)).to.deep.equal(expected);
  });
});

describe('working days', () => {
  const vectors: [from: string, days: number, due: string][] = [
    ['2026-10-23', 3, '2026-10-29'],
    ['2026-05-05', 5, '2026-05-14'],
    ['2026-12-31', 2, '2027-01-06'],
    ['2027-03-19', 5, '2027-03-31'],
    ['2026-08-28', 1, '2026-08-31'],
    ['2026-12-15', 1, '2026-12-17'],
    ['2027-05-06', 2, '2027-05-12'],
  ];
  for (const [from, days, due] of vectors)
    it(`${days} working days after ${from} is ${due}`, () => {
      expect(addWorkingDays(from, days, calendar)).to.equal(due);
      expect(workingDaysBetween(from, due, calendar)).to.equal(days);
    });

  it('a deadline always falls on a working day, and the days left until it are the days given', () => {
    fc.assert(
      fc.property(date2026or27, count, (date, days) => {
        const due = addWorkingDays(date, days, calendar);
        if (days > 0) expect(isWorkingDay(due, calendar)).to.equal(true);
        expect(workingDaysBetween(date, due, calendar)).to.equal(days);
      }),
    );
  });

  it('days given in two portions lead to the same day as at once', () => {
    fc.assert(
      fc.property(date2026or27, count, count, (date, first, second) => {
        expect(addWorkingDays(addWorkingDays(date, first, calendar), second, calendar)).to.equal(
          addWorkingDays(date, first + second, calendar),
        );
      }),
    );
  });

  it('days left turn negative once the deadline has passed', () => {
    expect(workingDaysBetween('2026-10-30', '2026-10-29', calendar)).to.equal(-1);
    expect(workingDaysBetween('2026-10-29', '2026-10-29', calendar)).to.equal(0);
    fc.assert(
      fc.property(date2026or27, date2026or27, (one, other) => {
        expect(workingDaysBetween(one, other, calendar)).to.equal(0 - workingDaysBetween(other, one, calendar));
      }),
    );
  });

  it('a Saturday counts only when a decree makes it a working day', () => {
    const withDecree = { ...calendar, workedWeekends: new Set(['2026-10-31']) };
    expect(isWorkingDay('2026-10-31', calendar)).to.equal(false);
    expect(isWorkingDay('2026-10-31', withDecree)).to.equal(true);
    expect(addWorkingDays('2026-10-30', 1, withDecree)).to.equal('2026-10-31');
  });

  it('a moved day counts in both places: the bridge Friday is off, the Saturday for it is worked', () => {
    const moved = {
      daysOff: new Set([...calendar.daysOff, '2026-10-30']),
      workedWeekends: new Set(['2026-11-07']),
    };
    // Monday the 26th is off for Republic Day; without the move three days from the 23rd end on the 29th all the same.
    expect(addWorkingDays('2026-10-23', 3, moved)).to.equal('2026-10-29');
    expect(addWorkingDays('2026-10-23', 4, moved)).to.equal('2026-11-02');
    expect(addWorkingDays('2026-11-06', 1, moved)).to.equal('2026-11-07');
    expect(addWorkingDays('2026-11-06', 2, moved)).to.equal('2026-11-09');
    expect(workingDaysBetween('2026-10-26', '2026-11-08', moved)).to.equal(
      workingDaysBetween('2026-10-26', '2026-11-08', calendar),
    );
  });

  it('a number of days that is negative or broken is refused', () => {
    for (const days of [-1, 1.5, NaN, Infinity])
      expect(() => addWorkingDays('2026-10-30', days, calendar)).to.throw(RangeError);
  });

  it('a step opened in the last minute of a local day is due at the end of the working day after it', () => {
    const opened = localToInstant('2026-10-23', '23:59');
    expect(new Date(dueAt(opened, 3, calendar)).toISOString()).to.equal('2026-10-29T18:59:59.999Z');
    // One minute later it is already Saturday in Almaty, though still Friday in UTC: the count is the same.
    expect(dueAt(opened + 60_000, 3, calendar)).to.equal(dueAt(opened, 3, calendar));
  });
});

describe('teaching days', () => {
  it('lessons are held on Saturday, not on Sunday and not on a holiday that falls on a Saturday', () => {
    expect(isTeachingDay('2026-10-17', calendar)).to.equal(true);
    expect(isTeachingDay('2026-10-18', calendar)).to.equal(false);
    expect(isTeachingDay('2026-05-09', calendar)).to.equal(false);
  });

  it('no lessons before the first and after the last date of the term', () => {
    const teaches = teachingDaysOf({ startsOn: '2026-09-01', endsOn: '2026-12-12' }, calendar);
    expect(['2026-08-31', '2026-09-01', '2026-12-12', '2026-12-14'].map(teaches)).to.deep.equal([
      false,
      true,
      true,
      false,
    ]);
  });
});
