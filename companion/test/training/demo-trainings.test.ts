import { expect } from 'chai';
import { localToInstant } from '../../src/calendar/local-time.js';
import { addDays, weekdayOf } from '../../src/calendar/plain-dates.js';
import { demoTrainings } from '../../src/demo/trainings.js';
import { seedDemoTrainings } from '../../src/demo/seed-trainings.js';
import { listForOffice } from '../../src/features/training/office/office-list.js';
import { announcingFaults, formFaults } from '../../src/features/training/office/training-rules.js';
import { openTestUniversity } from '../support/university.js';

describe('the trainings of the demo university', () => {
  it('are sound on whichever day the demo is filled: two may be announced, the third lacks what a draft may lack', () => {
    for (let day = 0; day < 400; day += 13) {
      const today = addDays('2026-08-31', day);
      const isWorkingDay = (date: string) => weekdayOf(date) <= 5 && date !== '2026-12-16';
      const facts = { now: localToInstant(today, '23:00'), state: 'draft' as const, taken: 0, present: [], busy: [] };
      const faults = demoTrainings(today, isWorkingDay).map(({ draft }) => [
        ...formFaults(draft),
        ...announcingFaults(draft, { ...facts, calendar: { daysOff: new Set<string>() } }),
      ]);
      expect(faults[0], today).to.deep.equal([]);
      expect(faults[1], today).to.deep.equal([]);
      expect(
        faults[2]!.map(({ field }) => field),
        today,
      ).to.include('seats');
    }
  });

  it('stand there once, the first full with three who wait, the second open', async () => {
    const { db, clock } = await openTestUniversity();
    expect(await seedDemoTrainings(db, clock.at)).to.equal(true);
    expect(await seedDemoTrainings(db, clock.at)).to.equal(false);
    const { items } = await listForOffice(db, { page: 1, pageSize: 20 });
    const seats = items.map(({ state, seats, taken, waiting }) => [state, seats, taken, waiting]);
    expect(seats).to.deep.equal([
      ['draft', 0, 0, 0],
      ['announced', 20, 6, 0],
      ['announced', 8, 8, 3],
    ]);
  });
});
