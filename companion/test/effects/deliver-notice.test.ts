import { expect } from 'chai';
import { simpleParser, type ParsedMail } from 'mailparser';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import type { MoodleClient } from '@qashyq/moodle-api-client';
import type { MoodleNotice } from '@qashyq/shared-types';
import { deliverNotice } from '../../src/effects/deliver-notice.js';
import { createMailer, type Mailer } from '../../src/effects/mailer.js';
import { insertNotices } from '../../src/effects/notices.js';
import { requeue } from '../../src/effects/outbox.js';
import { createWorker } from '../../src/effects/worker.js';
import { idleHandlers } from '../support/idle-handlers.js';
import { draftSchedule, openTestUniversity, type TestUniversity } from '../support/university.js';

describe('delivering a notice', () => {
  let university: TestUniversity;
  let server: SMTPServer;
  let mailer: Mailer;
  let mails: ParsedMail[];
  let refused: string[];
  let sentByMoodle: MoodleNotice[];
  let caseId: number;

  beforeEach(async () => {
    university = await openTestUniversity();
    caseId = await draftSchedule(university);
    mails = [];
    refused = [];
    sentByMoodle = [];
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo(address, _session, callback) {
        callback(
          refused.includes(address.address) ? Object.assign(new Error('no such box'), { responseCode: 550 }) : null,
        );
      },
      onData(stream, _session, callback) {
        simpleParser(stream).then((mail) => {
          mails.push(mail);
          callback();
        }, callback);
      },
    });
    const port = await new Promise<number>((resolve) => {
      const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as { port: number }).port));
    });
    mailer = createMailer({
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: 'qashyq@demo.invalid',
      publicUrl: 'https://qashyq.demo.invalid',
      catalogue: university.engine.catalogue,
    });
  });
  afterEach(async () => {
    mailer.close();
    await new Promise<void>((resolve) => server.close(resolve));
  });

  async function tell(login: string) {
    const { db, engine } = university;
    const person = await university.person(login);
    await insertNotices(
      db,
      [
        {
          personId: person.id,
          caseId,
          kind: 'decisionAwaited',
          facts: { editionNo: 1, byPersonId: null, role: 'dean', orgUnitId: 12 },
        },
      ],
      engine.now(),
    );
    const client = {
      notify: ({ notices }: { notices: MoodleNotice[] }) => {
        sentByMoodle.push(...notices);
        return Promise.resolve({ sent: notices.length, already: 0, refused: [] });
      },
    } as unknown as MoodleClient;
    const worker = createWorker({
      db,
      now: engine.now,
      logger: pino({ level: 'silent' }),
      handlers: {
        ...idleHandlers,
        'deliver-notice': deliverNotice({
          db,
          catalogue: engine.catalogue,
          moodle: () => Promise.resolve(client),
          mailer,
          now: engine.now,
        }),
      },
    });
    await worker.drain();
    return { worker, effect: (await db('effects').orderBy('id', 'desc').first())! };
  }

  it('somebody without Moodle gets one mail in their own language, with a link to the case', async () => {
    await tell('dean1');
    expect(mails).to.have.length(1);
    expect(mails[0]!.subject).to.equal('Шешіміңіз күтілуде: Сабақ кестесі');
    expect(mails[0]!.text).to.include(`https://qashyq.demo.invalid/#/cases/${caseId}`).and.include('Факультет деканы');
    expect(sentByMoodle).to.deep.equal([]);
  });

  it('a digest is one mail in two forms, with every sentence, its link, and the way to the settings', async () => {
    await mailer.sendDigest({
      id: 'digest-5',
      to: { name: 'Dean', address: 'dean1@demo.invalid' },
      locale: 'kk',
      subject: '2 жаңа хабарлама',
      items: [
        { subject: 'Бірінші', text: 'A & B <b>', fragment: '#/cases/1' },
        { subject: 'Екінші', text: 'C', fragment: '#/cases/2' },
      ],
    });
    const [mail] = mails;
    expect(mail!.messageId).to.equal('<digest-5@qashyq.demo.invalid>');
    for (const part of ['Бірінші', 'A & B <b>', 'https://qashyq.demo.invalid/#/cases/2', '/#/notices'])
      expect(mail!.text).to.include(part);
    expect(mail!.html).to.include('A &amp; B &lt;b&gt;').and.include('href="https://qashyq.demo.invalid/#/cases/1"');
  });

  it('a Moodle user is told by Moodle and not twice', async () => {
    const dean = await university.person('dean1');
    await university.db('persons').where({ id: dean.id }).update({ moodle_user_id: 77, locale: 'ru' });
    await tell('dean1');
    expect(sentByMoodle).to.have.length(1);
    expect(sentByMoodle[0]).to.include({
      userid: 77,
      subject: 'Ждёт вашего решения: Расписание занятий',
      fragment: `#/cases/${caseId}`,
    });
    expect(mails).to.deep.equal([]);
  });

  it('a repeated mail has the same message id, so that it is recognised', async () => {
    const { worker, effect } = await tell('dean1');
    await requeue(university.db, effect.id, university.clock.at);
    await worker.drain();
    expect(mails).to.have.length(2);
    expect(mails[0]!.messageId).to.equal(mails[1]!.messageId);
  });

  it('an address that the server refuses parks the notice with that reason', async () => {
    refused = ['dean1@demo.invalid'];
    expect((await tell('dean1')).effect).to.include({ state: 'parked', error_code: 'mailRefused' });
  });

  it('a mail server that is away is tried again later', async () => {
    await new Promise<void>((resolve) => server.close(resolve));
    expect((await tell('dean1')).effect).to.include({ state: 'ready', attempts: 1, error_code: 'mailServerAway' });
  });

  it('a person erased meanwhile is told nothing and blocks nothing', async () => {
    const { db } = university;
    await db('notices').delete();
    await db('effects').insert({
      kind: 'deliver-notice',
      dedupe_key: 'notice:999',
      serial_key: 'notice:999',
      running_key: null,
      payload_json: '{"noticeId":999}',
      case_id: null,
      state: 'ready',
      attempts: 0,
      run_at: university.clock.at,
      lease_owner: null,
      lease_until: null,
      error_code: null,
      error_details_json: null,
      created_at: university.clock.at,
      done_at: null,
    });
    await tell('dean1');
    expect((await db('effects').where({ dedupe_key: 'notice:999' }).first())!.state).to.equal('done');
  });
});
