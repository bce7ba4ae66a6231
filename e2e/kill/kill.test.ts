/**
 * kill -9 of web, worker and database at random moments of submitting, deciding, handing posts over, publishing, reminding and telling
 * people. Each round is a working day. KILL_ROUNDS (12) rounds on each database; KILL_SEED repeats the choices of an earlier run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { audit } from '../../companion/src/audit/audit.js';
import { createClock, type Clock } from '../support/clock.js';
import { freePort } from '../support/commands.js';
import { startMailStandIn, type MailStandIn } from './mail-stand-in.js';
import { startStandIn, type MoodleStandIn } from './moodle-stand-in.js';
import { createPeople, type People } from './people.js';
import { companionProcess, mariadbProcess, root, type Killable } from '../support/processes.js';
import { seededRandom } from '../support/random.js';
import * as scenario from './scenario.js';

const rounds = Number(process.env['KILL_ROUNDS'] ?? 12);
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

for (const software of ['SQLite', 'MariaDB'] as const)
  describe(`killed without warning, on ${software} (KILL_SEED=${seed})`, () => {
    const random = seededRandom(seed);
    let folder: string;
    let env: Record<string, string>;
    let database: Killable | undefined;
    let web: Killable;
    let worker: Killable;
    let moodleSide: MoodleStandIn;
    let mailSide: MailStandIn;
    let clock: Clock;
    let db: ReturnType<typeof scenario.openDatabase>;

    before(async function () {
      this.timeout(120_000);
      if (software === 'MariaDB' && process.env['KILL_WITHOUT_MARIADB'] === '1') this.skip();
      folder = mkdtempSync(join(tmpdir(), 'qashyq-kill-'));
      moodleSide = await startStandIn(random);
      mailSide = await startMailStandIn();
      clock = createClock(join(folder, 'clock'));
      const port = await freePort();
      const databasePort = await freePort();
      const url = `http://127.0.0.1:${port}`;
      if (software === 'MariaDB') {
        database = mariadbProcess(folder, databasePort);
        await database.start();
        const server = scenario.openDatabase(`mysql://root@127.0.0.1:${databasePort}/mysql`);
        await server.raw('create database qashyq character set utf8mb4');
        await server.destroy();
      }
      env = {
        NODE_ENV: 'test',
        QASHYQ_PUBLIC_URL: url,
        QASHYQ_PORT: String(port),
        QASHYQ_SECRET: 'only-for-tests-only-for-tests-only',
        QASHYQ_LEASE_SECONDS: '3',
        QASHYQ_ROUND_SECONDS: '1',
        QASHYQ_REQUESTS_PER_MINUTE: '1000000',
        MOODLE_URL: moodleSide.moodle.url,
        SMTP_URL: mailSide.url,
        MAIL_FROM: 'qashyq@university.test',
        ...clock.env,
        DATABASE_URL:
          software === 'SQLite' ? `sqlite:${folder}/q.sqlite` : `mysql://root@127.0.0.1:${databasePort}/qashyq`,
      };
      web = companionProcess('web', { ...env, QASHYQ_ROLE: 'web' }, `${url}/readyz`);
      worker = companionProcess('worker', { ...env, QASHYQ_ROLE: 'worker' });
      db = scenario.openDatabase(env['DATABASE_URL']!);
    });
    after(async () => {
      for (const process of [web, worker, database]) await process?.kill();
      await (db as typeof db | undefined)?.destroy();
      await (moodleSide as MoodleStandIn | undefined)?.moodle.close();
      await (mailSide as MailStandIn | undefined)?.close();
      if ((folder as string | undefined) !== undefined) rmSync(folder, { recursive: true });
    });

    it(`loses and doubles nothing in ${rounds} rounds`, async function () {
      this.timeout(rounds * 30_000 + 180_000);
      const { moodle } = moodleSide;
      const university = await scenario.prepareUniversity(db, moodle.url);
      const url = env['QASHYQ_PUBLIC_URL']!;
      const { now } = clock;
      const people = createPeople({ urls: [url], audience: url, moodle, ...university, now, random });
      const all = [...(database === undefined ? [] : [database]), web, worker];
      await startAll();
      await scenario.pairMoodle(url, moodle, now());
      const counts = { done: 0, refused: 0, unsure: 0 };

      for (let round = 1; round <= rounds; round++) {
        const drafts = await scenario.draftSchedules(db, 3, now);
        await clock.jumpTo(await scenario.nextWorkingMorning(db, now()));
        let stopped = false;
        const work = people.work(drafts, () => stopped);
        await amidTheWork(people);
        const victims = all.filter(() => random() < 0.5);
        if (victims.length === 0) victims.push(all[round % all.length]!);
        await Promise.all(victims.map((victim) => victim.kill()));
        stopped = true;
        const told = await work;
        const presses = [...told.decisions, ...told.handovers];
        for (const press of presses) counts[press.told] += 1;

        await startAll();
        for (const press of presses.filter((one) => one.told === 'unsure')) {
          await people.repeat(press);
          expect(press.told, `repeated ${JSON.stringify(press.body)} in round ${round}`).not.to.equal('unsure');
        }
        await scenario.compareWithWhatPeopleWereTold(db, told);
      }

      // What was told until now is in the digests of a morning that nobody disturbs.
      await scenario.quiet(db, 120_000);
      const lastDay = now();
      await clock.jumpTo(await scenario.nextWorkingMorning(db, lastDay));
      await scenario.everybodyReminded(db, now(), 120_000);
      await pause(3_000);
      await scenario.quiet(db, 120_000);
      await scenario.compareWithMoodle(db, moodleSide);
      const delegations = await scenario.compareDelegations(db);
      const reminders = await scenario.compareReminders(db, now());
      const [digests, mailsAgain] = await scenario.compareDigests(db, mailSide.mails, lastDay);
      expect((await audit(db)).broken).to.deep.equal([]);
      const command = spawnSync(process.execPath, ['companion/dist/cli.js', 'audit'], { cwd: root, env });
      expect([command.status, command.stdout.toString()]).to.deep.equal([0, `All ${3 * rounds} cases are whole.\n`]);
      console.log(
        `      told: ${counts.done} done, ${counts.refused} refused, ${counts.unsure} without an answer; ` +
          `${moodleSide.notices.length} notices, ${moodleSide.events.size} events, ${reminders} reminders and escalations, ` +
          `${delegations} delegations, ${digests} daily mails (${mailsAgain} of them twice)`,
      );
      // Otherwise nothing was tested. Few rounds may by chance end before anything is published, handed over or late; many may not.
      expect(Math.min(counts.done, moodleSide.notices.length)).to.be.above(0);
      if (rounds >= 50)
        expect(Math.min(counts.unsure, moodleSide.events.size, delegations, reminders, digests)).to.be.above(0);
    });

    /** Some presses later, however slow the machine is, and in the middle of whatever is going on then. */
    async function amidTheWork(people: People) {
      const wished = people.pressed() + 1 + Math.floor(random() * 10);
      const deadline = Date.now() + 3_000;
      while (people.pressed() < wished && Date.now() < deadline) await pause(5);
      await pause(random() * 80);
    }

    async function startAll() {
      await database?.start();
      await Promise.all([web.start(), worker.start()]);
    }
  });
