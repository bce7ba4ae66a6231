import { expect } from 'chai';
import ICAL from 'ical.js';
import { simpleParser, type ParsedMail } from 'mailparser';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { effectKinds, type TrainingDraft } from '@qashyq/shared-types';
import { localToInstant } from '../../src/calendar/local-time.js';
import { deliverInvitation } from '../../src/effects/deliver-invitation.js';
import type { EffectHandlers } from '../../src/effects/effect-handler.js';
import { createMailer, type Mailer } from '../../src/effects/mailer.js';
import { requeue } from '../../src/effects/outbox.js';
import { updateInvitations } from '../../src/effects/update-invitations.js';
import { createWorker } from '../../src/effects/worker.js';
import {
  changeApplication,
  lockTraining,
  openApplication,
} from '../../src/features/training/applications/change-application.js';
import {
  announceTraining,
  cancelTraining,
  createTraining,
  saveTraining,
} from '../../src/features/training/office/edit-training.js';
import { presentOfficeTraining } from '../../src/features/training/office/present-office.js';
import { openTestUniversity, type TestUniversity } from '../support/university.js';
import { draft, officeOf, session } from './training-fixture.js';

describe('invitations into calendars', () => {
  let university: TestUniversity;
  let server: SMTPServer;
  let mailer: Mailer;
  let mails: ParsedMail[];
  let isDown: boolean;

  beforeEach(async () => {
    university = await openTestUniversity();
    mails = [];
    isDown = false;
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onMailFrom(_address, _session, callback) {
        callback(isDown ? Object.assign(new Error('later'), { responseCode: 451 }) : null);
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

  /** Runs what is due; notices and courses are other tests' matter. */
  async function work(): Promise<void> {
    const { db, engine } = university;
    const done = (run: { lease: { effect: { id: number } } }) =>
      db('effects')
        .where({ id: run.lease.effect.id })
        .update({ state: 'done', running_key: null, lease_owner: null, lease_until: null })
        .then(() => undefined);
    const handlers: EffectHandlers = {
      ...(Object.fromEntries(effectKinds.map((kind) => [kind, done])) as unknown as EffectHandlers),
      'update-invitations': updateInvitations({ db, now: engine.now }),
      'deliver-invitation': deliverInvitation({
        db,
        catalogue: engine.catalogue,
        mailer,
        organizer: 'qashyq@demo.invalid',
        publicUrl: 'https://qashyq.demo.invalid',
        now: engine.now,
      }),
    };
    await createWorker({ db, handlers, now: engine.now, logger: pino({ level: 'silent' }) }).drain();
  }

  const methodist = () => university.person('methodist');
  const at = () => university.clock.at;
  async function announced(values: Partial<TrainingDraft> = {}): Promise<number> {
    const office = officeOf(university);
    const id = await createTraining(office, await methodist(), draft({ sessions: [session()], ...values }));
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
  async function save(trainingId: number, change: (kept: TrainingDraft) => TrainingDraft) {
    const office = officeOf(university);
    const { version, draft: kept } = await presentOfficeTraining(office, await methodist(), trainingId);
    await saveTraining(office, await methodist(), trainingId, { version, draft: change(kept) });
  }

  /** What a calendar program reads in a mail. */
  function read(mail: ParsedMail | undefined) {
    const part = mail!.attachments.find(({ contentType }) => contentType === 'text/calendar')!;
    const text = part.content.toString('utf8');
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[] as never);
    const vevent = calendar.getFirstSubcomponent('vevent')!;
    const event = new ICAL.Event(vevent);
    return {
      method: calendar.getFirstPropertyValue('method'),
      headerMethod: /method=(\w+)/i.exec(mail!.headerLines.map(({ line }) => line).join('\n') + text)?.[1],
      events: calendar.getAllSubcomponents('vevent').length,
      uid: event.uid,
      sequence: event.sequence,
      start: event.startDate.toJSDate().getTime(),
      end: event.endDate.toJSDate().getTime(),
      zone: event.startDate.zone?.tzid,
      location: event.location,
      summary: event.summary,
      status: vevent.getFirstPropertyValue('status'),
      organizer: vevent.getFirstPropertyValue('organizer'),
      attendee: event.attendees.map((attendee) => [attendee.getFirstValue(), attendee.getParameter('partstat')]),
    };
  }

  it('who has a confirmed seat gets each session as an event of its own, at the right time, in their language', async () => {
    const id = await announced({
      sessions: [session(), session({ date: '2026-11-11', room: '', link: 'https://meet.example/1' })],
    });
    await work();
    expect(mails, 'nobody has a seat yet').to.have.length(0);
    await university.db('persons').where({ login: 'teacher03' }).update({ locale: 'ru' });
    await confirm(id, 'teacher03');
    await work();
    expect(mails).to.have.length(2);
    const [first, second] = mails.map(read);
    expect(first).to.deep.include({
      method: 'REQUEST',
      events: 1,
      sequence: 0,
      start: localToInstant('2026-11-10', '09:00'),
      end: localToInstant('2026-11-10', '10:40'),
      zone: 'UTC',
      location: '1-305',
      summary: 'Разработка тестовых заданий',
      status: 'CONFIRMED',
      organizer: 'mailto:qashyq@demo.invalid',
      attendee: [['MAILTO:teacher03@demo.invalid', 'ACCEPTED']],
    });
    expect(second!.location).to.equal('https://meet.example/1');
    expect(second!.uid).to.not.equal(first!.uid);
    expect(mails[0]!.subject).to.equal('Приглашение на занятие: Разработка тестовых заданий, 10.11.2026 09:00–10:40');
    expect(mails[0]!.text).to.include('1-305');
    expect(mails[0]!.html).to.include(`https://qashyq.demo.invalid/#/trainings/${id}`);
  });

  it('says each state once, however often the work is repeated', async () => {
    const id = await announced();
    await confirm(id, 'teacher03');
    await work();
    for (const effect of await university.db('effects')) await requeue(university.db, effect.id, at());
    await save(id, (kept) => ({ ...kept, hours: 3, title: { ...kept.title, en: 'Renamed' } }));
    await work();
    expect(mails).to.have.length(1);
  });

  it('another time or place is the same event with a higher sequence, for that session alone', async () => {
    const id = await announced({ sessions: [session(), session({ date: '2026-11-11' })] });
    await confirm(id, 'teacher03');
    await work();
    const uids = mails.map((mail) => read(mail).uid);
    mails = [];
    await save(id, ({ sessions: [first, second], ...kept }) => ({
      ...kept,
      sessions: [first!, { ...second!, date: '2026-11-13', room: '1-307' }],
    }));
    await work();
    expect(mails).to.have.length(1);
    expect(read(mails[0])).to.deep.include({
      method: 'REQUEST',
      uid: uids[1],
      sequence: 1,
      start: localToInstant('2026-11-13', '09:00'),
      location: '1-307',
    });
    expect(mails[0]!.subject).to.match(/13\.11\.2026/);
  });

  it('what goes is called off: the seat, the session, or the whole training', async () => {
    const id = await announced({ sessions: [session(), session({ date: '2026-11-11' })] });
    const application = await confirm(id, 'teacher03');
    await confirm(id, 'teacher04');
    await work();
    const uidOf = (mail: ParsedMail) => `${read(mail).uid} ${read(mail).start}`;
    const known = mails.map(uidOf);
    mails = [];

    await university.db.transaction((trx) =>
      changeApplication(trx, application, { to: 'cancelled', reason: 'givenUp', by: application.person_id, now: at() }),
    );
    await work();
    const gone = mails.map(read);
    expect(gone.map(({ method, status, sequence }) => [method, status, sequence])).to.deep.equal([
      ['CANCEL', 'CANCELLED', 1],
      ['CANCEL', 'CANCELLED', 1],
    ]);
    expect(known).to.include.members(mails.map(uidOf));
    expect(mails.map(({ to }) => [to].flat()[0]?.value[0]?.address)).to.deep.equal([
      'teacher03@demo.invalid',
      'teacher03@demo.invalid',
    ]);
    mails = [];

    await save(id, ({ sessions: [first], ...kept }) => ({ ...kept, sessions: [first!] }));
    await work();
    expect(mails.map(read).map(({ method, start }) => [method, start])).to.deep.equal([
      ['CANCEL', localToInstant('2026-11-11', '09:00')],
    ]);
    mails = [];

    const { version } = await presentOfficeTraining(officeOf(university), await methodist(), id);
    await cancelTraining(officeOf(university), await methodist(), id, { version, reason: 'ill' });
    await work();
    expect(mails.map(read).map(({ method, start }) => [method, start])).to.deep.equal([
      ['CANCEL', localToInstant('2026-11-10', '09:00')],
    ]);
  });

  it('who comes back after giving up is invited anew, with a sequence above that of the cancellation', async () => {
    const id = await announced();
    const application = await confirm(id, 'teacher03');
    await work();
    await university.db.transaction((trx) =>
      changeApplication(trx, application, { to: 'cancelled', reason: 'givenUp', by: application.person_id, now: at() }),
    );
    await work();
    await confirm(id, 'teacher03');
    await work();
    const read3 = mails.map(read);
    expect(read3.map(({ method, sequence }) => [method, sequence])).to.deep.equal([
      ['REQUEST', 0],
      ['CANCEL', 1],
      ['REQUEST', 2],
    ]);
    expect(new Set(read3.map(({ uid }) => uid)).size).to.equal(1);
  });

  it('while the mail server is away, only the newest state is kept for later; a seat that came and went meanwhile is not mentioned', async () => {
    const id = await announced();
    await confirm(id, 'teacher03');
    const shortly = await confirm(id, 'teacher04');
    isDown = true;
    await work();
    await save(id, ({ sessions: [first], ...kept }) => ({ ...kept, sessions: [{ ...first!, room: '1-307' }] }));
    await university.db.transaction((trx) =>
      changeApplication(trx, shortly, { to: 'cancelled', reason: 'givenUp', by: shortly.person_id, now: at() }),
    );
    await work();
    isDown = false;
    university.clock.at += 3_600_000;
    await work();
    expect(mails.map(read).map(({ method, location, sequence }) => [method, location, sequence])).to.deep.equal([
      ['REQUEST', '1-307', 1],
    ]);
  });

  it('invites nobody to what is over, and calls nothing off that was held', async () => {
    const id = await announced({ sessions: [session(), session({ date: '2026-11-20' })] });
    const application = await confirm(id, 'teacher03');
    await work();
    mails = [];
    university.clock.at = localToInstant('2026-11-12', '10:00');
    await confirm(id, 'teacher04');
    await university.db.transaction((trx) =>
      changeApplication(trx, application, { to: 'declined', reason: 'departmentDeclined', by: null, now: at() }),
    );
    await work();
    const dates = mails.map(read).map(({ method, start }) => [method, start]);
    const second = localToInstant('2026-11-20', '09:00');
    expect(dates).to.have.deep.members([
      ['REQUEST', second],
      ['CANCEL', second],
    ]);
  });

  it('people who are told by Moodle get the event by mail as well, those without an address only see it in their timetable', async () => {
    await university.db('persons').where({ login: 'teacher03' }).update({ moodle_user_id: 77, mail_pace: 'daily' });
    await university.db('persons').where({ login: 'teacher04' }).update({ email: null });
    const id = await announced();
    await confirm(id, 'teacher03');
    await confirm(id, 'teacher04');
    await work();
    expect(mails.map(({ to }) => [to].flat()[0]?.value[0]?.address)).to.deep.equal(['teacher03@demo.invalid']);
    expect(await university.db('effects').where({ kind: 'deliver-invitation' }).pluck('state')).to.deep.equal([
      'done',
      'done',
    ]);
  });
});
