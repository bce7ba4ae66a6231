import { expect } from 'chai';
import { openToEverybody, type Eligibility } from '@qashyq/shared-types';
import { localToInstant } from '../../../src/calendar/local-time.js';
import {
  againFrom,
  eligibilityFindings,
  type EligibilityFacts,
} from '../../../src/features/training/seats/eligibility-rules.js';

const facts: EligibilityFacts = {
  units: new Set([11, 1]),
  position: 'teacher',
  doneAt: localToInstant('2024-11-20', '17:00'),
  startsAt: localToInstant('2026-11-19', '09:00'),
  clashes: [],
};
const met = (asked: Partial<Eligibility>, given: Partial<EligibilityFacts> = {}) =>
  eligibilityFindings({ ...openToEverybody, ...asked }, { ...facts, ...given }).map(({ isMet }) => isMet);

describe('who may apply for a training', () => {
  it('everybody, where it asks for nothing', () => {
    expect(met({})).to.deep.equal([]);
  });

  it('people of a unit, also when it is named by a unit above theirs', () => {
    expect([met({ unitIds: [1] }), met({ unitIds: [12] }), met({ unitIds: [12, 11] })]).to.deep.equal([
      [true],
      [false],
      [true],
    ]);
  });

  it('people of a post; who has none is none of them', () => {
    expect(met({ positions: ['teacher', 'docent'] })).to.deep.equal([true]);
    expect(met({ positions: ['docent'] })).to.deep.equal([false]);
    expect(met({ positions: ['docent'] }, { position: null })).to.deep.equal([false]);
  });

  it('who has not completed a run of the series within the years, counted to the start', () => {
    expect(met({ notDoneWithinYears: 2 })).to.deep.equal([false]);
    expect(met({ notDoneWithinYears: 2 }, { startsAt: localToInstant('2026-11-20', '09:00') })).to.deep.equal([true]);
    expect(met({ notDoneWithinYears: 5 }, { doneAt: null })).to.deep.equal([true]);
  });

  it('a training completed on 29 February may be taken again on 1 March', () => {
    expect(againFrom(localToInstant('2024-02-29', '12:00'), 1)).to.equal('2025-03-01');
    expect(againFrom(localToInstant('2024-02-29', '12:00'), 4)).to.equal('2028-02-29');
  });

  it('who has no lesson at the time of a session', () => {
    expect(met({ noTimetableClash: true })).to.deep.equal([true]);
    expect(met({ noTimetableClash: true }, { clashes: [{ startsAt: 0, endsAt: 1 }] })).to.deep.equal([false]);
  });

  it('all rules are told, also those that are met', () => {
    const asked = { unitIds: [1], positions: ['docent' as const], notDoneWithinYears: 1, noTimetableClash: true };
    expect(eligibilityFindings(asked, facts)).to.deep.equal([
      { rule: 'unit', isMet: true },
      { rule: 'position', isMet: false },
      { rule: 'notDoneBefore', isMet: true },
      { rule: 'timetable', isMet: true },
    ]);
  });
});
