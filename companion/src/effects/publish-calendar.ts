/**
 * Shows an approved edition in the Moodle calendar. Repeating it changes nothing: Moodle compares and changes only the difference.
 */
import type { Knex } from 'knex';
import type { MoodleClient } from '@qashyq/moodle-api-client';
import type { PublishCalendarAnswer } from '@qashyq/shared-types';
import { inTransaction } from '../db/transaction.js';
import { createCaseStore } from '../workflow/case-store.js';
import { ParkEffect, type EffectHandler, type EffectRun } from './effect-handler.js';
import { withMoodle } from './moodle-failures.js';
import { insertNotices } from './notices.js';
import { finish } from './outbox.js';
import { forgetEvents, planPublication, type Publisher } from './publication.js';

/**
 * Events or removals in one request. Many, as Moodle starts up anew for each; but removals are fields of a form, of which PHP silently
 * cuts those above max_input_vars (5000), and web servers before Moodle commonly refuse more than a megabyte.
 */
const rowsInRequest = 1_000;

export function publishCalendar(
  deps: Publisher & { moodle: () => Promise<MoodleClient> },
): EffectHandler<'publish-calendar'> {
  const { db, moodle, now } = deps;

  return async (run) => {
    const { caseId, editionNo } = run.payload;
    const publication = await planPublication(deps, caseId, editionNo);
    if (publication === undefined) return finish(db, run.lease, now());

    const client = await withMoodle(moodle);
    const refused: PublishCalendarAnswer['refused'] = [];
    const batches = [
      ...requestsOf(publication.removals).map((removals) => ({ events: [], removals })),
      ...requestsOf(publication.events).map((events) => ({ events, removals: [] })),
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

/** The rows in as few requests as carry them whole, in their order. */
export function requestsOf<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsInRequest) }, (_, index) =>
    rows.slice(index * rowsInRequest, (index + 1) * rowsInRequest),
  );
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
