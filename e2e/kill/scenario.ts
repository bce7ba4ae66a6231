/** Rounds of work, death and new start on one database, and the comparison of what people were told with what is there. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { Knex } from 'knex';
import type { NoticeKind } from '@qashyq/shared-types';
import { audit } from '../../companion/src/audit/audit.js';
import { loadWorkCalendar } from '../../companion/src/calendar/calendar-store.js';
import { addWorkingDays, localDate, localToInstant } from '../../companion/src/calendar/working-days.js';
import { connect } from '../../companion/src/db/connect.js';
import { migrate } from '../../companion/src/db/migrate.js';
import { seedDemoUniversity } from '../../companion/src/demo/seed.js';
import { insertSchedule, replaceLines } from '../../companion/src/features/schedules/schedule-store.js';
import { connectMoodle } from '../../companion/src/moodle/index.js';
import { findPersonByLogin } from '../../companion/src/identity/person-store.js';
import { nudgesDue } from '../../companion/src/workflow/overdue.js';
import { listSupervisors } from '../../companion/src/workflow/supervisors.js';
import { createCaseStore } from '../../companion/src/workflow/case-store.js';
import type { TestMoodle } from '../../companion/test/support/test-moodle.js';
import { header, line } from '../../companion/test/support/university.js';
import type { MoodleStandIn } from './moodle-stand-in.js';
import type { Work } from './people.js';

/** Who has no account in Moodle, and one mail a day: whom delegations and escalations reach so. */
const mailReaders = ['teacher03', 'icedirector'];

export interface University {
  personIds: ReadonlyMap<string, number>;
  /** Moodle's user ids. */
  moodleIds: ReadonlyMap<string, number>;
}

/** The demo university, its people with accounts in Moodle but for some, and Moodle connected. */
export async function prepareUniversity(db: Knex, moodleUrl: string): Promise<University> {
  await migrate(db);
  await seedDemoUniversity(db, Date.now());
  await connectMoodle(db, moodleUrl);
  const personIds = new Map((await db('persons')).map(({ login, id }) => [login, id]));
  const moodleIds = new Map([...personIds].map(([login, id]) => [login, id + 1000]));
  for (const [login, id] of moodleIds)
    await db('persons')
      .where({ login })
      .update(mailReaders.includes(login) ? { mail_pace: 'daily' } : { moodle_user_id: id });
  return { personIds, moodleIds };
}

/** Ten o'clock of the next day on which people are written to. */
export async function nextWorkingMorning(db: Knex, now: number): Promise<number> {
  const day = addWorkingDays(localDate(now), 1, await loadWorkCalendar(db));
  return localToInstant(day, '10:00');
}

/** Moodle presents itself and gives its token, as `cli/connect.php` has it do. */
export async function pairMoodle(audience: string, moodle: TestMoodle, now: number): Promise<void> {
  const iat = Math.floor(now / 1000);
  const claims = { iss: moodle.url, aud: audience, jti: 'pairing', iat, exp: iat + 60, purpose: 'pairing' };
  const answer = await fetch(`${audience}/api/moodle/pairing`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await moodle.sign(claims)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ wstoken: '0123456789abcdef0123456789abcdef' }),
  });
  expect(await answer.json()).to.include({ reached: true });
}

/** Drafts of `dispatcher1`, each of one line that is taught in three weeks. */
export async function draftSchedules(db: Knex, count: number, now: () => number): Promise<number[]> {
  const author = (await findPersonByLogin(db, 'dispatcher1'))!;
  const faculty = (await db('org_units').where({ code: 'F1' }).first())!;
  const ids: number[] = [];
  for (let index = 0; index < count; index++) {
    const caseId = await createCaseStore(db, now).createCase({
      kind: 'lessonSchedule',
      title: { kk: 'Сабақ кестесі', ru: 'Расписание занятий', en: 'Lesson schedule' },
      authorId: author.id,
      orgUnitId: faculty.id,
    });
    await insertSchedule(db, caseId, { ...header('F1'), label: `№ ${caseId}` });
    // They are all taught at the same time, and say why that is accepted.
    await replaceLines(db, caseId, [line({ weeks: [5, 6, 7], clashReason: 'agreed', remark: `№ ${caseId}` })]);
    ids.push(caseId);
  }
  return ids;
}

/** What was acknowledged is there once; what was refused is not there; nothing is there twice. */
export async function compareWithWhatPeopleWereTold(db: Knex, { decisions, handovers }: Work): Promise<void> {
  const caseIds = [...new Set(decisions.map(({ caseId }) => caseId))];
  const rows = await db('decisions').whereIn('case_id', caseIds);
  const expected = (told: string, repeated: boolean) => (told === 'done' ? [1] : repeated ? [0, 1] : [0]);
  for (const { caseId, login, body, told, repeated } of decisions) {
    const found = rows.filter((row) => row.case_id === caseId && row.comment === body.comment);
    expect(found.length, `${login} was told «${told}» about ${body.action} of case ${caseId}`).to.be.oneOf(
      expected(told, repeated),
    );
  }
  for (const handover of handovers) {
    const { login, told, repeated } = handover;
    const about = `${login} was told «${told}» about ${JSON.stringify(handover.body)}`;
    if (handover.what === 'give') {
      const found = await db('delegations').where({ ground: handover.body.ground });
      expect(found.length, about).to.be.oneOf(expected(told, repeated));
    } else if (told === 'done') {
      const row = await db('delegations').where({ id: handover.delegationId }).first();
      expect(row?.revoked_at, about).not.to.equal(null);
    }
  }
  const { broken } = await audit(db, caseIds);
  expect(broken).to.deep.equal([]);
}

/** Waits until the worker has nothing left to do. */
export async function quiet(db: Knex, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const left = await db('effects').whereNot({ state: 'done' }).select('kind', 'state', 'attempts', 'error_code');
    if (left.length === 0) return;
    if (Date.now() > deadline || left.some((effect) => effect.state === 'parked'))
      throw new Error(`Work is left over: ${JSON.stringify(left)}`);
    await pause(200);
  }
}

/** Said again in the same words, and rightly: of the next day, or of the next time that a post was handed over. */
const recurring: readonly NoticeKind[] = [
  'decisionReminder',
  'decisionEscalated',
  'delegationGiven',
  'delegationRevoked',
];

/** Every notice reached Moodle once, every lesson of every approved edition stands in its calendar once, and nothing else does. */
export async function compareWithMoodle(db: Knex, { notices, events }: MoodleStandIn): Promise<void> {
  const withAccount = db('persons').select('id').whereNotNull('moodle_user_id');
  const due = await db('notices').whereIn('person_id', withAccount);
  expect(notices.map((notice) => notice.externalId)).to.have.members(due.map(({ id }) => `notice-${id}`));
  const single = new Set(due.filter(({ kind }) => !recurring.includes(kind)).map(({ id }) => `notice-${id}`));
  const words = notices.filter(({ externalId }) => single.has(externalId)).map((notice) => notice.words);
  expect(new Set(words).size, 'different messages').to.equal(words.length);

  const approved = await db('cases').whereNotNull('approved_edition_no');
  expect(approved.filter((row) => row.state !== 'published')).to.deep.equal([]);
  expect([...events.keys()]).to.have.members((await db('calendar_events')).map((row) => row.external_id));
  expect(events.size, 'three lessons of each approved schedule').to.equal(3 * approved.length);
  expect(new Set(events.values()).size, 'different lessons').to.equal(events.size);
}

/** Everybody was told once of each delegation, and once of its end. */
export async function compareDelegations(db: Knex): Promise<number> {
  const delegations = await db('delegations');
  for (const person of new Set(delegations.map((row) => row.to_person_id))) {
    const got = delegations.filter((row) => row.to_person_id === person);
    const told = async (kind: NoticeKind) => (await db('notices').where({ person_id: person, kind })).length;
    expect(await told('delegationGiven'), 'told of delegations').to.equal(got.length);
    expect(await told('delegationRevoked'), 'told of their ends').to.equal(
      got.filter((row) => row.revoked_at !== null).length,
    );
  }
  return delegations.length;
}

/** Waits until every reminder that is due has been said. */
export async function everybodyReminded(db: Knex, now: number, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while ((await dueButUnsaid(db, now)).length > 0 && Date.now() < deadline) await pause(500);
}

async function dueButUnsaid(db: Knex, now: number): Promise<string[]> {
  const calendar = await loadWorkCalendar(db);
  const nudges = await db('seat_nudges');
  const unsaid: string[] = [];
  for (const seat of await db('seats').where({ state: 'active' })) {
    const said = new Set(nudges.filter((row) => row.seat_id === seat.id).map((row) => row.nudge));
    for (const nudge of nudgesDue(localDate(Number(seat.due_at)), localDate(now), said, calendar))
      // The demo university has no rector, who would hear of the vice-rector's silence.
      if (nudge !== 'escalation' || (await listSupervisors(db, seat, now)).length > 0)
        unsaid.push(`${nudge} of the seat ${seat.id} of ${seat.role}`);
  }
  return unsaid;
}

/** Every reminder and escalation that was due was said, once, to each of its people, and no other was. Returns how many. */
export async function compareReminders(db: Knex, now: number): Promise<number> {
  expect(await dueButUnsaid(db, now), 'reminders left unsaid').to.deep.equal([]);
  const nudges = await db('seat_nudges');
  const seats = new Map((await db('seats')).map((seat) => [seat.id, seat]));
  const notices = await db('notices').whereIn('kind', ['decisionReminder', 'decisionEscalated']);
  const left = new Set(notices.map(({ id }) => id));
  for (const { seat_id: seatId, nudge, said_at: saidAt } of nudges) {
    const seat = seats.get(seatId)!;
    const said = notices.filter((notice) => {
      const facts = JSON.parse(notice.facts_json) as { role: string; orgUnitId: number; editionNo: number };
      return (
        notice.kind === (nudge === 'escalation' ? 'decisionEscalated' : 'decisionReminder') &&
        notice.case_id === seat.case_id &&
        Number(notice.created_at) === Number(saidAt) &&
        facts.role === seat.role &&
        facts.orgUnitId === seat.org_unit_id &&
        facts.editionNo === seat.edition_no
      );
    });
    const people = said.map((notice) => notice.person_id);
    expect(people.length, `people told of ${nudge} of seat ${seatId}`).to.be.at.least(1);
    expect(new Set(people).size, `different people told of ${nudge} of seat ${seatId}`).to.equal(people.length);
    for (const { id } of said) left.delete(id);
  }
  expect([...left], 'notices of reminders that were never said').to.deep.equal([]);

  return nudges.length;
}

/**
 * What was told until `until` to those who read one mail a day is in one digest each, and every digest was sent. Returns how many there
 * were, and how many mails came a second time: the worker died between the mail and its note of it.
 */
export async function compareDigests(
  db: Knex,
  mails: ReadonlyMap<string, number>,
  until: number,
): Promise<[number, number]> {
  const withoutAccount = db('persons').select('id').whereNull('moodle_user_id');
  const due = await db('notices')
    .whereIn('person_id', withoutAccount)
    .where('created_at', '<=', until)
    .pluck<number[]>('id');
  const kept = await db('digest_notices').whereIn('notice_id', due);
  expect(kept.map((row) => row.notice_id)).to.have.members(due);
  expect(kept.filter((row) => row.digest_id === null)).to.deep.equal([]);
  const digests = await db('digests');
  expect([...mails.keys()]).to.have.members(digests.map(({ id }) => `digest-${id}`));
  return [digests.length, [...mails.values()].reduce((sum, times) => sum + times - 1, 0)];
}

export function openDatabase(url: string): Knex {
  return connect(url);
}
