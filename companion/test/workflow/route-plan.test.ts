import { expect } from 'chai';
import fc from 'fast-check';
import { addWorkingDays, isWorkingDay } from '../../src/calendar/working-days.js';
import { stagesOf } from '../../src/workflow/route-stages.js';
import { datesOfSeats } from '../../src/workflow/routes/route-plan.js';

const calendar = { daysOff: new Set(['2026-10-26']) };
const seat = (stepNo: number, workingDays: number, mode: 'sequential' | 'parallel' = 'sequential') => ({
  stepNo,
  workingDays,
  mode,
  state: 'waiting' as 'waiting' | 'skipped',
});

describe('the dates of a dry run', () => {
  it('each stage begins on the day on which the last of the one before decides; days off do not count', () => {
    // Thursday; Friday 23rd, then the holiday of Monday 26th is left out.
    const seats = [seat(1, 1, 'parallel'), seat(1, 2, 'parallel'), seat(2, 1), seat(3, 3)];
    const { dates, endsOn } = datesOfSeats(seats, '2026-10-22', calendar);
    expect(seats.map((one) => Object.values(dates.get(one)!))).to.deep.equal([
      ['2026-10-22', '2026-10-23'],
      ['2026-10-22', '2026-10-27'],
      ['2026-10-27', '2026-10-28'],
      ['2026-10-28', '2026-11-02'],
    ]);
    expect(endsOn).to.equal('2026-11-02');
  });

  it('a seat whose visa stands is not asked and holds nobody up', () => {
    const kept = { ...seat(1, 60), state: 'skipped' as const };
    const asked = seat(2, 1);
    const { dates } = datesOfSeats([kept, asked], '2026-10-20', calendar);
    expect(dates.has(kept)).to.equal(false);
    expect(dates.get(asked)).to.deep.equal({ opensOn: '2026-10-20', dueOn: '2026-10-21' });
  });

  it('every seat has its own working days, no stage begins before the one before ends, and the end is the last due day', () => {
    const drawnSeats = fc
      .array(
        fc.record({
          mode: fc.constantFrom('sequential' as const, 'parallel' as const),
          units: fc.integer({ min: 1, max: 3 }),
          days: fc.integer({ min: 1, max: 60 }),
          skipped: fc.boolean(),
        }),
        { maxLength: 8 },
      )
      .map((steps) =>
        steps.flatMap(({ mode, units, days, skipped }, index) =>
          Array.from({ length: units }, () => ({
            ...seat(index + 1, days, mode),
            state: skipped ? ('skipped' as const) : ('waiting' as const),
          })),
        ),
      );
    fc.assert(
      fc.property(drawnSeats, (seats) => {
        const { dates, endsOn } = datesOfSeats(seats, '2026-10-20', calendar);
        expect(dates.size).to.equal(seats.filter(({ state }) => state === 'waiting').length);
        let before = '2026-10-20';
        for (const stage of stagesOf(seats)) {
          const asked = stage.flatMap((one) => dates.get(one) ?? []);
          for (const one of stage) {
            const found = dates.get(one);
            if (found === undefined) continue;
            expect(found.opensOn).to.equal(before);
            expect(found.dueOn).to.equal(addWorkingDays(before, one.workingDays, calendar));
            expect(isWorkingDay(found.dueOn, calendar)).to.equal(true);
          }
          before =
            asked
              .map(({ dueOn }) => dueOn)
              .sort()
              .at(-1) ?? before;
        }
        expect(endsOn).to.equal(before);
      }),
    );
  });
});
