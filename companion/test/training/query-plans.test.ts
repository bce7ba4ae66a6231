/** With five thousand trainings no list of training reads a large table from end to end: every page has its index, on both databases. */
import { expect } from 'chai';
import { openToEverybody } from '@qashyq/shared-types';
import { isSqlite } from '../../src/db/connect.js';
import type { TrainingApplicationRow, TrainingRow } from '../../src/db/tables.js';
import { createApprovedEditions } from '../../src/features/schedules/timetable/approved-editions.js';
import { listCertificates } from '../../src/features/training/certificates/present-certificates.js';
import { listShortOfNorm } from '../../src/features/training/hours/short-of-norm.js';
import { presentTranscript } from '../../src/features/training/hours/transcript.js';
import { collectMyLearning } from '../../src/features/training/my-learning.js';
import { listForOffice } from '../../src/features/training/office/office-list.js';
import { listOutside } from '../../src/features/training/outside/present-outside.js';
import { listPlans } from '../../src/features/training/plan/plan-list.js';
import { loadReport } from '../../src/features/training/report/load-report.js';
import { listApplicants } from '../../src/features/training/seats/applicants.js';
import { listCatalogue } from '../../src/features/training/seats/catalogue.js';
import { listMyTrainings } from '../../src/features/training/seats/my-trainings.js';
import { showTraining } from '../../src/features/training/seats/present-training-page.js';
import { hire, insertTraining } from '../support/trainings.js';
import { planOf, type Step } from '../support/query-plans.js';
import { openTestUniversity, testStart, type TestUniversity } from '../support/university.js';

const dayMs = 86_400_000;
const trainings = 5_000;
const people = 400;
/** What grows with the years. The units, posts and terms of a university do not. */
const large = [
  'trainings',
  'training_sessions',
  'training_trainers',
  'training_applications',
  'training_application_changes',
  'training_certificates',
  'training_hours',
  'outside_certificates',
  'training_feedback_rounds',
  'training_feedback_given',
];

describe('the lists of training on the database', function () {
  this.timeout(120_000);
  let university: TestUniversity;
  let lastTraining: number;
  let learner: { id: number; login: string };

  before(async () => {
    university = await openTestUniversity();
    const { db } = university;
    const logins = await hire(db, people);
    await db('persons').whereIn('login', logins).update({ position: 'docent' });
    const ids = await db('persons').whereIn('login', logins).orderBy('id').pluck<number[]>('id');
    learner = { id: ids[0]!, login: logins[0]! };
    await insertTraining(db, testStart);
    const { id: _id, ...model } = (await db('trainings').orderBy('id', 'desc').first())!;
    const rows = Array.from({ length: trainings }, (_, n): Omit<TrainingRow, 'id'> => {
      // Most are over; each tenth is announced, and half of these ask for something.
      const isAnnounced = n % 10 === 0;
      const startsAt = testStart + (isAnnounced ? 5 + (n % 300) : -(1 + (n % 1500))) * dayMs;
      return {
        ...model,
        series_key: `series ${n % 2500}`,
        state: isAnnounced ? 'announced' : 'completed',
        eligibility_json: JSON.stringify({
          ...openToEverybody,
          unitIds: n % 20 === 0 ? [2, 3] : [],
          notDoneWithinYears: n % 3 === 0 ? 3 : null,
        }),
        starts_at: startsAt,
        ends_at: startsAt + dayMs,
        apply_until_at: startsAt - dayMs,
      };
    });
    await db.batchInsert('trainings', rows, 300);
    const made = await db('trainings').where('series_key', 'like', 'series %').orderBy('id').pluck<number[]>('id');
    lastTraining = made.at(-1)!;
    await db.batchInsert(
      'training_sessions',
      made.map((training_id, n) => ({
        training_id,
        session_key: `session ${n}`,
        position: 1,
        held_on: '2026-10-01',
        starts: '09:00',
        ends: '10:00',
        starts_at: rows[n]!.starts_at!,
        ends_at: rows[n]!.ends_at!,
        room_code: null,
        link: null,
        sequence: 0,
      })),
      300,
    );
    const applications = made.flatMap((training_id, n) =>
      [0, 1, 2].map((k): Omit<TrainingApplicationRow, 'id'> => {
        const person_id = ids[(n * 7 + k * 31) % people]!;
        return {
          training_id,
          person_id,
          arrival_no: k + 1,
          state: rows[n]!.state === 'announced' ? 'confirmed' : 'certified',
          active_key: `${training_id}:${person_id}`,
          motive: '',
          offer_until_at: null,
          asked_role: null,
          asked_unit_id: null,
          decide_until_at: null,
          swap_from_id: null,
          change_no: 1,
          created_at: testStart,
          updated_at: testStart,
        };
      }),
    );
    await db.batchInsert('training_applications', applications, 300);
    const applied = await db('training_applications').orderBy('id').select('id', 'person_id', 'training_id', 'state');
    await db.batchInsert(
      'training_application_changes',
      applied.map(({ id, person_id, state }) => ({
        application_id: id,
        change_no: 1,
        from_state: null,
        to_state: state,
        reason: 'seatFree' as const,
        note: '',
        person_id,
        changed_at: testStart,
      })),
      300,
    );
    await db.batchInsert(
      'training_feedback_given',
      applications.map(({ training_id, person_id }) => ({ training_id, person_id })),
      300,
    );
    const certified = applied.filter(({ state }) => state === 'certified');
    const content_json = JSON.stringify({
      number: '',
      code: '',
      holder: { kk: '', ru: '', en: '' },
      title: { kk: '', ru: '', en: '' },
      checkUrl: '',
    });
    await db.batchInsert(
      'training_certificates',
      certified.map(({ id, person_id, training_id }, n) => ({
        year: 2026,
        seq: n + 1,
        number: `N-2026-${n + 1}`,
        code: `code${n + 1}`,
        application_id: id,
        active_key: String(id),
        training_id,
        person_id,
        content_json,
        hours: 72,
        issued_on: '2026-09-01',
        expires_on: null,
        issued_by: person_id,
        issued_at: testStart,
        printed_at: testStart,
        expiry_told_at: null,
        revoked_at: null,
        revoked_by: null,
        revoke_reason: null,
      })),
      300,
    );
    await db.batchInsert(
      'training_hours',
      certified.map(({ person_id }, n) => ({
        entry_key: `hours ${n}`,
        person_id,
        hours: 72,
        earned_on: `${2015 + (n % 12)}-05-0${1 + (n % 9)}`,
        kind: 'certificate' as const,
        certificate_id: n + 1,
        outside_id: null,
        corrects_id: null,
        reason: '',
        entered_by: person_id,
        entered_at: testStart,
      })),
      300,
    );
    const sha256 = '0'.repeat(64);
    await db('stored_files').insert({ sha256, size: 0, content: Buffer.alloc(0), stored_at: testStart });
    await db.batchInsert(
      'outside_certificates',
      Array.from({ length: 4_000 }, (_, n) => ({
        person_id: ids[n % people]!,
        title: 'Course',
        issuer: 'Elsewhere',
        hours: 36,
        from_on: '2026-05-01',
        to_on: '2026-05-05',
        file_name: 'file.pdf',
        file_type: 'pdf' as const,
        sha256,
        state: n % 20 === 0 ? ('submitted' as const) : ('confirmed' as const),
        credited_hours: null,
        decision_reason: '',
        decided_by: null,
        decided_at: null,
        created_at: testStart,
      })),
      300,
    );
    if (isSqlite(db)) await db.raw('analyze');
    else for (const table of large) await db.raw('analyze table ?? persistent for all', [table]);
  });
  after(async () => {
    await university.db.destroy();
  });

  const engine = () => ({ ...university.engine, approved: createApprovedEditions() });
  const page = { page: 1, pageSize: 20 };
  /** Large tables that are read whole, with the statement that does so. */
  const whole = (steps: readonly Step[]) => {
    expect(steps).to.not.deep.equal([]);
    return steps
      .filter(({ table, index }) => index === null && large.includes(table))
      .map(({ table, sql }) => `${table}: ${sql}`);
  };

  const lists: Record<string, () => Promise<unknown>> = {
    'the catalogue': async () => listCatalogue(engine(), await university.person(learner.login), page),
    'the catalogue by words': async () =>
      listCatalogue(engine(), await university.person(learner.login), { ...page, search: 'course moodle' }),
    'the catalogue, what is open to me': async () =>
      listCatalogue(engine(), await university.person(learner.login), { ...page, open: '1' }),
    'one training': async () => showTraining(engine(), await university.person(learner.login), lastTraining),
    'my trainings': async () =>
      listMyTrainings(university.db, await university.person(learner.login), { ...page, show: 'ended' }, testStart),
    'what I learnt, on My data': () => collectMyLearning(university.db, learner.id, testStart, 5),
    'those who applied': async () => listApplicants(engine(), await university.person('methodist'), lastTraining, page),
    'the office': () => listForOffice(university.db, page),
    'the office, one state': () => listForOffice(university.db, { ...page, state: 'announced' }),
    'the register of certificates': () => listCertificates(university.db, { ...page, search: '' }, testStart),
    'certificates from elsewhere that wait': () => listOutside(university.db, { ...page, state: 'submitted' }),
    'certificates from elsewhere that were decided': () => listOutside(university.db, { ...page, state: 'confirmed' }),
    'the transcript': async () =>
      presentTranscript(
        { db: university.db, catalogue: university.engine.catalogue },
        await university.person(learner.login),
        learner.id,
        'kk',
        testStart,
      ),
    'who is short of the norm': () =>
      listShortOfNorm(university.db, { as: 'dldHead', unitIds: null }, { ...page, show: 'short' }, false, testStart),
    plans: async () => listPlans(university.db, await university.person('methodist'), page),
    'the report of a month': async () =>
      loadReport(
        university.db,
        await university.person('dldhead'),
        { from: '2026-05-01', to: '2026-05-31', show: 'people', page: 1, pageSize: 20 } as never,
        testStart,
      ),
  };
  for (const [name, work] of Object.entries(lists))
    it(`${name}: each step has an index`, async () => {
      expect(whole(await planOf(university.db, work))).to.deep.equal([]);
    });
});
