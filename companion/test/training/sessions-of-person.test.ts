import { expect } from 'chai';
import ICAL from 'ical.js';
import { localToInstant } from '../../src/calendar/local-time.js';
import {
  createApprovedDated,
  createApprovedEditions,
} from '../../src/features/schedules/timetable/approved-editions.js';
import { calendarFeed } from '../../src/features/schedules/timetable/calendar-feed.js';
import { presentTimetable } from '../../src/features/schedules/timetable/present-timetable.js';
import { lockTraining, openApplication } from '../../src/features/training/applications/change-application.js';
import { refreshInvitations } from '../../src/features/training/invitations/invitations.js';
import { invitationUid } from '../../src/features/training/invitations/invitation-ical.js';
import { announceTraining, createTraining } from '../../src/features/training/office/edit-training.js';
import { sessionsOfPerson } from '../../src/features/training/sessions-of-person.js';
import { openTestUniversity, type TestUniversity } from '../support/university.js';
import { draft, officeOf, session } from './training-fixture.js';

describe('sessions of trainings among a person’s own lessons', () => {
  let university: TestUniversity;
  let trainingId: number;
  const readers = { approved: createApprovedEditions(), approvedDated: createApprovedDated() };

  beforeEach(async () => {
    university = await openTestUniversity();
    const { clock, db, person } = university;
    const trainer = await person('teacher05');
    trainingId = await createTraining(
      officeOf(university),
      await person('methodist'),
      draft({
        trainers: [{ personId: trainer.id, outsideName: '' }],
        sessions: [session(), session({ date: '2026-11-11', room: '1-307', link: 'https://meet.example/1' })],
      }),
    );
    await announceTraining(officeOf(university), await person('methodist'), trainingId, 1);
    for (const [login, to] of [
      ['teacher03', 'confirmed'],
      ['teacher04', 'waitlisted'],
    ] as const) {
      const { id } = await person(login);
      await db.transaction(async (trx) =>
        openApplication(
          trx,
          await lockTraining(trx, trainingId),
          { personId: id, motive: '' },
          { to, reason: to === 'confirmed' ? 'seatFree' : 'noSeatFree', by: id, now: clock.at },
        ),
      );
    }
  });

  const timetable = async (login: string, of?: string) =>
    presentTimetable(
      university.db,
      readers,
      await university.person(login),
      of === undefined ? {} : { of },
      university.clock.at,
    );

  it('stand there for who has a sure seat and for who gives the training, not for who waits', async () => {
    const mine = await timetable('teacher03');
    expect(mine.trainings).to.deep.equal([
      {
        trainingId,
        title: draft().title,
        startsAt: '2026-11-10T04:00:00.000Z',
        endsAt: '2026-11-10T05:40:00.000Z',
        place: '1-305',
        isTrainer: false,
      },
      {
        trainingId,
        title: draft().title,
        startsAt: '2026-11-11T04:00:00.000Z',
        endsAt: '2026-11-11T05:40:00.000Z',
        place: '1-307 · https://meet.example/1',
        isTrainer: false,
      },
    ]);
    expect((await timetable('teacher05')).trainings.map(({ isTrainer }) => isTrainer)).to.deep.equal([true, true]);
    expect((await timetable('teacher04')).trainings).to.deep.equal([]);
  });

  it('are nobody else’s business, and go when they are over', async () => {
    expect((await timetable('dldhead', 'teacher:T03')).trainings).to.deep.equal([]);
    university.clock.at = localToInstant('2026-11-10', '10:40');
    const { id } = await university.person('teacher03');
    expect(await sessionsOfPerson(university.db, id, university.clock.at)).to.have.length(1);
  });

  it('are in the personal feed as the same events as in the invitations by mail', async () => {
    const { db, clock } = university;
    await db.transaction((trx) => refreshInvitations(trx, trainingId, clock.at));
    await db('training_invitations').update({ sequence: 4 });
    const row = (await db('persons').where({ login: 'teacher03' }).first())!;
    const text = await calendarFeed(
      {
        db,
        catalogue: university.engine.catalogue,
        ...readers,
        publicUrl: 'https://qashyq.demo.invalid',
      },
      row,
      clock.at,
    );
    const events = new ICAL.Component(ICAL.parse(text) as unknown[])
      .getAllSubcomponents('vevent')
      .map((one) => new ICAL.Event(one));
    const [first] = await db('training_sessions').where({ training_id: trainingId }).orderBy('position');
    expect(events.map(({ uid }) => uid)).to.include(invitationUid(first!.session_key, row.id, 'qashyq.demo.invalid'));
    expect(events.map(({ sequence }) => sequence)).to.deep.equal([4, 4]);
    expect(events[0]!.startDate.toJSDate().getTime()).to.equal(localToInstant('2026-11-10', '09:00'));
  });
});
