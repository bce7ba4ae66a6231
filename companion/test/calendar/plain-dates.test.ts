import { expect } from 'chai';
import fc from 'fast-check';
import { dateInWeek, weekOfDate } from '../../src/calendar/academic-weeks.js';
import { addDays, daysBetween, isPlainDate, weekdayOf } from '../../src/calendar/plain-dates.js';

const anyDate = fc
  .integer({ min: -20_000, max: 60_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

describe('plain dates', () => {
  it('only real dates of the form YYYY-MM-DD are dates', () => {
    for (const date of ['2026-09-01', '2028-02-29', '1969-12-31']) expect(isPlainDate(date), date).to.equal(true);
    for (const text of ['2026-02-30', '2027-02-29', '2026-13-01', '01.09.2026', '2026-9-1', '', '2026-09-01T00:00'])
      expect(isPlainDate(text), text).to.equal(false);
  });

  it('1 September 2026 is a Tuesday, 31 August 2026 a Monday, 25 October 2026 a Sunday', () => {
    expect(['2026-09-01', '2026-08-31', '2026-10-25'].map(weekdayOf)).to.deep.equal([2, 1, 7]);
  });

  it('adding days and counting them undo each other, also before 1970', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -3000, max: 3000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).to.equal(days);
      }),
    );
  });

  it('each next day is the next weekday', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(weekdayOf(addDays(date, 1))).to.equal((weekdayOf(date) % 7) + 1);
      }),
    );
  });

  it('a text that is no date is refused rather than counted with', () => {
    expect(() => addDays('2026-02-30', 1)).to.throw(RangeError);
    expect(() => weekdayOf('tomorrow')).to.throw(RangeError);
  });
});

describe('academic weeks', () => {
  it('week 7 of a term whose week 1 is 31 August 2026 runs from 12 to 17 October', () => {
    expect(dateInWeek('2026-08-31', 7, 1)).to.equal('2026-10-12');
    expect(dateInWeek('2026-08-31', 7, 6)).to.equal('2026-10-17');
  });

  it('the day before week 1 lies in week 0', () => {
    expect(weekOfDate('2026-08-31', '2026-08-30')).to.deep.equal({ week: 0, weekday: 7 });
  });

  it('week and weekday of a date lead back to the date', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 53 }), fc.integer({ min: 1, max: 7 }), (week, weekday) => {
        expect(weekOfDate('2026-08-31', dateInWeek('2026-08-31', week, weekday))).to.deep.equal({ week, weekday });
      }),
    );
  });
});
