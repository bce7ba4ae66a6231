import { expect } from 'chai';
import { pino } from 'pino';
import type { MoodleClient } from '@qashyq/moodle-api-client';
import { MoodleUnreachableError } from '@qashyq/moodle-api-client';
import type { CalendarEvent, PublishCalendarAnswer, PublishCalendarRequest, ScheduleLine } from '@qashyq/shared-types';
import { publishCalendar } from '../../src/effects/publish-calendar.js';
import { requeue } from '../../src/effects/outbox.js';
import { tellOfParkedPublication } from '../../src/effects/parked-publication.js';
import { createWorker, type Worker } from '../../src/effects/worker.js';
import { removeDay, saveDay } from '../../src/features/academic-calendar/calendar-editing.js';
import { listLines, replaceLines } from '../../src/features/schedules/schedule-store.js';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { idleHandlers } from '../support/idle-handlers.js';
import { draftSchedule, openTestUniversity, type TestUniversity } from '../support/university.js';

/** Keeps events as the plugin does: compares by id and changes only the difference. It can be away, cut off in the middle, or miss a course. */
function calendarOfMoodle() {
  const events = new Map<string, CalendarEvent>();
  const calendar = {
    events,
    away: false,
    missingCourse: '',
    /** Number of calls after which the line breaks, after Moodle has done its work. */
    breaksAfter: Infinity,
    writes: [] as string[],
    client: {
      publishCalendar({ events: wished, removals }: PublishCalendarRequest): Promise<PublishCalendarAnswer> {
        if (calendar.away) return Promise.reject(new MoodleUnreachableError('local_qashyq_publish_calendar', 'away'));
        const answer: PublishCalendarAnswer = { created: 0, updated: 0, unchanged: 0, deleted: 0, refused: [] };
        for (const event of wished) {
          if (event.course === calendar.missingCourse) {
            answer.refused.push({ externalid: event.externalid, reason: 'coursenotfound', subject: event.course });
            continue;
          }
          const present = events.get(event.externalid);
          if (JSON.stringify(present) === JSON.stringify(event)) answer.unchanged++;
          else {
            if (present === undefined) answer.created++;
            else answer.updated++;
            calendar.writes.push(event.externalid);
            events.set(event.externalid, event);
          }
        }
        for (const id of removals) if (events.delete(id)) answer.deleted++;
        return --calendar.breaksAfter < 0
          ? Promise.reject(new MoodleUnreachableError('local_qashyq_publish_calendar', 'away'))
          : Promise.resolve(answer);
      },
    } as unknown as MoodleClient,
  };
  return calendar;
}

describe('publishing to the Moodle calendar', () => {
  let university: TestUniversity;
  let moodle: ReturnType<typeof calendarOfMoodle>;
  let worker: Worker;
  beforeEach(async () => {
    university = await openTestUniversity();
    moodle = calendarOfMoodle();
    const { db, engine } = university;
    worker = createWorker({
      db,
      now: engine.now,
      logger: pino({ level: 'silent' }),
      settings: { leaseMs: 60_000, idleMs: 5, maximumAttempts: 3, backoffMs: () => 1000 },
      handlers: {
        ...idleHandlers,
        'publish-calendar': publishCalendar({
          db,
          features: engine.features,
          catalogue: engine.catalogue,
          moodle: () => Promise.resolve(moodle.client),
          now: engine.now,
        }),
        'deliver-notice': ({ lease }) =>
          db('effects').where({ id: lease.effect.id }).update({ state: 'done', running_key: null }).then(),
      },
      onParked: (trx, lease) => tellOfParkedPublication(trx, lease.effect, engine.now()),
    });
  });

  async function act(login: string, caseId: number, action: 'submit' | 'agree' | 'approve' | 'revise') {
    const { version } = await caseRow(caseId);
    await takeAction(university.engine, await university.person(login), caseId, {
      action,
      version,
      comment: '',
      remarks: [],
    });
  }
  const caseRow = (caseId: number) => createCaseStore(university.db, university.engine.now).getCase(caseId);

  /** Every seat of the route agrees, those that kept their visa are not asked. */
  async function approve(caseId: number) {
    await act('dispatcher1', caseId, 'submit');
    for (const [login, unit] of [
      ['teacher01', 'C11'],
      ['teacher05', 'C12'],
    ] as const) {
      const { id } = (await university.db('org_units').where({ code: unit }).first())!;
      const { edition_no } = await caseRow(caseId);
      const seat = await university.db('seats').where({ case_id: caseId, edition_no, org_unit_id: id }).first();
      if (seat?.state === 'active') await act(login, caseId, 'agree');
    }
    await act('dean1', caseId, 'agree');
    await act('dldhead', caseId, 'agree');
    await act('vicerector', caseId, 'approve');
  }
  async function publishAgain(caseId: number) {
    const effect = await university
      .db('effects')
      .where({ kind: 'publish-calendar', case_id: caseId })
      .orderBy('id', 'desc')
      .first();
    await requeue(university.db, effect!.id, university.clock.at);
    await worker.drain();
  }
  const revise = async (caseId: number, change: (lines: ScheduleLine[]) => ScheduleLine[]) => {
    await act('dispatcher1', caseId, 'revise');
    await replaceLines(university.db, caseId, change(await listLines(university.db, caseId)));
    await approve(caseId);
    await worker.drain();
  };

  it('every lesson of the approved edition stands in the calendar at its Almaty time, and the case is published', async () => {
    const caseId = await draftSchedule(university);
    await approve(caseId);
    await worker.drain();
    expect(moodle.events.size).to.equal(8);
    const physics = [...moodle.events.values()].find((event) => event.course === 'D09')!;
    expect(physics).to.include({
      name: 'Физика · Лабораторное занятие',
      location: '1-110',
      timestart: Date.UTC(2026, 9, 15, 3, 30) / 1000,
      timeduration: 110 * 60,
    });
    expect(await caseRow(caseId)).to.include({ state: 'published', published_edition_no: 1 });
  });

  it('publishing again by hand changes nothing and is no news', async () => {
    const caseId = await draftSchedule(university);
    await approve(caseId);
    await worker.drain();
    const notices = await university.db('notices');
    moodle.writes = [];
    await publishAgain(caseId);
    expect(moodle.writes).to.deep.equal([]);
    expect(await university.db('notices')).to.have.length(notices.length);
    expect(await university.db('decisions').where({ case_id: caseId, action: 'publish' })).to.have.length(1);
  });

  it('a line that breaks after Moodle has written loses nothing: the next try finds everything there', async () => {
    const caseId = await draftSchedule(university);
    await approve(caseId);
    moodle.breaksAfter = 0;
    await worker.drain();
    expect(await caseRow(caseId)).to.include({ state: 'approved' });
    const written = new Set(moodle.events.keys());
    moodle.breaksAfter = Infinity;
    moodle.writes = [];
    university.clock.at += 1001;
    await worker.drain();
    expect(moodle.writes).to.deep.equal([]);
    expect(new Set(moodle.events.keys())).to.deep.equal(written);
    expect(await caseRow(caseId)).to.include({ state: 'published' });
  });

  it('a corrected edition changes the events of its changed lines only, and they keep their ids', async () => {
    const caseId = await draftSchedule(university);
    await approve(caseId);
    await worker.drain();
    const before = new Map(moodle.events);
    moodle.writes = [];
    await revise(caseId, (lines) =>
      lines.map((line) => (line.teacherCode === 'T05' ? { ...line, weekday: 5, weeks: [8] } : line)),
    );
    expect(moodle.writes).to.have.length(1);
    expect(new Set(moodle.events.keys())).to.deep.equal(new Set(before.keys()));
    const moved = moodle.events.get(moodle.writes[0]!)!;
    expect(moved).to.include({ course: 'D09', timestart: Date.UTC(2026, 9, 23, 3, 30) / 1000 });
  });

  it('a day off entered later takes its lessons out of the calendar and gives them back when it is removed', async () => {
    const caseId = await draftSchedule(university);
    await approve(caseId);
    await worker.drain();
    const methodist = await university.person('methodist');
    const editing = { ...university.engine, editor: { id: methodist.id, locale: methodist.locale } };
    const name = { kk: 'а', ru: 'б', en: 'c' };
    const all = moodle.events.size;
    const thursdays = () => [...moodle.events.values()].filter((event) => event.course === 'D09').length;
    expect(thursdays()).to.equal(1);

    // A worked Saturday is for the office, and a day outside the term concerns nobody's lessons.
    await saveDay(editing, { instead: null, date: '2026-10-17', kind: 'workingDay', name });
    await saveDay(editing, { instead: null, date: '2027-08-12', kind: 'dayOff', name });
    expect(await worker.drain()).to.equal(0);

    await saveDay(editing, { instead: null, date: '2026-10-15', kind: 'dayOff', name });
    await worker.drain();
    expect([thursdays(), moodle.events.size]).to.deep.equal([0, all - 1]);
    await removeDay(editing, '2026-10-15');
    await worker.drain();
    expect([thursdays(), moodle.events.size]).to.deep.equal([1, all]);
  });

  it('a line taken out takes its events with it', async () => {
    const caseId = await draftSchedule(university);
    await approve(caseId);
    await worker.drain();
    await revise(caseId, (lines) => lines.filter((line) => line.teacherCode !== 'T05'));
    expect([...moodle.events.values()].some((event) => event.course === 'D09')).to.equal(false);
    expect(await university.db('calendar_events').where({ obsolete: 1 })).to.deep.equal([]);
    expect(moodle.events.size).to.equal(7);
  });

  it('a missing course parks the effect naming it, the other lessons are published, and a retry finishes the work', async () => {
    const caseId = await draftSchedule(university);
    await approve(caseId);
    moodle.missingCourse = 'D09';
    await worker.drain();
    const effect = await university.db('effects').where({ kind: 'publish-calendar' }).first();
    expect(effect).to.include({
      state: 'parked',
      error_code: 'eventsRefused',
      error_details_json: '["coursenotfound: D09 (1)"]',
    });
    expect(moodle.events.size).to.equal(7);
    const technician = await university.person('technician');
    expect(
      (await university.db('notices').where({ person_id: technician.id })).map((notice) => notice.kind),
    ).to.deep.equal(['publicationParked']);
    moodle.missingCourse = '';
    await publishAgain(caseId);
    expect(moodle.events.size).to.equal(8);
    expect(await caseRow(caseId)).to.include({ state: 'published' });
  });

  it('a Moodle that stays away parks the publication after the last try', async () => {
    const caseId = await draftSchedule(university);
    await approve(caseId);
    moodle.away = true;
    for (let attempt = 1; attempt <= 3; attempt++) {
      await worker.drain();
      university.clock.at += 1001;
    }
    expect(await university.db('effects').where({ kind: 'publish-calendar' }).first()).to.include({
      state: 'parked',
      error_code: 'moodleUnreachable',
    });
  });

  it('a publication overtaken by a newer approved edition writes nothing', async () => {
    const caseId = await draftSchedule(university);
    await approve(caseId);
    await act('dispatcher1', caseId, 'revise');
    await replaceLines(
      university.db,
      caseId,
      (await listLines(university.db, caseId)).filter((line) => line.teacherCode !== 'T05'),
    );
    await approve(caseId);
    await worker.drain();
    expect(moodle.writes).to.have.length(7);
    expect(await caseRow(caseId)).to.include({ state: 'published', published_edition_no: 2 });
  });
});
