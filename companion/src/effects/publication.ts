/**
 * What of an approved edition Moodle's calendar shall show. The ids of our events are kept here, so that a corrected edition changes the
 * events whose lines changed and the others stay untouched.
 */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { CalendarEvent } from '@qashyq/shared-types';
import type { CalendarEventRow } from '../db/tables.js';
import { inTransaction } from '../db/transaction.js';
import type { CaseEngine } from '../workflow/case-feature.js';
import { createCaseStore } from '../workflow/case-store.js';
import { assignOccurrences } from './event-assignment.js';

export interface Publication {
  events: CalendarEvent[];
  /** Ids of events that no line needs any more; forget them here once Moodle has removed them. */
  removals: string[];
}

/** What publication asks of the engine. */
export type Publisher = Pick<CaseEngine, 'db' | 'features' | 'catalogue' | 'now'>;

/**
 * Gives every entry of the edition its event id, saves the ids before anything is sent (so a crash while sending loses none), and
 * returns what Moodle shall show. Undefined when another edition has been approved since: its own publication does the work.
 */
export async function planPublication(
  { db, features, catalogue, now }: Publisher,
  caseId: number,
  editionNo: number,
): Promise<Publication | undefined> {
  return inTransaction(db, async (trx) => {
    const store = createCaseStore(trx, now);
    const caseRow = await store.getCase(caseId);
    if (caseRow.approved_edition_no !== editionNo) return undefined;
    const { content_json: contentJson } = await store.getEdition(caseId, editionNo);
    const wished = (await features[caseRow.kind].calendarEntries?.(trx, catalogue, contentJson)) ?? [];
    const present: CalendarEventRow[] = await trx('calendar_events').where({ case_id: caseId });
    const previous = present.map((row) => ({ externalId: row.external_id, lineKey: row.line_key, week: row.week }));
    const { assigned, removed } = assignOccurrences(previous, wished, () => randomUUID());
    await saveAssignment(trx, caseId, present, assigned, removed);
    return {
      events: assigned.map(({ externalId, words, startsAtMs, durationSeconds }) => ({
        externalid: externalId,
        ...words,
        timestart: startsAtMs / 1000,
        timeduration: durationSeconds,
      })),
      removals: removed,
    };
  });
}

async function saveAssignment(
  trx: Knex,
  caseId: number,
  present: readonly CalendarEventRow[],
  assigned: readonly { externalId: string; lineKey: string; week: number; created: boolean }[],
  removed: readonly string[],
): Promise<void> {
  const presentById = new Map(present.map((row) => [row.external_id, row]));
  const created: CalendarEventRow[] = [];
  for (const { externalId, lineKey, week } of assigned) {
    const row = presentById.get(externalId);
    if (row === undefined)
      created.push({ external_id: externalId, case_id: caseId, line_key: lineKey, week, obsolete: 0 });
    else if (row.line_key !== lineKey || row.week !== week || row.obsolete !== 0)
      await trx('calendar_events').where({ external_id: externalId }).update({ line_key: lineKey, week, obsolete: 0 });
  }
  await trx.batchInsert('calendar_events', created, 500);
  for (let start = 0; start < removed.length; start += 500)
    await trx('calendar_events')
      .whereIn('external_id', removed.slice(start, start + 500))
      .update({ obsolete: 1 });
}

/** Forgets events that Moodle has removed. */
export async function forgetEvents(trx: Knex, externalIds: readonly string[]): Promise<void> {
  for (let start = 0; start < externalIds.length; start += 500)
    await trx('calendar_events')
      .whereIn('external_id', externalIds.slice(start, start + 500))
      .where({ obsolete: 1 })
      .delete();
}
