/**
 * kill -9 of web and worker at random moments of issuing certificates, KILL_ROUNDS (3) times on each database: every number is given once
 * and none is left out, every certificate has its files, every hour its certificate, and every holder is told once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { auditCertificates } from '../../companion/src/audit/certificate-audit.js';
import { findCurrentPerson, findPersonByLogin } from '../../companion/src/identity/person-store.js';
import { finishHeld, holdTraining } from '../../companion/test/support/held-training.js';
import { launchClaims } from '../../companion/test/support/test-moodle.js';
import { freePort } from '../support/commands.js';
import { companionProcess, mariadbProcess, type Killable } from '../support/processes.js';
import { seededRandom } from '../support/random.js';
import { startStandIn, type MoodleStandIn } from './moodle-stand-in.js';
import * as scenario from './scenario.js';

const rounds = Number(process.env['KILL_ROUNDS'] ?? 3);
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const people = ['teacher01', 'teacher02', 'teacher05', 'teacher06', 'teacher07', 'teacher08'];

for (const software of ['SQLite', 'MariaDB'] as const)
  describe(`killed while certificates are issued, on ${software} (KILL_SEED=${seed})`, () => {
    const random = seededRandom(seed);
    let folder: string;
    let database: Killable | undefined;
    let processes: Killable[] = [];
    let url: string;
    let moodleSide: MoodleStandIn;
    let db: ReturnType<typeof scenario.openDatabase>;
    let moodleIds: ReadonlyMap<string, number>;

    before(async function () {
      this.timeout(180_000);
      if (software === 'MariaDB' && process.env['KILL_WITHOUT_MARIADB'] === '1') this.skip();
      folder = mkdtempSync(join(tmpdir(), 'qashyq-certificates-'));
      moodleSide = await startStandIn(random);
      const [port, databasePort] = [await freePort(), await freePort()];
      url = `http://127.0.0.1:${port}`;
      if (software === 'MariaDB') {
        database = mariadbProcess(folder, databasePort);
        await database.start();
        const server = scenario.openDatabase(`mysql://root@127.0.0.1:${databasePort}/mysql`);
        await server.raw('create database qashyq character set utf8mb4');
        await server.destroy();
      }
      const env = {
        NODE_ENV: 'test',
        QASHYQ_PUBLIC_URL: url,
        QASHYQ_PORT: String(port),
        QASHYQ_SECRET: 'only-for-tests-only-for-tests-only',
        QASHYQ_LEASE_SECONDS: '3',
        QASHYQ_REQUESTS_PER_MINUTE: '1000000',
        MOODLE_URL: moodleSide.moodle.url,
        DATABASE_URL:
          software === 'SQLite' ? `sqlite:${folder}/q.sqlite` : `mysql://root@127.0.0.1:${databasePort}/qashyq`,
      };
      processes = [
        companionProcess('web', { ...env, QASHYQ_ROLE: 'web' }, `${url}/readyz`),
        companionProcess('worker', { ...env, QASHYQ_ROLE: 'worker' }),
      ];
      db = scenario.openDatabase(env.DATABASE_URL);
      ({ moodleIds } = await scenario.prepareUniversity(db, moodleSide.moodle.url));
      await startAll();
      await scenario.pairMoodle(url, moodleSide.moodle, Date.now());
    });
    after(async () => {
      for (const process of [...processes, database]) await process?.kill();
      await (db as typeof db | undefined)?.destroy();
      await (moodleSide as MoodleStandIn | undefined)?.moodle.close();
      if ((folder as string | undefined) !== undefined) rmSync(folder, { recursive: true });
    });

    it(`loses and doubles nothing in ${rounds} rounds`, async function () {
      this.timeout(rounds * 90_000 + 180_000);
      const university = {
        db,
        clock: { at: Date.now() },
        person: async (login: string) =>
          (await findCurrentPerson(db, (await findPersonByLogin(db, login))!.id, Date.now()))!,
      };
      let unsure = 0;
      for (let round = 1; round <= rounds; round++) {
        const held = await holdTraining(university, { people, sessions: 1 });
        await finishHeld(university, held);
        // Both of the department press, one of them twice.
        const pressing = ['methodist', 'methodist', 'dldhead'].map((login) => press(login, held.trainingId));
        // Sometimes amid the press, sometimes amid the printing.
        await pause(random() * (random() < 0.5 ? 60 : 1_500));
        const victims = processes.filter(() => random() < 0.6);
        await Promise.all((victims.length === 0 ? processes : victims).map((victim) => victim.kill()));
        unsure += (await Promise.all(pressing)).filter((status) => status !== 200).length;
        await startAll();
        expect(await press('methodist', held.trainingId), 'pressed again').to.equal(200);
        const rows = await db('training_certificates').where({ training_id: held.trainingId });
        expect(rows.map((row) => row.application_id)).to.have.members(Object.values(held.applications));
      }
      await scenario.quiet(db, 60_000 + rounds * 30_000);
      expect(await auditCertificates(db)).to.deep.equal([]);
      const certificates = await db('training_certificates');
      expect(certificates).to.have.length(rounds * people.length);
      expect(certificates.filter((row) => row.printed_at === null)).to.deep.equal([]);
      const told = moodleSide.notices.filter(({ words }) => words.includes('ҚОБ-'));
      expect(told, 'every holder is told once').to.have.length(certificates.length);
      expect(new Set(told.map(({ words }) => words)).size).to.equal(certificates.length);
      console.log(`      ${certificates.length} certificates; ${unsure} presses without an answer`);
    });

    async function startAll() {
      await database?.start();
      await Promise.all(processes.map((process) => process.start()));
    }

    /** The status of the answer; 0: none came. */
    async function press(login: string, trainingId: number): Promise<number> {
      const claims = launchClaims(moodleSide.moodle, url, Date.now(), {
        username: login,
        sub: String(moodleIds.get(login)),
      });
      const token = await moodleSide.moodle.sign(claims);
      return fetch(`${url}/api/trainings/${trainingId}/certificates`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: '{}',
      }).then(
        (answer) => answer.status,
        () => 0,
      );
    }
  });
