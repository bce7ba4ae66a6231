/**
 * Step two of an import: the file is read and compared with the present draft; what was found is kept, the schedule is not touched.
 */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Clash, FreePlace, ScheduleHeader, ScheduleLine } from '@qashyq/shared-types';
import type { CaseRow } from '../../../db/tables.js';
import { TableFileError } from '../../../documents/table.js';
import { readTableFile } from '../../../documents/table-file.js';
import { changedFields } from '../line-changes.js';
import { keepKeys } from '../line-matching.js';
import { clashesWithPlaces } from '../line-places.js';
import { listLines } from '../schedule-store.js';
import { findingOfFile, type Finding, type Note } from './faults.js';
import { loadImportReference } from './import-reference.js';
import { parseLines, type ParsedFile } from './parse-lines.js';

/** What is kept of a checked file: facts only, the words are made when it is shown. */
export interface CheckedImport {
  header: ScheduleHeader;
  columns: readonly string[];
  rows: {
    row: number;
    cells: readonly string[];
    line: ScheduleLine | null;
    change: 'added' | 'changed' | 'unchanged' | null;
  }[];
  faults: readonly Finding<string>[];
  notes: readonly Note[];
  clashes: readonly Clash[];
  freePlaces: readonly FreePlace[];
  removed: readonly ScheduleLine[];
}

/** Checks a file against the draft of `caseRow`, or for a new schedule where there is none. */
export async function checkImport(
  db: Knex,
  bytes: Buffer,
  header: ScheduleHeader,
  caseRow: CaseRow | undefined,
): Promise<CheckedImport> {
  const reference = await loadImportReference(db, header);
  const parsed = await readAndParse(bytes, reference);
  const draft = caseRow === undefined ? [] : await listLines(db, caseRow.id);
  const understood = parsed.rows.flatMap(({ line }) => line ?? []);
  const lines = keepKeys(draft, understood, randomUUID);
  const lineOf = new Map(understood.map((line, index) => [line, lines[index]!]));
  const draftByKey = new Map(draft.map((line) => [line.key, line]));
  const kept = new Set(lines.map((line) => line.key));

  return {
    header,
    columns: parsed.columns,
    rows: parsed.rows.map(({ row, cells, line: found }) => {
      const line = found === null ? null : lineOf.get(found)!;
      return { row, cells, line, change: line === null ? null : changeOf(draftByKey.get(line.key), line) };
    }),
    faults: parsed.faults,
    notes: parsed.notes,
    ...(await clashesWithPlaces(db, { header, lines }, caseRow?.id ?? null)),
    // A row that could not be read may well be one of these: say nothing of removal while there are faults.
    removed: parsed.faults.length > 0 ? [] : draft.filter((line) => !kept.has(line.key)),
  };
}

async function readAndParse(
  bytes: Buffer,
  reference: Parameters<typeof parseLines>[1],
): Promise<Omit<ParsedFile, 'faults'> & { faults: readonly Finding<string>[] }> {
  try {
    return parseLines(await readTableFile(bytes), reference);
  } catch (error) {
    if (!(error instanceof TableFileError)) throw error;
    return { columns: [], rows: [], faults: [findingOfFile(error)], notes: [] };
  }
}

function changeOf(before: ScheduleLine | undefined, after: ScheduleLine): 'added' | 'changed' | 'unchanged' {
  if (before === undefined) return 'added';
  return changedFields(before, after).length === 0 ? 'unchanged' : 'changed';
}
