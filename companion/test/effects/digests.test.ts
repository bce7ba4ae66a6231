import { expect } from 'chai';
import { pino } from 'pino';
import { localToInstant } from '../../src/calendar/working-days.js';
import { deliverNotice } from '../../src/effects/deliver-notice.js';
import { deliverDigest, makeDigests } from '../../src/effects/digests.js';
import { RetryLater } from '../../src/effects/effect-handler.js';
import type { DigestMail, Mail, Mailer } from '../../src/effects/mailer.js';
import { getMailSettings, setMailPace } from '../../src/effects/notice-list.js';
import { insertNotices } from '../../src/effects/notices.js';
import { requeue } from '../../src/effects/outbox.js';
import { createWorker, type Worker } from '../../src/effects/worker.js';
import { idleHandlers } from '../support/idle-handlers.js';
import { draftSchedule, openTestUniversity, type TestUniversity } from '../support/university.js';

describe('one mail a day', () => {
  let university: TestUniversity;
  let worker: Worker;
  let caseId: number;
  let dean: number;
  let mails: Mail[];
  let digests: DigestMail[];
  let mailServerIsAway: boolean;

  beforeEach(async () => {
    university = await openTestUniversity();
    const { db, engine } = university;
    caseId = await draftSchedule(university);
    dean = (await university.person('dean1')).id;
    await setMailPace(db, dean, 'daily');
    mails = [];
    digests = [];
    mailServerIsAway = false;
    const take =
      <M>(box: M[]) =>
      (mail: M) => {
        if (mailServerIsAway) return Promise.reject(new RetryLater('mailServerAway'));
        box.push(mail);
        return Promise.resolve();
      };
    const mailer: Mailer = {
      send: (mail) => take(mails)(mail),
      sendDigest: (mail) => take(digests)(mail),
      sendInvitation: () => Promise.reject(new Error('not asked')),
      close: () => undefined,
    };
    const common = { db, catalogue: engine.catalogue, mailer, now: engine.now };
    worker = createWorker({
      db,
      now: engine.now,
      logger: pino({ level: 'silent' }),
      handlers: {
        ...idleHandlers,
        'deliver-notice': deliverNotice({ ...common, moodle: () => Promise.resolve(undefined) }),
        'deliver-digest': deliverDigest(common),
      },
    });
  });

  /** At this time the dean is told something, and whatever is due is delivered. */
  async function tell(date: string, time: string, editionNo: number, personId = dean) {
    university.clock.at = localToInstant(date, time);
    await insertNotices(
      university.db,
      [
        {
          personId,
          caseId,
          kind: 'decisionAwaited',
          facts: { editionNo, byPersonId: null, role: 'dean', orgUnitId: 12 },
        },
      ],
      university.clock.at,
    );
    await worker.drain();
  }
  async function look(date: string, time: string): Promise<number> {
    university.clock.at = localToInstant(date, time);
    const made = await makeDigests({ db: university.db, now: university.engine.now });
    await worker.drain();
    return made;
  }
  const editions = (digest: DigestMail | undefined) =>
    digest?.items.map(({ text }) => Number(/(\d+)-редакция/.exec(text)?.[1]));

  it('holds everything of the day before, in the reader’s language with a link each, and comes once', async () => {
    await tell('2026-10-08', '10:00', 1);
    await tell('2026-10-08', '17:00', 2);
    expect(mails).to.deep.equal([]);
    expect(await look('2026-10-09', '08:29')).to.equal(0);
    expect(await look('2026-10-09', '08:30')).to.equal(1);
    for (const time of ['08:31', '12:00', '19:00']) expect(await look('2026-10-09', time)).to.equal(0);
    expect(digests).to.have.length(1);
    expect(digests[0]).to.include({ subject: '2 жаңа хабарлама', locale: 'kk' });
    expect(digests[0]!.to.address).to.equal('dean1@demo.invalid');
    expect(editions(digests[0])).to.deep.equal([1, 2]);
    expect(digests[0]!.items.map(({ fragment }) => fragment)).to.deep.equal(Array(2).fill(`#/cases/${caseId}`));
  });

  it('does not come on days off, and on the next working day nothing is missing', async () => {
    await tell('2026-10-23', '16:00', 1);
    await tell('2026-10-24', '10:00', 2);
    // Saturday, Sunday, and Monday as the rest of Republic Day.
    for (const date of ['2026-10-24', '2026-10-25', '2026-10-26']) expect(await look(date, '09:00')).to.equal(0);
    expect(await look('2026-10-27', '08:30')).to.equal(1);
    expect(editions(digests[0])).to.deep.equal([1, 2]);
  });

  it('what comes after half past eight waits for the next day, also when there was no digest today', async () => {
    await tell('2026-10-08', '08:31', 1);
    expect(await look('2026-10-08', '15:00')).to.equal(0);
    await look('2026-10-09', '08:30');
    await tell('2026-10-09', '09:00', 2);
    expect(await look('2026-10-09', '10:00')).to.equal(0);
    await look('2026-10-12', '08:30');
    expect(digests.map(editions)).to.deep.equal([[1], [2]]);
  });

  it('five workers at the same moment make one', async () => {
    for (let editionNo = 1; editionNo <= 3; editionNo++) await tell('2026-10-08', '10:00', editionNo);
    const { db, engine, clock } = university;
    clock.at = localToInstant('2026-10-09', '08:30');
    const made = await Promise.all(Array.from({ length: 5 }, () => makeDigests({ db, now: engine.now })));
    await worker.drain();
    expect(made.reduce((sum, count) => sum + count)).to.equal(1);
    expect(digests.map(editions)).to.deep.equal([[1, 2, 3]]);
  });

  it('after the choice is taken back new notices come at once, and what was kept comes still', async () => {
    await tell('2026-10-08', '10:00', 1);
    await setMailPace(university.db, dean, 'atOnce');
    await tell('2026-10-08', '11:00', 2);
    expect(mails).to.have.length(1);
    await look('2026-10-09', '08:30');
    expect(digests.map(editions)).to.deep.equal([[1]]);
  });

  it('others go on being told at once', async () => {
    const { id } = await university.person('dean2');
    await tell('2026-10-08', '10:00', 1, id);
    expect(mails.map(({ to }) => to.address)).to.deep.equal(['dean2@demo.invalid']);
  });

  it('what was read on the screen is left out; a digest of nothing is not sent', async () => {
    await tell('2026-10-08', '10:00', 1);
    await university.db('notices').where({ person_id: dean }).update({ read_at: university.clock.at });
    expect(await look('2026-10-09', '08:30')).to.equal(1);
    expect(digests).to.deep.equal([]);
    expect(await university.db('effects').whereNot({ state: 'done' })).to.deep.equal([]);
  });

  it('waits for a mail server that is away, and a repeated one is recognised by its id', async () => {
    await tell('2026-10-08', '10:00', 1);
    mailServerIsAway = true;
    await look('2026-10-09', '08:30');
    expect(digests).to.deep.equal([]);
    mailServerIsAway = false;
    university.clock.at += 3_600_000;
    await worker.drain();
    expect(digests).to.have.length(1);
    const effect = (await university.db('effects').where({ kind: 'deliver-digest' }).first())!;
    await requeue(university.db, effect.id, university.clock.at);
    await worker.drain();
    expect(digests.map(({ id }) => id)).to.deep.equal([digests[0]!.id, digests[0]!.id]);
  });

  it('is a choice of those whom our mail reaches: Moodle users choose in Moodle, without a mail server there is none', async () => {
    const { db } = university;
    expect(await getMailSettings(db, dean, true)).to.deep.equal({ way: 'mail', pace: 'daily' });
    expect(await getMailSettings(db, dean, false)).to.deep.equal({ way: 'none', pace: 'daily' });
    await db('persons').where({ id: dean }).update({ moodle_user_id: 77 });
    expect(await getMailSettings(db, dean, true)).to.deep.equal({ way: 'moodle', pace: 'daily' });
  });
});
