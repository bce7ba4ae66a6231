import { expect } from 'chai';
import fc from 'fast-check';
import { positions } from '@qashyq/shared-types';
import { addDays, daysBetween } from '../../../src/calendar/plain-dates.js';
import { normsOf, periodStart } from '../../../src/features/training/hours/norms.js';
import { hoursByYear } from '../../../src/features/training/hours/transcript.js';

describe('the norm of training hours', () => {
  it('is 72 hours in five years for every teaching post, until the department sets another', () => {
    const norms = normsOf([{ position: 'professor', hours: 36, years: 3 }]);
    expect(norms.get('professor')).to.deep.equal({ position: 'professor', hours: 36, years: 3, isDefault: false });
    for (const position of positions.filter((each) => each !== 'professor' && each !== 'supportStaff'))
      expect(norms.get(position), position).to.deep.equal({ position, hours: 72, years: 5, isDefault: true });
    expect(norms.get('supportStaff')!.hours, 'nothing is asked').to.equal(0);
  });

  it('looks back to the day after the anniversary', () => {
    expect(periodStart('2026-11-24', 5)).to.equal('2021-11-25');
    expect(periodStart('2028-02-29', 5)).to.equal('2023-03-01');
    expect(periodStart('2026-12-31', 3)).to.equal('2024-01-01');
  });

  it('a later day never looks back further', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(3, 5), (day, years) => {
        const today = addDays('2020-01-01', day);
        expect(daysBetween(periodStart(today, years), periodStart(addDays(today, 1), years))).to.be.within(0, 2);
        expect(periodStart(today, years) <= today).to.equal(true);
      }),
    );
  });
});

describe('hours by year', () => {
  it('counter-entries take from their year, and a year without any is told', () => {
    const entries = [
      { earned_on: '2026-02-01', hours: 72 },
      { earned_on: '2026-02-01', hours: -72 },
      { earned_on: '2024-05-05', hours: 16 },
    ];
    expect(hoursByYear(entries)).to.deep.equal([
      { year: 2026, hours: 0 },
      { year: 2025, hours: 0 },
      { year: 2024, hours: 16 },
    ]);
    expect(hoursByYear([])).to.deep.equal([]);
  });
});
