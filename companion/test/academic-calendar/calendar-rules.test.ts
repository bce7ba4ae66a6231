import { expect } from 'chai';
import fc from 'fast-check';
import type { AcademicTerm, CalendarDay } from '@qashyq/shared-types';
import { addDays, weekdayOf } from '../../src/calendar/plain-dates.js';
import { dayFaults, termFaults } from '../../src/features/academic-calendar/calendar-rules.js';

const name = { kk: 'Мереке', ru: 'Праздник', en: 'Holiday' };
const day = (given: Partial<CalendarDay> = {}): CalendarDay => ({ date: '2026-12-16', kind: 'dayOff', name, ...given });
const autumn: AcademicTerm = {
  academicYear: '2026/27',
  term: 1,
  startsOn: '2026-09-01',
  endsOn: '2026-12-12',
  week1On: '2026-08-31',
};
const spring: AcademicTerm = {
  ...autumn,
  term: 2,
  startsOn: '2027-01-18',
  endsOn: '2027-04-30',
  week1On: '2027-01-18',
};
const codes = (faults: { field: string; code: string }[]) => faults.map(({ field, code }) => `${field} ${code}`);

describe('the rule of a day of the calendar', () => {
  it('a day off may fall on any day, also on a Sunday', () => {
    expect(dayFaults(day(), [])).to.deep.equal([]);
    expect(dayFaults(day({ date: '2026-10-25' }), [])).to.deep.equal([]);
  });

  it('only a Saturday or Sunday can be made a working day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (days) => {
        const date = addDays('2024-01-01', days);
        const faults = codes(dayFaults(day({ date, kind: 'workingDay' }), []));
        expect(faults).to.deep.equal(weekdayOf(date) > 5 ? [] : ['date notweekend']);
      }),
    );
  });

  it('a date stands once, whether as a day off or as a working day', () => {
    const saturday = day({ date: '2026-10-31', kind: 'workingDay' });
    expect(codes(dayFaults(day({ date: '2026-10-31' }), [saturday]))).to.deep.equal(['date datetaken']);
  });

  it('a missing, impossible or unlikely date and every missing name are told at their fields', () => {
    for (const date of ['', '2026-02-30', '16.12.2026'])
      expect(codes(dayFaults(day({ date }), [])), date).to.deep.equal(['date datemissing']);
    expect(codes(dayFaults(day({ date: '0206-12-16' }), []))).to.deep.equal(['date dateunlikely']);
    expect(codes(dayFaults(day({ name: { kk: '', ru: 'а', en: '' } }), []))).to.deep.equal([
      'name.kk namemissing',
      'name.en namemissing',
    ]);
  });
});

describe('the rule of a term', () => {
  it('the terms of a year follow one another', () => {
    expect(termFaults(autumn, [spring])).to.deep.equal([]);
    expect(termFaults(spring, [autumn])).to.deep.equal([]);
    expect(codes(termFaults({ ...autumn, endsOn: '2027-01-18' }, [spring]))).to.deep.equal(['startsOn termorder']);
    // Free of overlap, but the second term would come before the first.
    const early = { ...spring, startsOn: '2026-02-02', endsOn: '2026-05-30', week1On: '2026-02-02' };
    expect(codes(termFaults(early, [autumn]))).to.deep.equal(['startsOn termorder']);
  });

  it('a term begins before it ends, and its first week has a Monday within it', () => {
    expect(codes(termFaults({ ...autumn, endsOn: '2026-09-01' }, []))).to.deep.equal(['endsOn endbeforestart']);
    expect(codes(termFaults({ ...autumn, week1On: '2026-09-01' }, []))).to.deep.equal(['week1On weeknotmonday']);
    expect(codes(termFaults({ ...autumn, week1On: '2026-08-24' }, []))).to.deep.equal(['week1On weekoutsideterm']);
    expect(codes(termFaults({ ...autumn, week1On: '2026-12-14' }, []))).to.deep.equal(['week1On weekoutsideterm']);
  });

  it('a period is whole, in its order, in the year and not before the term; it may lie after the lessons', () => {
    const of = (startsOn: string, endsOn: string) =>
      codes(termFaults({ ...autumn, periods: { session: { startsOn, endsOn } } }, []));
    expect(of('2026-12-14', '2026-12-31')).to.deep.equal([]);
    expect(of('2026-12-14', '2026-12-14')).to.deep.equal([]);
    expect(of('2026-12-14', '')).to.deep.equal(['periods.session.endsOn datemissing']);
    expect(of('2026-12-31', '2026-12-14')).to.deep.equal(['periods.session.endsOn periodreversed']);
    expect(of('2026-08-01', '2026-08-05')).to.deep.equal(['periods.session.startsOn periodbeforeterm']);
    expect(of('2028-01-10', '2028-01-20')).to.deep.equal([
      'periods.session.startsOn dateoutsideyear',
      'periods.session.endsOn dateoutsideyear',
    ]);
  });

  it('an academic year is two years in a row, and the dates belong to it', () => {
    expect(codes(termFaults({ ...autumn, academicYear: '2026' }, []))).to.deep.equal(['academicYear yearwrong']);
    expect(codes(termFaults({ ...autumn, academicYear: '2026/28' }, []))).to.deep.equal(['academicYear yearfollows']);
    expect(termFaults({ ...autumn, academicYear: '2026/27' }, [])).to.deep.equal([]);
    expect(codes(termFaults({ ...autumn, academicYear: '2027/28' }, []))).to.deep.equal([
      'startsOn dateoutsideyear',
      'endsOn dateoutsideyear',
    ]);
  });
});
