import { expect } from 'chai';
import { pino } from 'pino';
import { MoodleUnreachableError, type MoodleClient } from '@qashyq/moodle-api-client';
import { effectKinds, type MoodleEnrolment, type SyncEnrolmentsAnswer, type TrainingDraft } from '@qashyq/shared-types';
import { localToInstant } from '../../src/calendar/local-time.js';
import type { EffectHandlers } from '../../src/effects/effect-handler.js';
import { listEffects } from '../../src/effects/effect-list.js';
import { syncEnrolments } from '../../src/effects/sync-enrolments.js';
import { createWorker } from '../../src/effects/worker.js';
import {
  changeApplication,
  lockTraining,
  openApplication,
} from '../../src/features/training/applications/change-application.js';
import { planEnrolments, type EnrolmentFacts } from '../../src/features/training/enrolments/enrolment-plan.js';
import {
  announceTraining,
  cancelTraining,
  createTraining,
  saveTraining,
} from '../../src/features/training/office/edit-training.js';
import { presentOfficeTraining } from '../../src/features/training/office/present-office.js';
import { openTestUniversity, type TestUniversity } from '../support/university.js';
import { draft, officeOf } from './training-fixture.js';

describe('who should be in the Moodle course of a training', () => {
  const facts = (values: Partial<EnrolmentFacts> = {}): EnrolmentFacts => ({
    course: 'TR-1',
    isRunning: true,
    hasBegun: false,
    isCompleted: false,
    trainerIds: [],
    participants: [],
    known: [],
    elsewhere: [],
    ...values,
  });
  const inCourse = (personId: number, course = 'TR-1') => ({ personId, course });

  it('trainers teach, participants learn, and who does both teaches', () => {
    const { stay } = planEnrolments(
      facts({
        trainerIds: [1],
        participants: [
          { personId: 1, state: 'confirmed' },
          { personId: 2, state: 'confirmed' },
        ],
      }),
    );
    expect(stay).to.deep.equal([
      { ...inCourse(1), role: 'teacher', state: 'active' },
      { ...inCourse(2), role: 'student', state: 'active' },
    ]);
  });

  it('who gave up is unenrolled before the training begins, and suspended after that', () => {
    expect(planEnrolments(facts({ known: [inCourse(2)] })).leave).to.deep.equal([
      { ...inCourse(2), role: 'student', state: 'gone' },
    ]);
    expect(planEnrolments(facts({ known: [inCourse(2)], hasBegun: true })).leave[0]!.state).to.equal('suspended');
  });

  it('results are followed: completed is completed, and who never came is suspended when all is final', () => {
    const participants = (['attended', 'missed', 'completed', 'certified'] as const).map((state, personId) => ({
      personId,
      state,
    }));
    const states = (isCompleted: boolean) =>
      planEnrolments(facts({ participants, isCompleted, hasBegun: true })).stay.map(({ state }) => state);
    expect(states(false)).to.deep.equal(['active', 'active', 'completed', 'completed']);
    expect(states(true)).to.deep.equal(['active', 'suspended', 'completed', 'completed']);
  });

  it('another course, no course, and a cancelled training let people go', () => {
    const known = [inCourse(2)];
    const participants = [{ personId: 2, state: 'confirmed' as const }];
    const moved = planEnrolments(facts({ course: 'TR-9', known, participants }));
    expect([moved.stay[0]!.course, moved.leave[0]!.course]).to.deep.equal(['TR-9', 'TR-1']);
    expect(planEnrolments(facts({ course: null, known, participants })).leave).to.have.length(1);
    const cancelled = planEnrolments(facts({ isRunning: false, known, participants }));
    expect([cancelled.stay.length, cancelled.leave.length]).to.deep.equal([0, 1]);
  });

  it('who is in the course for another training too stays there', () => {
    const plan = planEnrolments(facts({ known: [inCourse(2)], elsewhere: [inCourse(2)] }));
    expect([plan.leave, plan.handedOver]).to.deep.equal([[], [inCourse(2)]]);
  });
});

describe('enrolling people of trainings', () => {
  let university: TestUniversity;
  let asked: MoodleEnrolment[][];
  let refused: SyncEnrolmentsAnswer['refused'];
  let isAway: boolean;

  beforeEach(async () => {
    university = await openTestUniversity();
    asked = [];
    refused = [];
    isAway = false;
  });

  async function work(): Promise<void> {
    const { db, engine } = university;
    const client = {
      syncEnrolments: ({
        enrolments,
        count,
        loginfield,
      }: {
        enrolments: MoodleEnrolment[];
        count: number;
        loginfield: string;
      }) => {
        if (isAway) return Promise.reject(new MoodleUnreachableError('local_qashyq_sync_enrolments', 'no answer'));
        expect([count, loginfield]).to.deep.equal([enrolments.length, 'username']);
        asked.push(enrolments);
        return Promise.resolve({ enrolled: enrolments.length, updated: 0, unchanged: 0, removed: 0, refused });
      },
    } as unknown as MoodleClient;
    const done = (run: { lease: { effect: { id: number } } }) =>
      db('effects')
        .where({ id: run.lease.effect.id })
        .update({ state: 'done', running_key: null, lease_owner: null, lease_until: null })
        .then(() => undefined);
    const handlers: EffectHandlers = {
      ...(Object.fromEntries(effectKinds.map((kind) => [kind, done])) as unknown as EffectHandlers),
      'sync-enrolments': syncEnrolments({
        db,
        moodle: () => Promise.resolve(client),
        loginField: 'username',
        now: engine.now,
      }),
    };
    await createWorker({ db, handlers, now: engine.now, logger: pino({ level: 'silent' }) }).drain();
  }

  const methodist = () => university.person('methodist');
  const at = () => university.clock.at;
  const rows = () => asked.flat().map(({ login, course, role, state }) => [login, course, role, state]);
  async function announced(values: Partial<TrainingDraft> = {}): Promise<number> {
    const office = officeOf(university);
    const id = await createTraining(office, await methodist(), draft({ moodleCourse: 'TR-1', ...values }));
    await announceTraining(office, await methodist(), id, 1);
    return id;
  }
  async function confirm(trainingId: number, login: string) {
    const { id } = await university.person(login);
    return university.db.transaction(async (trx) =>
      openApplication(
        trx,
        await lockTraining(trx, trainingId),
        { personId: id, motive: '' },
        { to: 'confirmed', reason: 'seatFree', by: id, now: at() },
      ),
    );
  }
  const giveUp = (application: Awaited<ReturnType<typeof confirm>>) =>
    university.db.transaction((trx) =>
      changeApplication(trx, application, { to: 'cancelled', reason: 'givenUp', by: application.person_id, now: at() }),
    );

  it('a confirmed seat enrols, giving it up unenrols, and Moodle is asked nothing twice', async () => {
    const id = await announced();
    await university.db('persons').where({ login: 'teacher03' }).update({ moodle_user_id: 77 });
    const application = await confirm(id, 'teacher03');
    await work();
    expect(rows()).to.deep.equal([['teacher03', 'TR-1', 'student', 'active']]);
    expect(asked[0]![0]!.userid).to.equal(77);
    asked = [];
    await giveUp(application);
    await work();
    expect(rows()).to.deep.equal([['teacher03', 'TR-1', 'student', 'gone']]);
    expect(await university.db('training_enrolments')).to.have.length(0);
    asked = [];
    await work();
    expect(asked).to.deep.equal([]);
  });

  it('two runs in one course do not put each other’s people out', async () => {
    const [first, second] = [
      await announced(),
      await announced({ sessions: draft().sessions.map((one) => ({ ...one, room: '1-307' })) }),
    ];
    const application = await confirm(first, 'teacher03');
    await confirm(second, 'teacher03');
    await work();
    asked = [];
    await giveUp(application);
    await work();
    expect(rows()).to.deep.equal([]);
    expect(await university.db('training_enrolments').pluck('training_id')).to.deep.equal([second]);
  });

  it('changes of the course, trainers and the end of the training are followed', async () => {
    const trainer = await university.person('teacher05');
    const id = await announced({ trainers: [{ personId: trainer.id, outsideName: '' }] });
    await confirm(id, 'teacher03');
    await work();
    expect(rows()).to.deep.equal([
      ['teacher05', 'TR-1', 'teacher', 'active'],
      ['teacher03', 'TR-1', 'student', 'active'],
    ]);
    asked = [];
    const office = officeOf(university);
    const { version, draft: kept } = await presentOfficeTraining(office, await methodist(), id);
    await saveTraining(office, await methodist(), id, { version, draft: { ...kept, moodleCourse: 'TR-9' } });
    await work();
    expect(rows()).to.deep.equal([
      ['teacher05', 'TR-1', 'student', 'gone'],
      ['teacher03', 'TR-1', 'student', 'gone'],
      ['teacher05', 'TR-9', 'teacher', 'active'],
      ['teacher03', 'TR-9', 'student', 'active'],
    ]);
    asked = [];
    await cancelTraining(office, await methodist(), id, { version: version + 1, reason: 'ill' });
    await work();
    expect(rows().map(([login, , , state]) => [login, state])).to.deep.equal([
      ['teacher05', 'gone'],
      ['teacher03', 'gone'],
    ]);
  });

  it('who gives up after the first session is suspended: their work stays in the course', async () => {
    const id = await announced();
    const application = await confirm(id, 'teacher03');
    await work();
    asked = [];
    university.clock.at = localToInstant('2026-11-10', '12:00');
    await giveUp(application);
    await work();
    expect(rows()).to.deep.equal([['teacher03', 'TR-1', 'student', 'suspended']]);
  });

  it('what Moodle does not know parks with names that a person can act on; trying again after that finishes', async () => {
    const id = await announced();
    await confirm(id, 'teacher03');
    refused = [{ externalid: 'x', reason: 'coursenotfound', subject: 'TR-1' }];
    await work();
    const { items } = await listEffects(
      university.db,
      university.engine.catalogue,
      { state: 'parked', page: 1, pageSize: 20 },
      'en',
    );
    expect(items.map(({ kind }) => kind)).to.deep.equal(['sync-enrolments']);
    expect(items[0]!.lastError!.details[0]).to.match(/Moodle has no course with the ID number “TR-1” \(people: 1\)/);
    expect(items[0]!.caseTitle?.en, 'which training it is').to.equal('Writing test items');

    // The next seat tries the parked one again instead of parking a second one.
    refused = [];
    await confirm(id, 'teacher04');
    await work();
    const effects = await university.db('effects').where({ kind: 'sync-enrolments' });
    expect(effects.filter(({ state }) => state === 'parked')).to.have.length(0);
    expect(
      rows()
        .slice(-2)
        .map(([login]) => login),
    ).to.deep.equal(['teacher03', 'teacher04']);
  });

  it('while Moodle is away nothing is forgotten, and many seats wait as one piece of work', async () => {
    const id = await announced();
    await work();
    isAway = true;
    await confirm(id, 'teacher03');
    await confirm(id, 'teacher04');
    expect(await university.db('effects').where({ kind: 'sync-enrolments', state: 'ready' })).to.have.length(1);
    await work();
    isAway = false;
    university.clock.at += 3_600_000;
    await work();
    expect(rows().map(([login]) => login)).to.deep.equal(['teacher03', 'teacher04']);
  });

  it('a training without a course asks Moodle nothing', async () => {
    await confirm(await announced({ moodleCourse: '' }), 'teacher03');
    await work();
    expect(asked).to.deep.equal([]);
  });
});
