/**
 * Shows an approved edition in the Moodle calendar. Repeating it changes nothing: Moodle compares and changes only the difference.
 */
import type { Knex } from 'knex';
import type { MoodleClient } from '@qashyq/moodle-api-client';
import type { CalendarEvent, PublishCalendarAnswer } from '@qashyq/shared-types';
import { inTransaction } from '../db/transaction.js';
import { forgetEvents, planPublication } from '../features/schedules/publication.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { createCaseStore } from '../workflow/case-store.js';
import { ParkEffect, type EffectHandler, type EffectRun } from './effect-handler.js';
import { withMoodle } from './moodle-failures.js';
import { insertNotices } from './notices.js';
import { finish } from './outbox.js';

/**
 * Fields of the form in one request, below PHP's max_input_vars of 5000, which cuts silently. As many as fit: Moodle starts up anew for
 * each request, which costs as much as comparing a hundred lessons.
 */
const fieldsInRequest = 4_500;
/** Every field of a lesson but its groups, which are a field each. */
const fieldsOfLesson = 7;

export function publishCalendar(deps: {
  db: Knex;
  catalogue: Catalogue;
  moodle: () => Promise<MoodleClient>;
  now: () => number;
}): EffectHandler<'publish-calendar'> {
  const { db, catalogue, moodle, now } = deps;

  return async (run) => {
    const { caseId, editionNo } = run.payload;
    const publication = await planPublication(db, catalogue, caseId, editionNo, now);
    if (publication === undefined) return finish(db, run.lease, now());

    const client = await withMoodle(moodle);
    const refused: PublishCalendarAnswer['refused'] = [];
    const batches = [
      ...requestsOf(publication.removals, () => 1).map((removals) => ({ events: [], removals })),
      ...lessonBatches(publication.events).map((events) => ({ events, removals: [] })),
    ];
    for (const batch of batches) {
      if (!(await run.stillMine())) return;
      const answer = await withMoodle(() =>
        client.publishCalendar({ count: batch.events.length + batch.removals.length, ...batch }),
      );
      refused.push(...answer.refused);
    }
    await inTransaction(db, (trx) => forgetEvents(trx, publication.removals));
    if (refused.length > 0) throw new ParkEffect('eventsRefused', summary(refused));
    await markPublished(db, run, now);
  };
}

/** The lessons in as few requests as carry them whole. */
export function lessonBatches(events: readonly CalendarEvent[]): CalendarEvent[][] {
  return requestsOf(events, ({ groups }) => fieldsOfLesson + groups.length);
}

function requestsOf<T>(items: readonly T[], fieldsOf: (item: T) => number): T[][] {
  const requests: T[][] = [];
  let room = 0;
  for (const item of items) {
    const fields = fieldsOf(item);
    if (fields > room || requests.length === 0) {
      requests.push([]);
      room = fieldsInRequest;
    }
    requests.at(-1)!.push(item);
    room -= fields;
  }
  return requests;
}

/** One line for each missing course or group, however many events wait for it: `coursenotfound: D07 (15)`. */
function summary(refused: PublishCalendarAnswer['refused']): string[] {
  const counts = new Map<string, number>();
  for (const { reason, subject } of refused)
    counts.set(`${reason}: ${subject}`, (counts.get(`${reason}: ${subject}`) ?? 0) + 1);
  return [...counts].map(([what, count]) => `${what} (${count})`);
}

/** State, log entry, notices and the end of the effect in one transaction; a repeated publication is not news. */
async function markPublished(db: Knex, run: EffectRun<'publish-calendar'>, now: () => number): Promise<void> {
  const { caseId, editionNo } = run.payload;
  await inTransaction(db, async (trx) => {
    const store = createCaseStore(trx, now);
    const caseRow = await store.getCase(caseId);
    const edition = await store.getEdition(caseId, editionNo);
    if (caseRow.approved_edition_no === editionNo && caseRow.published_edition_no !== editionNo) {
      await store.advanceCase(
        caseRow,
        // A draft of the next edition may be under way already; publication does not disturb it.
        { published_edition_no: editionNo, ...(caseRow.state === 'approved' ? { state: 'published' as const } : {}) },
        {
          action: 'publish',
          editionNo,
          editionHash: edition.hash,
          seatId: null,
          personId: null,
          role: null,
          orgUnitId: null,
          comment: '',
          remarks: [],
        },
      );
      await insertNotices(
        trx,
        [...new Set([caseRow.author_id, edition.frozen_by])].map((personId) => ({
          personId,
          caseId,
          kind: 'casePublished' as const,
          facts: { editionNo, byPersonId: null, role: null, orgUnitId: null },
        })),
        now(),
      );
    }
    await finish(trx, run.lease, now());
  });
}
