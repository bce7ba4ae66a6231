/** The catalogue’s filters are answered by the database; what it calls open is what the rules say of each training by itself. */
import { expect } from 'chai';
import fc from 'fast-check';
import { positions, type Eligibility, type Position } from '@qashyq/shared-types';
import type { TrainingApplicationRow } from '../../../src/db/tables.js';
import { createApprovedEditions } from '../../../src/features/schedules/timetable/approved-editions.js';
import { listCatalogue } from '../../../src/features/training/seats/catalogue.js';
import { approveCase } from '../../support/approval.js';
import { insertApplication, insertTraining } from '../../support/trainings.js';
import { draftSchedule, openTestUniversity, testStart, type TestUniversity } from '../../support/university.js';

const hour = 3_600_000;
const day = 24 * hour;

describe('the catalogue of trainings', () => {
  let university: TestUniversity;
  const list = async (login: string, query: Partial<Parameters<typeof listCatalogue>[2]> = {}) => {
    const engine = { ...university.engine, approved: createApprovedEditions() };
    return listCatalogue(engine, await university.person(login), { page: 1, pageSize: 100, ...query });
  };

  before(async () => {
    university = await openTestUniversity();
    await university.db('trainings').update({ state: 'completed' });
    await approveCase(university, await draftSchedule(university));
  });
  beforeEach(async () => {
    await university.db('trainings').update({ state: 'completed' });
  });

  const units = async () => (await university.db('org_units').orderBy('id')).map(({ id }) => id);
  const eligibility = (known: readonly number[]): fc.Arbitrary<Eligibility> =>
    fc.record({
      unitIds: fc.oneof(
        { weight: 3, arbitrary: fc.constant<number[]>([]) },
        { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(...known), { maxLength: 4 }) },
      ),
      positions: fc.oneof(
        { weight: 3, arbitrary: fc.constant<Position[]>([]) },
        { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...positions), { maxLength: 4 }) },
      ),
      notDoneWithinYears: fc.constantFrom(null, null, 1, 3),
      noTimetableClash: fc.constantFrom(false, false, true),
    });

  it('calls open what the rules let this person apply for, whatever a training asks, page by page', async () => {
    const known = await units();
    const made = fc.record({
      eligibility: eligibility(known),
      startsIn: fc.constantFrom(hour, 3 * hour, 5 * day, 20 * day, 21 * day),
      seats: fc.constantFrom(1, 2),
      applyFromAt: fc.constantFrom(testStart - day, testStart - day, testStart + hour),
      applyUntilIn: fc.constantFrom(-1, 15 * day, 15 * day),
      series: fc.constantFrom('one', 'two', 'three', 'four', 'five', 'six'),
      others: fc.array(fc.constantFrom('confirmed' as const, 'waitlisted' as const), { maxLength: 2 }),
      mine: fc.constantFrom(null, null, null, null, 'confirmed' as const, 'completed' as const),
    });
    let open = 0;
    const closed = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(made, { minLength: 4, maxLength: 12 }), async (trainings) => {
        const { db, person } = university;
        await db('trainings').update({ state: 'cancelled', series_key: 'over' });
        const [me, first, second] = [await person('teacher02'), await person('teacher03'), await person('teacher04')];
        for (const wish of trainings) {
          const startsAt = testStart + wish.startsIn;
          const id = await insertTraining(db, testStart, {
            starts_at: startsAt,
            seats: wish.seats,
            series_key: wish.series,
            apply_from_at: wish.applyFromAt,
            apply_until_at: testStart + wish.applyUntilIn,
            eligibility_json: JSON.stringify(wish.eligibility),
          });
          for (const [index, state] of wish.others.entries())
            await insertApplication(db, id, [first, second][index]!.id, state, testStart);
          if (wish.mine === null) continue;
          const application = await insertApplication(db, id, me.id, 'confirmed', testStart);
          if (wish.mine === 'completed') {
            const result: Partial<TrainingApplicationRow> = { state: 'completed' };
            await db('training_applications').where({ id: application }).update(result);
            await db('trainings')
              .where({ id })
              .update({ state: 'completed', ends_at: testStart - day });
          }
        }
        const all = (await list('teacher02')).items;
        const expected = all.filter(({ mine, whyNot }) => mine === null && whyNot === null).map(({ id }) => id);
        const found = await list('teacher02', { open: '1' });
        expect(found.items.map(({ id }) => id)).to.deep.equal(expected);
        expect(found.total).to.equal(expected.length);
        const second2 = await list('teacher02', { open: '1', page: 2, pageSize: 2 });
        expect(second2.items.map(({ id }) => id)).to.deep.equal(expected.slice(2, 4));
        expect(second2.total).to.equal(expected.length);
        open += expected.length;
        for (const { whyNot } of all) if (whyNot !== null) closed.add(whyNot);
      }),
      { numRuns: 25 },
    );
    expect(open, 'some were open').to.be.greaterThan(10);
    expect(closed).to.include.all.keys('notEligible', 'appliedInSeries', 'queueClosed', 'applicationsNotYet');
  }).timeout(60_000);

  it('finds words in any order and spelling of their letters, in each language', async () => {
    await insertTraining(university.db, testStart, { title_ru: 'Тестовые ЗАДАНИЯ', title_kk: 'Ұйымдастыру' });
    const found = async (search: string) => (await list('teacher02', { search })).total;
    expect([
      await found('задания тестовые'),
      await found('ҰЙЫМ'),
      await found('ұйым задания'),
      await found('ұйым нет'),
      await found('100%'),
      await found('_'),
    ]).to.deep.equal([1, 1, 1, 0, 0, 0]);
  });
});
