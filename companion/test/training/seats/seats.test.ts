/** From an application to a seat, on the real database: what each action does, what people are told, and what nobody may do. */
import { expect } from 'chai';
import { auditTrainings } from '../../../src/audit/training-audit.js';
import { dueAt } from '../../../src/calendar/working-days.js';
import { loadWorkCalendar } from '../../../src/calendar/calendar-store.js';
import type { TrainingRow } from '../../../src/db/tables.js';
import { noticePlace, noticeTexts } from '../../../src/effects/notice-texts.js';
import { actOnApplication } from '../../../src/features/training/seats/act-on-application.js';
import { listApplicants } from '../../../src/features/training/seats/applicants.js';
import { countToDecide, listToDecide } from '../../../src/features/training/seats/applications-to-decide.js';
import { applyForTraining, swapRun } from '../../../src/features/training/seats/apply.js';
import { listCatalogue } from '../../../src/features/training/seats/catalogue.js';
import { changeSeats } from '../../../src/features/training/seats/change-seats.js';
import { listMyTrainings } from '../../../src/features/training/seats/my-trainings.js';
import { presentTraining, showTraining } from '../../../src/features/training/seats/present-training-page.js';
import type { SeatEngine } from '../../../src/features/training/seats/seat-engine.js';
import { passSeatsOn, remindOfApplications } from '../../../src/features/training/seats/seat-rounds.js';
import { createApprovedEditions } from '../../../src/features/schedules/timetable/approved-editions.js';
import { giveDelegation } from '../../../src/identity/delegation-routes.js';
import { insertTraining, statesOf } from '../../support/trainings.js';
import { openTestUniversity, testStart, type TestUniversity } from '../../support/university.js';

const hour = 3_600_000;
const day = 24 * hour;

describe('seats of a training', () => {
  let university: TestUniversity;
  let engine: SeatEngine;
  let trainingId: number;

  before(async () => {
    university = await openTestUniversity();
    engine = { ...university.engine, approved: createApprovedEditions() };
  });
  beforeEach(() => {
    university.clock.at = testStart;
  });
  afterEach(async () => {
    expect(await auditTrainings(university.db, university.clock.at)).to.deep.equal([]);
  });

  const training = async (given: Partial<TrainingRow> = {}) =>
    (trainingId = await insertTraining(university.db, testStart, given));
  const person = (login: string) => university.person(login);
  const apply = async (login: string, id = trainingId) =>
    applyForTraining(engine, await person(login), id, `${login} wants to learn`);
  const applicationOf = async (login: string, id = trainingId) =>
    (await university
      .db('training_applications')
      .where({ training_id: id, person_id: (await person(login)).id })
      .orderBy('id', 'desc')
      .first())!;
  const act = async (login: string, of: string, action: Parameters<typeof actOnApplication>[3], note?: string) =>
    actOnApplication(engine, await person(login), (await applicationOf(of)).id, action, note);
  const page = async (login: string, id = trainingId) => showTraining(engine, await person(login), id);
  const states = () => statesOf(university.db, trainingId);
  const told = async (login: string) =>
    (
      await university
        .db('notices')
        .where({ person_id: (await person(login)).id, training_id: trainingId })
        .orderBy('id')
    ).map(({ kind }) => kind);
  const refusal = async (doing: Promise<unknown>) =>
    doing.then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  const exchange = async (seats: number, ...logins: string[]) => {
    await training({ seats });
    for (const login of logins) await apply(login);
  };

  it('answer an action with the very page that is read anew', async () => {
    const series_key = 'answered';
    const other = await insertTraining(university.db, testStart, {
      series_key,
      seats: 1,
      starts_at: testStart + 30 * day,
    });
    await training({ series_key, seats: 2 });
    const asked = await insertTraining(university.db, testStart, { approval: 'chairHead' });
    const answered = async (login: string, done: Parameters<typeof presentTraining>[2]) =>
      expect(await presentTraining(engine, await person(login), done)).to.deep.equal(
        await page(login, done.training.id),
      );
    await answered('teacher02', await apply('teacher02'));
    await answered('teacher02', await act('teacher02', 'teacher02', 'cancel'));
    await answered('teacher02', await apply('teacher02'));
    await answered('teacher02', await apply('teacher02'));
    await answered('teacher02', await apply('teacher02', asked));
    const waiting = await applicationOf('teacher02', asked);
    await answered('teacher02', await actOnApplication(engine, await person('teacher02'), waiting.id, 'cancel'));
    await answered('teacher03', await apply('teacher03'));
    await answered('teacher04', await apply('teacher04'));
    const { id } = await applicationOf('teacher02');
    await answered(
      'teacher02',
      await swapRun(engine, await person('teacher02'), id, { trainingId: other, mayWait: false }),
    );
    await answered('teacher04', await act('teacher04', 'teacher04', 'accept'));
  });

  it('ask the database for a registration and its answer little', async () => {
    await training();
    await apply('teacher03');
    const teacher = await person('teacher02');
    let statements = 0;
    const count = () => void (statements += 1);
    university.db.on('query', count);
    await presentTraining(engine, teacher, await applyForTraining(engine, teacher, trainingId, ''));
    university.db.removeListener('query', count);
    // With the beginning and the end of the transaction and, but on SQLite, the turn.
    expect(statements).to.be.at.most(18);
  });

  it('are given to those who come while there are any; the others wait in the order of arrival', async () => {
    await exchange(2, 'teacher02', 'teacher03', 'teacher04', 'teacher06');
    expect(await states()).to.deep.equal(['confirmed', 'confirmed', 'waitlisted', 'waitlisted']);
    expect([(await page('teacher04')).application?.place, (await page('teacher06')).application?.place]).to.deep.equal([
      1, 2,
    ]);
    expect(await told('teacher02')).to.deep.equal(['applicationConfirmed']);
    expect(await told('teacher06')).to.deep.equal(['applicationWaitlisted']);
  });

  it('a second click changes nothing and tells nothing again', async () => {
    await exchange(1, 'teacher02', 'teacher02', 'teacher03');
    expect(await states()).to.deep.equal(['confirmed', 'waitlisted']);
    await act('teacher02', 'teacher02', 'cancel');
    await act('teacher02', 'teacher02', 'cancel');
    await act('teacher03', 'teacher03', 'accept');
    await act('teacher03', 'teacher03', 'accept');
    expect(await states()).to.deep.equal(['cancelled', 'confirmed']);
    expect(await told('teacher03')).to.deep.equal(['applicationWaitlisted', 'seatOffered', 'applicationConfirmed']);
  });

  it('a freed seat is offered to the first who waits; a newcomer does not get ahead', async () => {
    await exchange(1, 'teacher02', 'teacher03', 'teacher04');
    await act('teacher02', 'teacher02', 'cancel');
    await apply('teacher06');
    await apply('teacher02');
    expect(await states()).to.deep.equal(['cancelled', 'offered', 'waitlisted', 'waitlisted', 'waitlisted']);
    const { application } = await page('teacher03');
    expect(application?.offerUntil).to.equal(new Date(testStart + 24 * hour).toISOString());
    expect(application?.actions).to.have.members(['accept', 'refuse']);
    expect((await page('teacher02')).earlier.map(({ history }) => history.map(({ reason }) => reason))).to.deep.equal([
      ['seatFree', 'givenUp'],
    ]);
  });

  it('a refused offer goes on at once, an unanswered one when its time is over, by whichever worker looks', async () => {
    await exchange(1, 'teacher02', 'teacher03', 'teacher04', 'teacher06');
    await act('teacher02', 'teacher02', 'cancel');
    await act('teacher03', 'teacher03', 'refuse');
    expect(await states()).to.deep.equal(['cancelled', 'cancelled', 'offered', 'waitlisted']);
    university.clock.at += 24 * hour;
    expect(await refusal(act('teacher04', 'teacher04', 'accept'))).to.equal('offerRanOut');
    expect(await states(), 'the refused click passed the seat on').to.deep.equal([
      'cancelled',
      'cancelled',
      'cancelled',
      'offered',
    ]);
    university.clock.at += 24 * hour;
    await Promise.all([passSeatsOn(engine), passSeatsOn(engine), passSeatsOn(engine)]);
    expect((await states()).at(-1)).to.equal('cancelled');
    expect(await told('teacher06')).to.deep.equal(['applicationWaitlisted', 'seatOffered', 'offerExpired']);
  });

  it('who waits learns how many seats came free since, and the history tells each step with its reason', async () => {
    await exchange(2, 'teacher02', 'teacher03', 'teacher04', 'teacher06', 'teacher09');
    await act('teacher02', 'teacher02', 'cancel');
    const { sinceMine, application } = await page('teacher09');
    expect([sinceMine, application?.place]).to.deep.equal([{ offered: 1, pastQueue: [] }, 2]);
    expect(application?.history.map(({ to, reason, by }) => [to, reason, by])).to.deep.equal([
      ['waitlisted', 'noSeatFree', 'applicant'],
    ]);
    const { application: offered } = await page('teacher04');
    expect(offered?.history.at(-1)).to.include({ to: 'offered', reason: 'seatOffered', by: 'service' });
  });

  it('names of other people stand nowhere on the page of a training', async () => {
    await exchange(1, 'teacher02', 'teacher03', 'teacher04');
    await act('dldhead', 'teacher04', 'seat', 'she teaches the others');
    const other = await university.db('persons').whereIn('login', ['teacher02', 'teacher04', 'dldhead']);
    const text = JSON.stringify(await page('teacher03'));
    for (const { name_ru } of other) expect(text).not.to.include(name_ru);
    expect((await page('teacher03')).sinceMine?.pastQueue.map(({ reason }) => reason)).to.deep.equal([
      'she teaches the others',
    ]);
  });

  it('a seat past the queue is one more than there were, so nobody who waits loses theirs; it needs a reason', async () => {
    await exchange(1, 'teacher02', 'teacher03', 'teacher04');
    expect(await refusal(act('methodist', 'teacher04', 'seat', ''))).to.equal('decisionNeedsReason');
    expect(await refusal(act('teacher01', 'teacher04', 'seat', 'mine'))).to.equal('notFound');
    await act('methodist', 'teacher04', 'seat', 'she teaches the others');
    expect(await states()).to.deep.equal(['confirmed', 'waitlisted', 'confirmed']);
    expect((await university.db('trainings').where({ id: trainingId }).first())?.seats).to.equal(2);
  });

  it('more seats are offered to those who wait; there are never fewer than are taken', async () => {
    await exchange(2, 'teacher02', 'teacher03', 'teacher04', 'teacher06');
    const office = await person('dldhead');
    await changeSeats(engine, office, trainingId, { seats: 3, version: 1 });
    expect(await states()).to.deep.equal(['confirmed', 'confirmed', 'offered', 'waitlisted']);
    expect(await refusal(changeSeats(engine, office, trainingId, { seats: 2, version: 2 }))).to.equal('seatsTaken');
    expect(await refusal(changeSeats(engine, office, trainingId, { seats: 9, version: 1 }))).to.equal('conflict');
  });

  it('from two hours before the start nothing is offered; who waits and who waits for their head is told', async () => {
    await exchange(1, 'teacher02', 'teacher03');
    const startsAt = testStart + 20 * day;
    university.clock.at = startsAt - 2 * hour;
    await Promise.all([passSeatsOn(engine), passSeatsOn(engine)]);
    expect(await states()).to.deep.equal(['confirmed', 'declined']);
    const { application } = await page('teacher03');
    expect(application?.history.at(-1)?.reason).to.equal('queueClosed');
    expect(await told('teacher03')).to.deep.equal(['applicationWaitlisted', 'applicationDeclined']);
  });

  describe('with the agreement of the head of the kafedra', () => {
    beforeEach(() => training({ seats: 1, approval: 'chairHead' }));

    it('an application waits two working days for them, and keeps its place by arrival', async () => {
      await apply('teacher02');
      await apply('teacher06');
      expect(await states()).to.deep.equal(['applied', 'applied']);
      const due = dueAt(testStart, 2, await loadWorkCalendar(university.db));
      expect(Number((await applicationOf('teacher02')).decide_until_at)).to.equal(due);
      expect(await told('teacher01')).to.deep.equal(['applicationAwaited']);
      expect([await countToDecide(university.db, await person('teacher05'))]).to.deep.equal([1]);
      const { items } = await listToDecide(engine, await person('teacher01'), { page: 1, pageSize: 20 });
      expect(items.map((item) => item.motive)).to.deep.equal(['teacher02 wants to learn']);

      await act('teacher05', 'teacher06', 'agree');
      await act('teacher01', 'teacher02', 'agree');
      expect(await states()).to.deep.equal(['waitlisted', 'confirmed']);
      expect((await page('teacher02')).application?.history.map(({ reason, by }) => [reason, by])).to.deep.equal([
        ['headAsked', 'applicant'],
        ['headAgreedNoSeat', 'head'],
      ]);
      await act('teacher06', 'teacher06', 'cancel');
      expect(await states()).to.deep.equal(['offered', 'cancelled']);
    });

    it('they decline with a reason, and the applicant is told it', async () => {
      await apply('teacher02');
      expect(await refusal(act('teacher01', 'teacher02', 'decline', ''))).to.equal('decisionNeedsReason');
      await act('teacher01', 'teacher02', 'decline', 'the session is then');
      const notice = await university
        .db('notices')
        .where({ kind: 'applicationDeclined', training_id: trainingId })
        .first();
      const text = (await noticeTexts(university.db, university.engine.catalogue, [notice!], 'en')).get(
        notice!.id,
      )!.text;
      expect(text).to.include('the session is then').and.include('Designing a course in Moodle');
      expect(noticePlace(notice!)).to.equal(`#/trainings/${trainingId}`);
    });

    it('heads of other kafedras, colleagues and the applicant do not decide', async () => {
      await apply('teacher02');
      expect(await refusal(act('teacher05', 'teacher02', 'agree'))).to.equal('notFound');
      expect(await refusal(act('teacher03', 'teacher02', 'agree'))).to.equal('notFound');
      expect(await refusal(act('teacher02', 'teacher02', 'agree'))).to.equal('notAllowed');
      expect(await refusal(act('teacher01', 'teacher02', 'cancel'))).to.equal('notAllowed');
      expect(await states()).to.deep.equal(['applied']);
    });

    it('a head who applies is decided on by the head of the department', async () => {
      await apply('teacher01');
      expect(await applicationOf('teacher01')).to.include({ asked_role: 'dldHead' });
      expect(await refusal(act('teacher01', 'teacher01', 'agree'))).to.equal('notAllowed');
      await act('dldhead', 'teacher01', 'agree');
      expect(await states()).to.deep.equal(['confirmed']);
    });

    it('whoever decides in the place of the head decides here too', async () => {
      const head = await person('teacher01');
      const kafedra = head.roles.find(({ role }) => role === 'chairHead')!.orgUnitId;
      const on = '2026-10-08';
      const delegation = {
        role: 'chairHead',
        orgUnitId: kafedra,
        caseId: null,
        validFromOn: on,
        validToOn: on,
      } as const;
      await giveDelegation(university.engine, head, {
        ...delegation,
        toPersonId: (await person('teacher03')).id,
        ground: 'order 7',
      });
      await apply('teacher02');
      expect(await told('teacher03')).to.deep.equal(['applicationAwaited']);
      const { items } = await listToDecide(engine, await person('teacher03'), { page: 1, pageSize: 20 });
      expect(items.find(({ training: { id } }) => id === trainingId)?.actingFor?.id).to.equal(head.id);
      await act('teacher03', 'teacher02', 'agree');
      expect(await states()).to.deep.equal(['confirmed']);
    });

    it('a silent head is reminded, then the head above is told, each once', async () => {
      await apply('teacher02');
      const due = dueAt(testStart, 2, await loadWorkCalendar(university.db));
      const kinds = async () =>
        (await university.db('notices').where({ training_id: trainingId }).orderBy('id')).map(({ kind }) => kind);
      university.clock.at = due - 12 * hour;
      await Promise.all([remindOfApplications(engine), remindOfApplications(engine)]);
      await remindOfApplications(engine);
      expect((await kinds()).filter((kind) => kind === 'applicationReminder')).to.have.length(1);
      university.clock.at = due + 36 * hour;
      await remindOfApplications(engine);
      await remindOfApplications(engine);
      expect((await kinds()).filter((kind) => kind === 'applicationReminder')).to.have.length(2);
      expect((await kinds()).filter((kind) => kind === 'applicationEscalated')).to.have.length(1);
    });

    it('one that the head has not answered by the start is declined with that reason', async () => {
      await apply('teacher02');
      university.clock.at = testStart + 20 * day;
      await passSeatsOn(engine);
      expect((await page('teacher02')).application?.history.at(-1)?.reason).to.equal('headSilent');
    });
  });

  it('an offer is reminded of once, in the middle of its time', async () => {
    await exchange(1, 'teacher02', 'teacher03');
    await act('teacher02', 'teacher02', 'cancel');
    university.clock.at = testStart + 8 * hour;
    await remindOfApplications(engine);
    expect(await told('teacher03')).not.to.include('offerReminder');
    university.clock.at = testStart + 23 * hour;
    await Promise.all([remindOfApplications(engine), remindOfApplications(engine)]);
    await remindOfApplications(engine);
    expect((await told('teacher03')).filter((kind) => kind === 'offerReminder')).to.have.length(1);
  });

  describe('when a person changes to another run of the series', () => {
    let other: number;
    beforeEach(async () => {
      other = await insertTraining(university.db, testStart, {
        series_key: 'runs',
        seats: 1,
        starts_at: testStart + 40 * day,
      });
      await training({ series_key: 'runs', seats: 1 });
    });
    afterEach(async () => {
      await university.db('trainings').where({ series_key: 'runs' }).update({ series_key: 'old runs' });
    });
    const swap = async (login: string, mayWait: boolean) =>
      swapRun(engine, await person(login), (await applicationOf(login)).id, { trainingId: other, mayWait });

    it('a free seat there is taken and the one here goes to who waits, both at once', async () => {
      await apply('teacher02');
      await apply('teacher03');
      await swap('teacher02', false);
      await swap('teacher02', false);
      expect(await states()).to.deep.equal(['cancelled', 'offered']);
      expect(await statesOf(university.db, other)).to.deep.equal(['confirmed']);
      expect((await page('teacher02')).application?.history.at(-1)?.reason).to.equal('swapped');
    });

    it('without a free seat there nothing happens, unless they wish to wait: then they keep their seat until the other is certain', async () => {
      await apply('teacher04', other);
      await apply('teacher02');
      await apply('teacher03');
      expect(await refusal(swap('teacher02', false))).to.equal('noSeatForSwap');
      expect(await statesOf(university.db, other)).to.deep.equal(['confirmed']);
      await swap('teacher02', true);
      expect(await states()).to.deep.equal(['confirmed', 'waitlisted']);
      expect((await page('teacher02', other)).application?.swapFrom?.trainingId).to.equal(trainingId);

      await actOnApplication(engine, await person('teacher04'), (await applicationOf('teacher04', other)).id, 'cancel');
      expect(await states(), 'an offer is not certain yet').to.deep.equal(['confirmed', 'waitlisted']);
      await actOnApplication(engine, await person('teacher02'), (await applicationOf('teacher02', other)).id, 'accept');
      expect(await states()).to.deep.equal(['cancelled', 'offered']);
    });

    it('nobody stands in two runs without a swap, and nobody swaps what is not theirs', async () => {
      await apply('teacher02');
      expect(await refusal(apply('teacher02', other))).to.equal('appliedInSeries');
      const { id } = await applicationOf('teacher02');
      const stranger = swapRun(engine, await person('teacher03'), id, { trainingId: other, mayWait: true });
      expect(await refusal(stranger)).to.equal('notFound');
      const elsewhere = await insertTraining(university.db, testStart);
      const unlike = swapRun(engine, await person('teacher02'), id, { trainingId: elsewhere, mayWait: true });
      expect(await refusal(unlike)).to.equal('notFound');
      expect((await page('teacher02')).runs.map(({ id: run, free, whyNot }) => [run, free, whyNot])).to.deep.equal([
        [other, 1, 'appliedInSeries'],
      ]);
    });
  });

  it('nobody applies too early, too late, for what is over or what they may not, and each is told why', async () => {
    const why = async (given: Partial<TrainingRow>, login = 'teacher02') => {
      await training(given);
      const shown = await page(login).then(
        ({ whyNot }) => whyNot,
        (error: { code: string }) => error.code,
      );
      return [await refusal(apply(login)), shown];
    };
    expect(await why({ apply_from_at: testStart + 1 })).to.deep.equal(['applicationsNotYet', 'applicationsNotYet']);
    expect(await why({ apply_until_at: testStart - 1 })).to.deep.equal(['applicationsClosed', 'applicationsClosed']);
    expect(await why({ state: 'cancelled' })).to.deep.equal(['trainingNotOpen', 'trainingNotOpen']);
    expect(await why({ state: 'draft' })).to.deep.equal(['notFound', 'notFound']);
    const f2 = await university.db('org_units').where({ code: 'F2' }).first();
    const eligibility = { unitIds: [f2!.id], positions: ['docent'], notDoneWithinYears: null, noTimetableClash: false };
    const eligibility_json = JSON.stringify(eligibility);
    expect(await why({ eligibility_json })).to.deep.equal(['notEligible', 'notEligible']);
    expect((await page('teacher02')).eligibility).to.deep.equal([
      { rule: 'unit', isMet: false, units: [{ kk: f2!.name_kk, ru: f2!.name_ru, en: f2!.name_en }] },
      { rule: 'position', isMet: false, positions: ['docent'], mine: 'seniorTeacher' },
    ]);
    expect(await why({ eligibility_json }, 'teacher07')).to.deep.equal(['done', null]);
  });

  it('a seat is given up until its deadline; after it the department frees it', async () => {
    await exchange(1, 'teacher02', 'teacher03');
    university.clock.at = testStart + 17 * day + 1;
    expect(await refusal(act('teacher02', 'teacher02', 'cancel'))).to.equal('cancelDeadlinePassed');
    await act('methodist', 'teacher02', 'decline', 'fell ill');
    expect(await states()).to.deep.equal(['declined', 'offered']);
    const { items, counts } = await listApplicants(engine, await person('methodist'), trainingId, {
      page: 1,
      pageSize: 20,
    });
    expect(items.map(({ arrivalNo, state, reason, note }) => [arrivalNo, state, reason, note])).to.deep.equal([
      [1, 'declined', 'departmentDeclined', 'fell ill'],
      [2, 'offered', 'seatOffered', ''],
    ]);
    expect([counts.declined, counts.offered]).to.deep.equal([1, 1]);
  });

  it('the catalogue finds by words, filters, dates, and by what I may apply for', async () => {
    await university.db('trainings').update({ state: 'completed' });
    await training({
      title_kk: 'Сынақ тапсырмалары',
      title_ru: 'Тестовые ЗАДАНИЯ',
      category: 'testItems',
      form: 'online',
    });
    await insertTraining(university.db, testStart, { apply_until_at: testStart - 1, starts_at: testStart + 30 * day });
    const found = async (query: Partial<Parameters<typeof listCatalogue>[2]>) =>
      (await listCatalogue(engine, await person('teacher02'), { page: 1, pageSize: 20, ...query })).total;
    expect(await found({})).to.equal(2);
    expect(await found({ search: 'тестовые задания' })).to.equal(1);
    expect(await found({ search: '%' })).to.equal(0);
    expect([await found({ category: 'testItems' }), await found({ form: 'blended' })]).to.deep.equal([1, 0]);
    expect([await found({ to: '2026-10-30' }), await found({ from: '2026-11-10' })]).to.deep.equal([1, 1]);
    expect(await found({ open: '1' })).to.equal(1);
    await apply('teacher02');
    expect(await found({ open: '1' })).to.equal(0);
    const mine = await listMyTrainings(
      university.db,
      await person('teacher02'),
      { page: 1, pageSize: 50, show: 'present' },
      testStart,
    );
    expect(mine.items[0]).to.deep.include({ state: 'confirmed', reason: 'seatFree' });
    expect(mine.sessions.filter((session) => session.trainingId === trainingId)).to.have.length(2);
    await university.db('trainings').where({ state: 'completed' }).update({ state: 'announced' });
  });
});
