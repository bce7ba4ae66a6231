import { expect } from 'chai';
import fc from 'fast-check';
import {
  assertTimeZoneData,
  endOfLocalDate,
  localDate,
  localTime,
  localToInstant,
} from '../../src/calendar/local-time.js';

describe('time in Asia/Almaty', () => {
  it('the time-zone data of this Node puts Asia/Almaty at UTC+5 in September 2026', () => {
    expect(assertTimeZoneData).not.to.throw();
  });

  it('out-of-date time-zone data is refused', () => {
    // The same check on data that would still say +06:00: the clock of Asia/Dhaka stands for it.
    const real = Intl.DateTimeFormat.prototype.formatToParts;
    const sixHours = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Dhaka',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    Intl.DateTimeFormat.prototype.formatToParts = (instant) => real.call(sixHours, instant);
    try {
      expect(assertTimeZoneData).to.throw(/Time-zone data/);
    } finally {
      Intl.DateTimeFormat.prototype.formatToParts = real;
    }
  });

  it('shows at every minute since 1970 what the time-zone data say', () => {
    const asked = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Almaty', dateStyle: 'short', timeStyle: 'short' });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(2060, 0, 1) }), (instant) => {
        expect(`${localDate(instant)} ${localTime(instant)}`).to.equal(asked.format(instant));
      }),
      { numRuns: 2000 },
    );
  });

  it('19:05 UTC is five past midnight on the next day', () => {
    const instant = Date.UTC(2026, 8, 1, 19, 5);
    expect([localDate(instant), localTime(instant)]).to.deep.equal(['2026-09-02', '00:05']);
  });

  it('08:30 on 1 September 2026 is 03:30 UTC', () => {
    expect(new Date(localToInstant('2026-09-01', '08:30')).toISOString()).to.equal('2026-09-01T03:30:00.000Z');
  });

  it('before 1 March 2024 the clock stood at UTC+6', () => {
    expect(new Date(localToInstant('2024-02-01', '06:00')).toISOString()).to.equal('2024-02-01T00:00:00.000Z');
  });

  it('the local date changes at 19:00 UTC', () => {
    expect(localDate(Date.parse('2026-10-24T18:59:59.999Z'))).to.equal('2026-10-24');
    expect(localDate(Date.parse('2026-10-24T19:00:00.000Z'))).to.equal('2026-10-25');
  });

  it('a day ends one millisecond before the next begins', () => {
    expect(endOfLocalDate('2026-12-31') + 1).to.equal(localToInstant('2027-01-01', '00:00'));
  });

  it('the instant of a local date and time has that date', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    const days = fc.integer({ min: 19_800, max: 30_000 });
    fc.assert(
      fc.property(days, minutes, (day, minute) => {
        const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const instant = localToInstant(date, time);
        expect(localDate(instant)).to.equal(date);
        expect(instant - localToInstant(date, '00:00')).to.equal(minute * 60_000);
      }),
    );
  });

  it('times that no clock shows are refused', () => {
    for (const time of ['24:00', '8:30', '08:60', '', '08.30'])
      expect(() => localToInstant('2026-09-01', time), time).to.throw(RangeError);
    expect(() => localToInstant('01.09.2026', '08:30')).to.throw(RangeError);
  });
});
