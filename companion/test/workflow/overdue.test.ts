import { expect } from 'chai';
import fc from 'fast-check';
import { roles } from '@qashyq/shared-types';
import { holidays } from '../../src/calendar/holidays.js';
import { addDays } from '../../src/calendar/plain-dates.js';
import { addWorkingDays, isWorkingDay, localToInstant } from '../../src/calendar/working-days.js';
import { isTimeToWrite, nudgesDue, superiorsOf, type Nudge } from '../../src/workflow/overdue.js';

const calendar = { daysOff: new Set(holidays.map(({ date }) => date)) };
const workingDay = fc.integer({ min: 0, max: 700 }).map((days) => addWorkingDays('2026-01-01', days + 1, calendar));

/** Everything said of a seat when somebody looks on each of these days, once a day or never. */
function saidOver(dueOn: string, days: readonly string[]): [date: string, nudge: Nudge][] {
  const said = new Set<Nudge>();
  return days.flatMap((date) =>
    nudgesDue(dueOn, date, said, calendar).map((nudge): [string, Nudge] => {
      said.add(nudge);
      return [date, nudge];
    }),
  );
}
const workingDays = (from: string, count: number) =>
  Array.from({ length: count }, (_, index) => addDays(from, index)).filter((date) => isWorkingDay(date, calendar));

describe('reminders of an open seat', () => {
  it('come on the last day, on the first working day after it, and two working days later; the head hears on the second', () => {
    expect(saidOver('2026-10-13', workingDays('2026-10-01', 60))).to.deep.equal([
      ['2026-10-13', 'reminder1'],
      ['2026-10-14', 'reminder2'],
      ['2026-10-15', 'escalation'],
      ['2026-10-16', 'reminder3'],
    ]);
  });

  it('step over weekends and days off', () => {
    // Due on Friday; Monday the 26th is the rest of Republic Day.
    expect(saidOver('2026-10-23', workingDays('2026-10-20', 20)).map(([date]) => date)).to.deep.equal([
      '2026-10-23',
      '2026-10-27',
      '2026-10-28',
      '2026-10-29',
    ]);
  });

  it('are at most three and one escalation, each once and in order, on whichever days somebody looked', () => {
    fc.assert(
      fc.property(workingDay, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (dueOn, awake) => {
        const days = workingDays(addDays(dueOn, -3), 30).filter((_, index) => awake[index]);
        const all = saidOver(dueOn, days);
        const reminders = all.flatMap(([, nudge]) => (nudge === 'escalation' ? [] : [nudge]));
        expect(new Set(all.map(([, nudge]) => nudge)).size).to.equal(all.length);
        expect(reminders).to.deep.equal([...reminders].sort());
        for (const date of days) {
          const today = all.filter(([on, nudge]) => on === date && nudge !== 'escalation');
          expect(today.length).to.be.at.most(1);
        }
        expect(all.every(([date]) => date >= dueOn)).to.equal(true);
      }),
    );
  });

  it('that were missed are not sent late: only the newest is', () => {
    expect(nudgesDue('2026-10-13', '2026-11-02', new Set(), calendar)).to.deep.equal(['reminder3', 'escalation']);
    expect(nudgesDue('2026-10-13', '2026-11-02', new Set(['reminder1', 'escalation']), calendar)).to.deep.equal([
      'reminder3',
    ]);
  });

  it('are not begun anew when the deadline moved later after a reminder', () => {
    const said = new Set<Nudge>(['reminder1', 'reminder2']);
    expect(nudgesDue('2026-10-20', '2026-10-20', said, calendar)).to.deep.equal([]);
    expect(nudgesDue('2026-10-20', '2026-10-21', said, calendar)).to.deep.equal([]);
    expect(nudgesDue('2026-10-20', '2026-10-23', said, calendar)).to.deep.equal(['reminder3', 'escalation']);
  });

  it('are written on working days from 08:00 to 20:00 only', () => {
    const at = (date: string, time: string) => isTimeToWrite(localToInstant(date, time), calendar);
    expect(['07:59', '08:00', '19:59', '20:00'].map((time) => at('2026-10-13', time))).to.deep.equal([
      false,
      true,
      true,
      false,
    ]);
    expect([at('2026-10-17', '10:00'), at('2026-10-26', '10:00')]).to.deep.equal([false, false]);
  });
});

describe('the heads above a role', () => {
  it('are the chain of the Regulation’s units', () => {
    expect(superiorsOf('chairHead')).to.deep.equal(['dean', 'viceRectorAcademic', 'rector']);
    expect(superiorsOf('dldHead')).to.deep.equal(['directorateHead', 'iceDirector', 'viceRectorAcademic', 'rector']);
    expect(superiorsOf('viceRectorAcademic')).to.deep.equal(['rector']);
  });

  it('end at the rector for every role', () => {
    for (const role of roles.filter((one) => one !== 'rector'))
      expect(superiorsOf(role).at(-1), role).to.equal('rector');
    expect(superiorsOf('rector')).to.deep.equal([]);
  });
});
