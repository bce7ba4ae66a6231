/** Rounds of work, death and new start on one database, and the comparison of what people were told with what is there. */
import { expect } from 'chai';
import type { Knex } from 'knex';
import { audit } from '../../companion/src/audit/audit.js';
import { connect } from '../../companion/src/db/connect.js';
import { migrate } from '../../companion/src/db/migrate.js';
import { seedDemoUniversity } from '../../companion/src/demo/seed.js';
import { insertSchedule, replaceLines } from '../../companion/src/features/schedules/schedule-store.js';
import { connectMoodle } from '../../companion/src/moodle/index.js';
import { findPersonByLogin } from '../../companion/src/identity/person-store.js';
import { createCaseStore } from '../../companion/src/workflow/case-store.js';
import type { TestMoodle } from '../../companion/test/support/test-moodle.js';
import { header, line } from '../../companion/test/support/university.js';
import type { MoodleStandIn } from './moodle-stand-in.js';
import type { Attempt } from './people.js';

/** The demo university, everybody with an account in Moodle, and Moodle connected. Returns Moodle's user ids. */
export async function prepareUniversity(db: Knex, moodleUrl: string): Promise<Map<string, number>> {
  await migrate(db);
  await seedDemoUniversity(db, Date.now());
  await connectMoodle(db, moodleUrl);
  const moodleIds = new Map((await db('persons')).map(({ login, id }) => [login, id + 1000]));
  for (const [login, id] of moodleIds) await db('persons').where({ login }).update({ moodle_user_id: id });
  return moodleIds;
}

/** Moodle presents itself and gives its token, as `cli/connect.php` has it do. */
export async function pairMoodle(audience: string, moodle: TestMoodle): Promise<void> {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { iss: moodle.url, aud: audience, jti: 'pairing', iat, exp: iat + 60, purpose: 'pairing' };
  const answer = await fetch(`${audience}/api/moodle/pairing`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await moodle.sign(claims)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ wstoken: '0123456789abcdef0123456789abcdef' }),
  });
  expect(await answer.json()).to.include({ reached: true });
}

/** Drafts of `dispatcher1`, each of one line that is taught in three weeks. */
export async function draftSchedules(db: Knex, count: number): Promise<number[]> {
  const author = (await findPersonByLogin(db, 'dispatcher1'))!;
  const faculty = (await db('org_units').where({ code: 'F1' }).first())!;
  const ids: number[] = [];
  for (let index = 0; index < count; index++) {
    const caseId = await createCaseStore(db, Date.now).createCase({
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
export async function compareWithWhatPeopleWereTold(db: Knex, attempts: readonly Attempt[]): Promise<void> {
  const rows = await db('decisions').whereIn('case_id', [...new Set(attempts.map((attempt) => attempt.caseId))]);
  for (const { caseId, login, body, told, repeated } of attempts) {
    const found = rows.filter((row) => row.case_id === caseId && row.comment === body.comment);
    expect(found.length, `${login} was told «${told}» about ${body.action} of case ${caseId}`).to.be.oneOf(
      told === 'done' ? [1] : repeated ? [0, 1] : [0],
    );
  }
  const { broken } = await audit(db, [...new Set(attempts.map((attempt) => attempt.caseId))]);
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
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Every notice reached Moodle once, every lesson of every approved edition stands in its calendar once, and nothing else does. */
export async function compareWithMoodle(db: Knex, { notices, events }: MoodleStandIn): Promise<void> {
  const due = (await db('notices')).map((notice) => `notice-${notice.id}`);
  expect(notices.map((notice) => notice.externalId)).to.have.members(due);
  expect(new Set(notices.map((notice) => notice.words)).size, 'different messages').to.equal(notices.length);

  const approved = await db('cases').whereNotNull('approved_edition_no');
  expect(approved.filter((row) => row.state !== 'published')).to.deep.equal([]);
  expect([...events.keys()]).to.have.members((await db('calendar_events')).map((row) => row.external_id));
  expect(events.size, 'three lessons of each approved schedule').to.equal(3 * approved.length);
  expect(new Set(events.values()).size, 'different lessons').to.equal(events.size);
}

export function openDatabase(url: string): Knex {
  return connect(url);
}
