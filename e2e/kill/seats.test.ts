/**
 * Everybody at once: twenty and two hundred people at two companions on one MariaDB for five seats, SEAT_ROUNDS (2) times; then all of them
 * cancelling, accepting and refusing while offers run out and processes are killed, KILL_ROUNDS (4) times.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { audit } from '../../companion/src/audit/audit.js';
import { auditTrainings } from '../../companion/src/audit/training-audit.js';
import { passSeatsOn } from '../../companion/src/features/training/seats/seat-rounds.js';
import { hire, insertTraining } from '../../companion/test/support/trainings.js';
import { createClock, type Clock } from '../support/clock.js';
import { freePort } from '../support/commands.js';
import { companionProcess, mariadbProcess, type Killable } from '../support/processes.js';
import { seededRandom } from '../support/random.js';
import { createApplicants, type Answered, type Press } from './applicants.js';
import { startStandIn, type MoodleStandIn } from './moodle-stand-in.js';
import * as scenario from './scenario.js';

const races = Number(process.env['SEAT_ROUNDS'] ?? 2);
const rounds = Number(process.env['KILL_ROUNDS'] ?? 4);
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const hour = 3_600_000;
const dayMs = 24 * hour;

describe(`everybody wants a seat at once (KILL_SEED=${seed})`, () => {
  const random = seededRandom(seed);
  let folder: string;
  let database: Killable;
  let webs: Killable[];
  let workers: Killable[];
  let moodleSide: MoodleStandIn;
  let clock: Clock;
  let db: ReturnType<typeof scenario.openDatabase>;
  let logins: string[];
  let applicants: ReturnType<typeof createApplicants>;

  before(async function () {
    this.timeout(180_000);
    if (process.env['KILL_WITHOUT_MARIADB'] === '1') this.skip();
    folder = mkdtempSync(join(tmpdir(), 'qashyq-seats-'));
    moodleSide = await startStandIn(random);
    clock = createClock(join(folder, 'clock'));
    const databasePort = await freePort();
    database = mariadbProcess(folder, databasePort);
    await database.start();
    const server = scenario.openDatabase(`mysql://root@127.0.0.1:${databasePort}/mysql`);
    await server.raw('create database qashyq character set utf8mb4');
    await server.destroy();
    const ports = [await freePort(), await freePort()];
    const urls = ports.map((port) => `http://127.0.0.1:${port}`);
    const env = {
      NODE_ENV: 'test',
      QASHYQ_PUBLIC_URL: urls[0]!,
      QASHYQ_SECRET: 'only-for-tests-only-for-tests-only',
      QASHYQ_LEASE_SECONDS: '3',
      QASHYQ_ROUND_SECONDS: '1',
      QASHYQ_REQUESTS_PER_MINUTE: '1000000',
      MOODLE_URL: moodleSide.moodle.url,
      DATABASE_URL: `mysql://root@127.0.0.1:${databasePort}/qashyq`,
      ...clock.env,
    };
    webs = ports.map((port, index) =>
      companionProcess(
        `web ${index}`,
        { ...env, QASHYQ_ROLE: 'web', QASHYQ_PORT: String(port) },
        `${urls[index]}/readyz`,
      ),
    );
    workers = [1, 2].map((index) => companionProcess(`worker ${index}`, { ...env, QASHYQ_ROLE: 'worker' }));
    db = scenario.openDatabase(env.DATABASE_URL);
    await scenario.prepareUniversity(db, moodleSide.moodle.url);
    logins = await hire(db, 200);
    applicants = createApplicants({
      db,
      urls,
      audience: urls[0]!,
      moodle: moodleSide.moodle,
      now: () => clock.now(),
      random,
    });
    await startAll();
    await scenario.pairMoodle(urls[0]!, moodleSide.moodle, clock.now());
  });
  after(async () => {
    if ((database as Killable | undefined) === undefined) return;
    for (const process of [...webs, ...workers, database]) await process.kill();
    await db.destroy();
    await moodleSide.moodle.close();
    rmSync(folder, { recursive: true });
  });

  const startAll = async () => {
    await database.start();
    await Promise.all([...webs, ...workers].map((process) => process.start()));
  };
  const applicationsOf = (trainingId: number) =>
    db('training_applications').where({ training_id: trainingId }).orderBy('arrival_no');

  for (const many of [20, 200])
    it(`${many} for five seats, ${races} times: five get them, the others wait in the order of arrival, nobody is lost`, async function () {
      this.timeout(races * 60_000 + 60_000);
      for (let race = 1; race <= races; race++) {
        const trainingId = await insertTraining(db, clock.now());
        const all = logins.slice(0, many);
        // Some press twice.
        const pressing = [...all, ...all.slice(0, 5)];
        const answers = await Promise.all(pressing.map((login) => applicants.press(login, trainingId, 'apply')));
        expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
        const rows = await applicationsOf(trainingId);
        expect(rows.map(({ arrival_no: no }) => no)).to.deep.equal(
          Array.from({ length: many }, (_, index) => index + 1),
        );
        expect(rows.map(({ state }) => state)).to.deep.equal(
          rows.map((_, index) => (index < 5 ? 'confirmed' : 'waitlisted')),
        );
        expect(new Set(rows.map(({ person_id: id }) => id)).size).to.equal(many);
      }
      expect(await auditTrainings(db, clock.now())).to.deep.equal([]);
    });

  it(`cancelling, accepting, refusing and running out at once, ${races} times: every freed seat goes to the next`, async function () {
    this.timeout(races * 60_000 + 60_000);
    for (let race = 1; race <= races; race++) {
      const trainingId = await insertTraining(db, clock.now(), { offer_hours: 1 });
      const all = logins.slice(0, 40);
      await Promise.all(all.map((login) => applicants.press(login, trainingId, 'apply')));
      const answers: Answered[] = [];
      for (let wave = 0; wave < 4; wave++) {
        const doing: Promise<unknown>[] = all.map(async (login) => {
          const presses: Press[] = ['cancel', 'accept', 'refuse', 'accept'];
          answers.push(await applicants.press(login, trainingId, presses[Math.floor(random() * 4)]!));
        });
        doing.push(...[1, 2, 3].map(() => passSeatsOn({ db, now: () => clock.now() })));
        await Promise.all(doing);
        await clock.jumpTo(clock.now() + hour);
      }
      // Refused is what is not possible now; nothing went wrong.
      for (const { status } of answers) expect(status).to.be.oneOf([200, 409]);
      await passSeatsOn({ db, now: () => clock.now() });
      expect(await auditTrainings(db, clock.now())).to.deep.equal([]);
      const taken = (await applicationsOf(trainingId)).filter(
        ({ state }) => state === 'confirmed' || state === 'offered',
      );
      const waiting = (await applicationsOf(trainingId)).filter(({ state }) => state === 'waitlisted');
      expect(taken.length === 5 || waiting.length === 0, 'a seat is free while somebody waits').to.equal(true);
    }
  });

  it(`killed amid it, ${rounds} times: no seat is given twice, nobody is passed over, everybody is told once`, async function () {
    this.timeout(rounds * 60_000 + 240_000);
    const counts = { done: 0, refused: 0, unsure: 0 };
    for (let round = 1; round <= rounds; round++) {
      const trainingId = await insertTraining(db, clock.now(), {
        offer_hours: 1,
        seats: 3,
        starts_at: clock.now() + 20 * dayMs,
      });
      const all = logins.slice(0, 25);
      let stopped = false;
      const answers: Answered[] = [];
      const people = all.map(async (login) => {
        for (
          let press: Press = 'apply';
          !stopped;
          press = (['apply', 'cancel', 'accept', 'refuse'] as const)[Math.floor(random() * 4)]!
        )
          answers.push(await applicants.press(login, trainingId, press));
      });
      const wished = 10 + Math.floor(random() * 40);
      for (const deadline = Date.now() + 3_000; answers.length < wished && Date.now() < deadline;) await pause(5);
      if (random() < 0.5) await clock.jumpTo(clock.now() + hour);
      const processes = [database, ...webs, ...workers];
      const victims = processes.filter(() => random() < 0.4);
      if (victims.length === 0) victims.push(processes[round % processes.length]!);
      await Promise.all(victims.map((victim) => victim.kill()));
      stopped = true;
      await Promise.all(people);
      await startAll();
      for (const { status } of answers)
        counts[status === 200 ? 'done' : status >= 400 && status < 500 ? 'refused' : 'unsure'] += 1;

      // Who was told yes stands there, also when everything died a moment later.
      const rows = await applicationsOf(trainingId);
      for (const { login } of answers.filter(({ press, status }) => press === 'apply' && status === 200)) {
        const person = await db('persons').where({ login }).first('id');
        expect(
          rows.some(({ person_id: id }) => id === person!.id),
          `${login} was told yes`,
        ).to.equal(true);
      }
      await passSeatsOn({ db, now: () => clock.now() });
      expect(await auditTrainings(db, clock.now()), `round ${round}`).to.deep.equal([]);
    }
    await scenario.quiet(db, 120_000);
    expect((await audit(db)).broken).to.deep.equal([]);
    const due = await db('notices').whereIn('person_id', db('persons').select('id').whereNotNull('moodle_user_id'));
    expect(
      moodleSide.notices.map(({ externalId }) => externalId),
      'each notice reached Moodle once',
    ).to.have.members(due.map(({ id }) => `notice-${id}`));
    console.log(`      told: ${counts.done} done, ${counts.refused} refused, ${counts.unsure} without an answer`);
    // Otherwise nothing was tested.
    expect(Math.min(counts.done, counts.unsure)).to.be.above(0);
  });
});
