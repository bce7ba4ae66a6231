/** The catalogue’s filters are answered by the database; what it calls open is what the rules say of each training by itself. */
import { expect } from 'chai';
import fc from 'fast-check';
import { openToEverybody, positions, type Eligibility, type Position } from '@qashyq/shared-types';
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

  interface Wish {
    eligibility: Eligibility;
    startsIn: number;
    seats: number;
    applyFromAt: number;
    applyUntilIn: number;
    series: string;
    /** Applications of other people. */
    others: readonly ('confirmed' | 'waitlisted')[];
    /** What `teacher02` has of it already. */
    mine: 'confirmed' | 'completed' | null;
  }
  const plain: Wish = {
    eligibility: openToEverybody,
    startsIn: 20 * day,
    seats: 2,
    applyFromAt: testStart - day,
    applyUntilIn: 15 * day,
    series: 'one',
    others: [],
    mine: null,
  };

  /** These, in place of all trainings there were. */
  async function announce(trainings: readonly Wish[]): Promise<void> {
    const { db, person } = university;
    await db('trainings').update({ state: 'cancelled', series_key: 'over' });
    const [me, first, second] = [await person('teacher02'), await person('teacher03'), await person('teacher04')];
    for (const wish of trainings) {
      const id = await insertTraining(db, testStart, {
        starts_at: testStart + wish.startsIn,
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
  }

  /** What is found open is what the rules call open, on one page and on pages of two. */
  async function expectOpenByTheRules(): Promise<void> {
    const all = (await list('teacher02')).items;
    const expected = all.filter(({ mine, whyNot }) => mine === null && whyNot === null).map(({ id }) => id);
    const found = await list('teacher02', { open: '1' });
    expect(found.items.map(({ id }) => id)).to.deep.equal(expected);
    expect(found.total).to.equal(expected.length);
    const secondPage = await list('teacher02', { open: '1', page: 2, pageSize: 2 });
    expect(secondPage.items.map(({ id }) => id)).to.deep.equal(expected.slice(2, 4));
    expect(secondPage.total).to.equal(expected.length);
  }

  it('calls closed what any one rule closes to this person, and open what none does', async () => {
    const otherFaculty = await university.db('org_units').where({ code: 'F2' }).first();
    await announce([
      { ...plain, startsIn: hour, seats: 1, others: ['confirmed'], series: 'full' },
      { ...plain, startsIn: 11 * day, series: 'with room' },
      {
        ...plain,
        startsIn: 12 * day,
        eligibility: { ...openToEverybody, unitIds: [otherFaculty!.id] },
        series: 'of others',
      },
      { ...plain, startsIn: 13 * day, mine: 'confirmed', series: 'applied for' },
      { ...plain, startsIn: 14 * day, series: 'applied for' },
      { ...plain, startsIn: 15 * day, applyFromAt: testStart + hour, series: 'early' },
      { ...plain, startsIn: 16 * day, applyUntilIn: -1, series: 'late' },
      { ...plain, startsIn: 17 * day, seats: 1, others: ['confirmed'], series: 'with a queue' },
      { ...plain, startsIn: 18 * day, series: 'of the second page' },
    ]);
    const { items } = await list('teacher02');
    expect(items.map(({ mine, whyNot }) => (mine === null ? whyNot : mine.state))).to.deep.equal([
      'queueClosed',
      null,
      'notEligible',
      'confirmed',
      'appliedInSeries',
      'applicationsNotYet',
      'applicationsClosed',
      null,
      null,
    ]);
    await expectOpenByTheRules();
  });

  it('calls open what the rules let this person apply for, whatever a training asks, page by page', async () => {
    const known = await units();
    const made: fc.Arbitrary<Wish> = fc.record({
      eligibility: eligibility(known),
      startsIn: fc.constantFrom(hour, 3 * hour, 5 * day, 20 * day, 21 * day),
      seats: fc.constantFrom(1, 2),
      applyFromAt: fc.constantFrom(testStart - day, testStart - day, testStart + hour),
      applyUntilIn: fc.constantFrom(-1, 15 * day, 15 * day),
      series: fc.constantFrom('one', 'two', 'three', 'four', 'five', 'six'),
      others: fc.array(fc.constantFrom('confirmed' as const, 'waitlisted' as const), { maxLength: 2 }),
      mine: fc.constantFrom(null, null, null, null, 'confirmed' as const, 'completed' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(made, { minLength: 4, maxLength: 12 }), async (trainings) => {
        await announce(trainings);
        await expectOpenByTheRules();
      }),
      { numRuns: 25 },
    );
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
