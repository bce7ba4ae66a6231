/**
 * Step two of an import: the file is read and compared with the present draft; what was found is kept, the schedule is not touched.
 */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { DatedHeader, DatedKind, DatedLine, ScheduleHeader, ScheduleLine } from '@qashyq/shared-types';
import type { CaseRow } from '../../../db/tables.js';
import { TableFileError } from '../../../documents/table.js';
import { looksLikeJson, readJson } from '../../../documents/read-json.js';
import { readTableFile } from '../../../documents/table-file.js';
import { findingOfFile, type Finding, type Note } from './faults.js';
import { loadImportReference } from './import-reference.js';
import { dated, lessons, type DatedFindings, type Importing, type LessonFindings } from './importing.js';
import { parseLaidOut, parseTable, type ImportReference, type ParsedFile } from './parse-lines.js';

/** The schedule that a file is for: its kind with its header. */
export type ImportTarget =
  { kind: 'lessonSchedule'; header: ScheduleHeader } | { kind: DatedKind; header: DatedHeader };

interface CheckedLines<Line> {
  columns: readonly string[];
  rows: {
    row: number;
    cells: readonly string[];
    line: Line | null;
    change: 'added' | 'changed' | 'unchanged' | null;
  }[];
  faults: readonly Finding<string>[];
  notes: readonly Note[];
  removed: readonly Line[];
}

/** What is kept of a checked file: facts only, the words are made when it is shown. */
export type CheckedImport =
  | ({ kind: 'lessonSchedule'; header: ScheduleHeader } & CheckedLines<ScheduleLine> & LessonFindings)
  | ({ kind: DatedKind; header: DatedHeader } & CheckedLines<DatedLine> & DatedFindings);

/** Checks a file against the draft of `caseRow`, or for a new schedule where there is none. */
export async function checkImport(
  db: Knex,
  bytes: Buffer,
  target: ImportTarget,
  caseRow: CaseRow | undefined,
): Promise<CheckedImport> {
  return target.kind === 'lessonSchedule'
    ? { ...target, ...(await checkWith(lessons, db, bytes, target.header, caseRow)) }
    : { ...target, ...(await checkWith(dated(target.kind), db, bytes, target.header, caseRow)) };
}

async function checkWith<Header extends ScheduleHeader, Line extends { key: string }, Findings>(
  kind: Importing<Header, Line, Findings>,
  db: Knex,
  bytes: Buffer,
  header: Header,
  caseRow: CaseRow | undefined,
): Promise<CheckedLines<Line> & Findings> {
  const reference = await loadImportReference(db, header);
  const parsed = await readAndParse(kind, bytes, header, reference);
  const draft = caseRow === undefined ? [] : await kind.listLines(db, caseRow.id);
  const understood = parsed.rows.flatMap(({ line }) => line ?? []);
  const lines = kind.keepKeys(draft, understood, randomUUID);
  const lineOf = new Map(understood.map((line, index) => [line, lines[index]!]));
  const draftByKey = new Map(draft.map((line) => [line.key, line]));
  const kept = new Set(lines.map((line) => line.key));
  const changeOf = (after: Line): 'added' | 'changed' | 'unchanged' => {
    const before = draftByKey.get(after.key);
    return before === undefined ? 'added' : kind.isChanged(before, after) ? 'changed' : 'unchanged';
  };

  return {
    columns: parsed.columns,
    rows: parsed.rows.map(({ row, cells, line: found }) => {
      const line = found === null ? null : lineOf.get(found)!;
      return { row, cells, line, change: line === null ? null : changeOf(line) };
    }),
    faults: parsed.faults,
    notes: parsed.notes,
    ...(await kind.clashesOf(db, { header, lines }, caseRow?.id ?? null)),
    // A row that could not be read may well be one of these: say nothing of removal while there are faults.
    removed: parsed.faults.length > 0 ? [] : draft.filter((line) => !kept.has(line.key)),
  };
}

async function readAndParse<Header extends ScheduleHeader, Line extends { key: string }, Findings>(
  kind: Importing<Header, Line, Findings>,
  bytes: Buffer,
  header: Header,
  reference: ImportReference,
): Promise<Omit<ParsedFile<Omit<Line, 'key'>>, 'faults'> & { faults: readonly Finding<string>[] }> {
  try {
    if (kind.fromJson === undefined || !looksLikeJson(bytes))
      return parseTable(await readTableFile(bytes), reference, kind.form);
    const { table, layout } = kind.fromJson(readJson(bytes), header, reference);
    return parseLaidOut(table, layout, reference, kind.form);
  } catch (error) {
    if (!(error instanceof TableFileError)) throw error;
    return { columns: [], rows: [], faults: [findingOfFile(error)], notes: [] };
  }
}
