/** What is held about a person, told to that person and to nobody else. */
import type { Knex } from 'knex';
import { myDataFileSchema, type MyData } from '@qashyq/shared-types';
import type { PersonRoleRow, PersonRow } from '../db/tables.js';
import { countUnread } from '../effects/notice-list.js';
import { findFeed } from '../features/schedules/timetable/feed-store.js';
import { collectMyLearning } from '../features/training/my-learning.js';
import type { EndpointRouter } from '../http/endpoint-router.js';
import { listEveryRead } from '../read-journal/read-journal-lists.js';
import { instant, loadBriefs } from '../workflow/case-presenter.js';
import { listDelegations } from './delegation-routes.js';
import { named } from './person-store.js';
import { listSessionsOf } from './session-store.js';

/** So many trainings and certificates stand on the page; the others are on pages of their own, and in the file. */
const newestOfLearning = 5;

export function myDataRoutes(on: EndpointRouter['on'], deps: { db: Knex; now: () => number }): void {
  const { db, now } = deps;
  on('myData', ({ person, request }) => collectMyData(db, person.id, request.sessionID, now()));
  on('myDataFile', async ({ person, request }) => {
    const data = myDataFileSchema.parse({
      ...(await collectMyData(db, person.id, request.sessionID, now())),
      learning: await collectMyLearning(db, person.id, now()),
      reads: await listEveryRead(db, person.id),
    });
    return { fileName: 'my-data.json', content: Buffer.from(`${JSON.stringify(data, null, 2)}\n`) };
  });
}

/** `sessionId`: of the request, to tell which session is the present one; undefined where it came with a token. */
async function collectMyData(db: Knex, personId: number, sessionId: string | undefined, now: number): Promise<MyData> {
  const row: PersonRow = (await db('persons').where({ id: personId }).first())!;
  const roles: PersonRoleRow[] = await db('person_roles').where({ person_id: personId }).orderBy('id');
  const units = [...roles.map((held) => held.org_unit_id), ...(row.org_unit_id === null ? [] : [row.org_unit_id])];
  const briefs = await loadBriefs(db, [], units);
  const feed = await findFeed(db, personId);
  return {
    preparedAt: instant(now),
    person: {
      id: row.id,
      name: named(row),
      login: row.login,
      staffCode: row.staff_code,
      email: row.email,
      locale: row.locale,
      mailPace: row.mail_pace,
      moodleUserId: row.moodle_user_id,
      orgUnit: row.org_unit_id === null ? null : briefs.orgUnit(row.org_unit_id),
      createdAt: instant(row.created_at),
    },
    roles: roles.map((held) => ({
      role: held.role,
      orgUnit: briefs.orgUnit(held.org_unit_id),
      validFromOn: held.valid_from_on,
      validToOn: held.valid_to_on,
    })),
    delegations: await listDelegations(db, personId, now),
    counts: {
      casesAuthored: await countRows(db('cases').where({ author_id: personId })),
      decisions: await countRows(db('decisions').where({ person_id: personId })),
      notices: await countRows(db('notices').where({ person_id: personId })),
      unreadNotices: await countUnread(db, personId),
      imports: await countRows(db('schedule_imports').where({ person_id: personId })),
      calendarChanges: await countRows(db('calendar_changes').where({ person_id: personId })),
      routeChanges: await countRows(db('route_versions').where({ person_id: personId })),
      readsMade: await countRows(db('read_journal').where({ reader_id: personId })),
    },
    sessions: (await listSessionsOf(db, personId, sessionId, now)).map((session) => ({
      signedInAt: instant(session.signedInAt),
      lastUsedAt: instant(session.lastUsedAt),
      endsAt: instant(session.endsAt),
      isThisOne: session.isThisOne,
    })),
    calendarAddressSince: feed === undefined ? null : instant(feed.created_at),
    learning: await collectMyLearning(db, personId, now, newestOfLearning),
  };
}

async function countRows(rows: Knex.QueryBuilder): Promise<number> {
  const counted = (await rows.count({ total: '*' }).first()) as { total: number | string } | undefined;
  return Number(counted?.total ?? 0);
}
