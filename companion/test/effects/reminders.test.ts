import { expect } from 'chai';
import { pino } from 'pino';
import { takeActionSchema, type CaseAction } from '@qashyq/shared-types';
import { localToInstant } from '../../src/calendar/working-days.js';
import { finish } from '../../src/effects/outbox.js';
import { remind } from '../../src/effects/reminders.js';
import { createRounds } from '../../src/effects/rounds.js';
import { createWorker } from '../../src/effects/worker.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { idleHandlers } from '../support/idle-handlers.js';
import { demoLines, draftSchedule, openTestUniversity, type TestUniversity } from '../support/university.js';

const logger = pino({ level: 'silent' });

describe('reminders by the clock', () => {
  let university: TestUniversity;
  let caseId: number;

  /** A schedule of one kafedra, C11, sent on Thursday 8 October 2026: its head decides until Tuesday the 13th. */
  beforeEach(async () => {
    university = await openTestUniversity();
    caseId = await draftSchedule(
      university,
      demoLines(['АЖ-24-11']).filter((line) => line.teacherCode === 'T01'),
    );
    await act('dispatcher1', 'submit');
  });

  async function act(login: string, action: CaseAction) {
    const { version } = await createCaseStore(university.db, university.engine.now).getCase(caseId);
    const remarks = action === 'return' ? [{ lineKey: null, text: 'Not so' }] : [];
    const person = await university.person(login);
    await takeAction(university.engine, person, caseId, takeActionSchema.parse({ action, version, remarks }));
  }
  const at = (date: string, time = '09:00') => {
    university.clock.at = localToInstant(date, time);
    return remind({ db: university.db, now: university.engine.now });
  };
  /** Kinds and logins of what was said, oldest first. */
  async function told(): Promise<string[]> {
    const rows: { kind: string; login: string }[] = await university
      .db('notices')
      .join('persons', 'persons.id', 'notices.person_id')
      .whereIn('notices.kind', ['decisionReminder', 'decisionEscalated'])
      .orderBy('notices.id')
      .select({ kind: 'notices.kind', login: 'persons.login' });
    return rows.map(({ kind, login }) => `${kind} ${login}`);
  }

  it('over weeks of silence there are three reminders and one escalation, and the seat stays open', async () => {
    const said: string[] = [];
    for (let day = 8; day <= 31; day++)
      for (const time of ['07:30', '09:00', '15:00', '21:00']) {
        const date = `2026-10-${String(day).padStart(2, '0')}`;
        if ((await at(date, time)) > 0) said.push(`${date} ${time}`);
      }
    expect(said).to.deep.equal(['2026-10-13 09:00', '2026-10-14 09:00', '2026-10-15 09:00', '2026-10-16 09:00']);
    expect(await told()).to.deep.equal([
      'decisionReminder teacher01',
      'decisionReminder teacher01',
      'decisionEscalated dean1',
      'decisionReminder teacher01',
    ]);
    const seats = await university.db('seats').where({ case_id: caseId }).orderBy('id');
    expect(seats[0]!.state).to.equal('active');
    expect((await createCaseStore(university.db, university.engine.now).getCase(caseId)).state).to.equal('inAgreement');
  });

  it('five workers looking at the same moment say each thing once', async () => {
    const { db, engine, clock } = university;
    for (const date of ['2026-10-13', '2026-10-15']) {
      clock.at = localToInstant(date, '09:00');
      await Promise.all(Array.from({ length: 5 }, () => remind({ db, now: engine.now })));
    }
    expect((await told()).sort()).to.deep.equal([
      'decisionEscalated dean1',
      'decisionReminder teacher01',
      'decisionReminder teacher01',
    ]);
    expect(await db('seat_nudges')).to.have.length(3);
  });

  it('a decision and a reminder at the same moment do not harm each other', async () => {
    university.clock.at = localToInstant('2026-10-13', '09:00');
    const { db, engine } = university;
    await Promise.all([act('teacher01', 'agree'), ...Array.from({ length: 3 }, () => remind({ db, now: engine.now }))]);
    expect((await told()).length).to.be.at.most(1);
    const [seat] = await db('seats').where({ case_id: caseId }).orderBy('id');
    expect(seat!.state).to.equal('done');
    expect(await at('2026-10-14')).to.equal(0);
  });

  it('a seat that was decided meanwhile is not reminded of; the next one has its own days', async () => {
    await at('2026-10-13');
    await act('teacher01', 'agree');
    expect(await at('2026-10-14')).to.equal(0);
    // The dean had two working days from the 13th.
    expect(await at('2026-10-15')).to.equal(1);
    expect(await told()).to.deep.equal(['decisionReminder teacher01', 'decisionReminder dean1']);
  });

  it('an edition that was returned is silent', async () => {
    await at('2026-10-13');
    await act('teacher01', 'return');
    for (const date of ['2026-10-14', '2026-10-15', '2026-10-16', '2026-10-19']) expect(await at(date)).to.equal(0);
  });

  it('a day off entered meanwhile puts reminders off', async () => {
    await university.db('holidays').insert({ off_on: '2026-10-14', name_kk: 'а', name_ru: 'б', name_en: 'c' });
    await at('2026-10-13');
    expect(await at('2026-10-14')).to.equal(0);
    expect(await at('2026-10-15')).to.equal(1);
    expect(await at('2026-10-16')).to.equal(1);
    expect((await told()).at(-1)).to.equal('decisionEscalated dean1');
  });

  it('a worker that dies between saying and delivering leaves nothing unsaid and nothing twice', async () => {
    const { db, engine } = university;
    await at('2026-10-13');
    // The worker is gone before any delivery; another starts, looks again, and delivers.
    expect(await at('2026-10-13', '09:05')).to.equal(0);
    const delivered: number[] = [];
    const worker = createWorker({
      db,
      now: engine.now,
      logger,
      handlers: {
        ...idleHandlers,
        'deliver-notice': async ({ payload, lease }) => {
          delivered.push(payload.noticeId);
          await finish(db, lease, engine.now());
        },
      },
    });
    await worker.drain();
    await worker.drain();
    const [notice] = await db('notices').where({ kind: 'decisionReminder' });
    expect(delivered.filter((id) => id === notice!.id)).to.have.length(1);
  });

  it('what cannot be queued is not said either: it is said whole at the next look', async () => {
    const { db } = university;
    await db.schema.renameTable('effects', 'effects_away');
    const failed: unknown = await at('2026-10-13').catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(AggregateError);
    await db.schema.renameTable('effects_away', 'effects');
    expect([await db('seat_nudges'), await told()]).to.deep.equal([[], []]);
    expect(await at('2026-10-13')).to.equal(1);
    expect(await told()).to.deep.equal(['decisionReminder teacher01']);
  });

  describe('goes up', () => {
    const leave = (login: string) =>
      university
        .db('person_roles')
        .whereIn('person_id', university.db('persons').select('id').where({ login }))
        .update({ valid_to_on: '2026-10-12' });

    it('past a head who is not there', async () => {
      await leave('dean1');
      await at('2026-10-15');
      expect(await told()).to.deep.equal(['decisionReminder teacher01', 'decisionEscalated vicerector']);
    });

    it('also when nobody holds the seat any more: then the head is the only one who is told', async () => {
      await leave('teacher01');
      await at('2026-10-15');
      expect(await told()).to.deep.equal(['decisionEscalated dean1']);
    });

    it('to nobody at the top, and is said as soon as there is somebody', async () => {
      for (const login of ['dean1', 'vicerector']) await leave(login);
      await at('2026-10-15');
      expect(await told()).to.deep.equal(['decisionReminder teacher01']);
      await university
        .db('person_roles')
        .whereIn('person_id', university.db('persons').select('id').where({ login: 'vicerector' }))
        .update({ valid_to_on: null });
      expect(await at('2026-10-15', '15:00')).to.equal(1);
      expect((await told()).at(-1)).to.equal('decisionEscalated vicerector');
    });

    it('from the department to the head of its institute, when the directorate has none', async () => {
      await university.db('seats').where({ case_id: caseId, state: 'active' }).update({ state: 'done' });
      await university
        .db('seats')
        .where({ case_id: caseId, role: 'dldHead' })
        .update({ state: 'active', opened_at: university.clock.at, due_at: localToInstant('2026-10-13', '23:59') });
      await at('2026-10-15');
      expect(await told()).to.deep.equal(['decisionReminder dldhead', 'decisionEscalated icedirector']);
    });
  });
});

describe('rounds', () => {
  it('one that fails does not stop the others, and the worker is woken only where there is work', async () => {
    const made: string[] = [];
    let woken = 0;
    const rounds = createRounds({
      logger,
      wakeWorker: () => void woken++,
      everyMs: 60_000,
      rounds: {
        failing: () => Promise.reject(new Error('away')),
        idle: () => Promise.resolve(void made.push('idle')).then(() => 0),
        busy: () => Promise.resolve(void made.push('busy')).then(() => 2),
      },
    });
    await rounds.run();
    expect([made, woken]).to.deep.equal([['idle', 'busy'], 1]);
  });

  it('are made at the start and then again and again, never two at once, and stop after the one at hand', async () => {
    let running = 0;
    let most = 0;
    let count = 0;
    const rounds = createRounds({
      logger,
      wakeWorker: () => undefined,
      everyMs: 2,
      rounds: {
        async slow() {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setTimeout(resolve, 10));
          running -= 1;
          return ++count;
        },
      },
    });
    rounds.start();
    rounds.start();
    while (count < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await rounds.stop();
    const after = count;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([most, running, count]).to.deep.equal([1, 0, after]);
  });
});
