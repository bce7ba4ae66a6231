import type { Knex } from 'knex';
import { isSqlite } from '../../../db/connect.js';
import type { ScheduleImportRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { CheckedImport } from './check-import.js';

/** Checked files that nobody came back to are forgotten after this time. */
const keptMs = 14 * 24 * 60 * 60 * 1000;

export async function insertImport(
  db: Knex,
  input: {
    personId: number;
    caseId: number | null;
    caseVersion: number | null;
    fileName: string;
    checked: CheckedImport;
  },
  now: number,
): Promise<number> {
  await db('schedule_imports')
    .where('created_at', '<', now - keptMs)
    .delete();
  const [id] = await db('schedule_imports').insert({
    person_id: input.personId,
    case_id: input.caseId,
    case_version: input.caseVersion,
    file_name: input.fileName,
    checked_json: JSON.stringify(input.checked),
    applied_case_id: null,
    created_at: now,
  });
  return id!;
}

/** One's own import only: to everybody else it does not exist. */
export async function getOwnImport(db: Knex, importId: number, personId: number): Promise<ScheduleImportRow> {
  const row = await db('schedule_imports').where({ id: importId, person_id: personId }).first();
  if (row === undefined) throw new AppError('notFound');
  return row;
}

/** The same, for whoever is about to apply it: a second click waits here until the first one is done. */
export async function lockOwnImport(
  trx: Knex.Transaction,
  importId: number,
  personId: number,
): Promise<ScheduleImportRow> {
  // SQLite has one writer and no row locks; asking for one would be a syntax error there.
  if (!isSqlite(trx)) await trx('schedule_imports').where({ id: importId }).forUpdate().first();
  return getOwnImport(trx, importId, personId);
}

/** Marks an import as applied; false when it was already, by a second click or another tab. */
export async function markApplied(trx: Knex, importId: number, caseId: number): Promise<boolean> {
  const changed = await trx('schedule_imports')
    .where({ id: importId, applied_case_id: null })
    .update({ applied_case_id: caseId });
  return changed > 0;
}

export function checkedImport(row: ScheduleImportRow): CheckedImport {
  // What was checked before there were other kinds names none.
  return { kind: 'lessonSchedule', ...(JSON.parse(row.checked_json) as Partial<CheckedImport>) } as CheckedImport;
}
