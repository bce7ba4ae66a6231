/**
 * From a table to lesson lines: every row is understood, or its faults are named, all of them at once.
 */
import type { NewScheduleLine, TimeSlot } from '@qashyq/shared-types';
import type { Table } from '../../../documents/table.js';
import { layoutOf, type Layout } from './columns.js';
import { directoryOf, disciplineDirectory, teacherDirectory, type Coded, type CodedAndNamed } from './directory.js';
import type { Finding, Note } from './faults.js';
import {
  readDay,
  readDiscipline,
  readGroups,
  readLanguage,
  readLessonType,
  readSlots,
  readTeacher,
  readWhere,
  readWords,
  type ReadingContext,
} from './line-fields.js';
import { RowReader } from './row-reader.js';
import { isExampleRemark } from './vocabulary.js';

/** What the codes and names of a file refer to. */
export interface ImportReference {
  readonly disciplines: readonly CodedAndNamed[];
  readonly groups: readonly Coded[];
  /** `code` is the staff number; names are surname, given name, patronymic. */
  readonly teachers: readonly CodedAndNamed[];
  readonly rooms: readonly Coded[];
  readonly slots: readonly TimeSlot[];
  readonly term: ReadingContext['term'];
}

export interface ParsedRow {
  readonly row: number;
  /** Cell texts as found, one for each heading. */
  readonly cells: readonly string[];
  /** Null when the row has faults. */
  readonly line: NewScheduleLine | null;
}

export interface ParsedFile {
  /** Headings as found. */
  readonly columns: readonly string[];
  readonly rows: readonly ParsedRow[];
  /** While there are any, the file must not be applied. */
  readonly faults: readonly Finding[];
  readonly notes: readonly Note[];
}

/** Reads all rows. Never throws for what stands in the file. */
export function parseLines(table: Table, reference: ImportReference): ParsedFile {
  const layout = layoutOf(table);
  if (!layout) {
    const columns = table.rows[0]?.cells.map(({ text }) => text) ?? [];
    return { columns, rows: [], faults: [ofFile('no_heading_row')], notes: [] };
  }
  const context: ReadingContext = {
    slots: reference.slots,
    term: reference.term,
    disciplines: disciplineDirectory(reference.disciplines),
    groups: directoryOf(reference.groups),
    teachers: teacherDirectory(reference.teachers),
    rooms: directoryOf(reference.rooms),
  };
  const { rows, faults, notes } = readRows(table, layout, context);
  if (rows.length === 0) faults.push(ofFile('no_rows'));
  return {
    columns: layout.headings,
    rows,
    faults: [...layout.faults, ...faults],
    notes: eachOnce([...layout.notes, ...notes]),
  };
}

function readRows(table: Table, layout: Layout, context: ReadingContext) {
  const rows: ParsedRow[] = [];
  const faults: Finding[] = [];
  const notes: Note[] = [];
  const firstRowOf = new Map<string, number>();
  for (const tableRow of table.rows) {
    if (tableRow.row <= layout.headingRow) continue;
    const reader = new RowReader(layout, tableRow);
    if (reader.isEmpty()) continue;
    if (isExampleRemark(reader.cell('remark').text)) {
      reader.note('remark', 'note_example_skipped');
    } else {
      const line = readLine(reader, context);
      const other = line && firstRowOf.get(lessonOf(line));
      if (other) reader.fault(null, 'duplicate_row', { other });
      else if (line) firstRowOf.set(lessonOf(line), tableRow.row);
      const cells = layout.headings.map((_, index) => tableRow.cells[index]?.text ?? '');
      rows.push({ row: tableRow.row, cells, line: reader.faults.length > 0 ? null : line });
    }
    faults.push(...reader.faults);
    notes.push(...reader.notes);
  }
  return { rows, faults, notes };
}

function readLine(row: RowReader, context: ReadingContext): NewScheduleLine | null {
  const day = readDay(row, context);
  const slots = readSlots(row, context);
  const disciplineCode = readDiscipline(row, context);
  const lessonType = readLessonType(row);
  const groupCodes = readGroups(row, context);
  const teacherCode = readTeacher(row, context);
  const where = readWhere(row, context);
  const language = readLanguage(row);
  const remark = readWords(row, 'remark');
  const clashReason = readWords(row, 'clash_reason');
  if (!day || !slots || !disciplineCode || !lessonType || !groupCodes || !teacherCode || !where) return null;
  if (language === undefined || remark === undefined || clashReason === undefined) return null;
  return {
    ...day,
    ...slots,
    disciplineCode,
    lessonType,
    groupCodes,
    teacherCode,
    ...where,
    language,
    remark,
    clashReason,
  };
}

/** Two rows that say the same lesson, whatever their remarks. */
function lessonOf({
  weekday,
  firstSlot,
  lastSlot,
  weeks,
  disciplineCode,
  lessonType,
  groupCodes,
  teacherCode,
  roomCode,
}: NewScheduleLine): string {
  return JSON.stringify([
    weekday,
    firstSlot,
    lastSlot,
    weeks,
    disciplineCode,
    lessonType,
    groupCodes.toSorted(),
    teacherCode,
    roomCode,
  ]);
}

function ofFile(code: 'no_heading_row' | 'no_rows'): Finding {
  return { row: 0, column: '', code, found: '', params: {}, expected: [] };
}

/** The same note about the same text is worth saying once, at its first row. */
function eachOnce(notes: readonly Note[]): Note[] {
  const first = new Map<string, Note>();
  for (const note of notes) {
    const name = `${note.code} ${note.column} ${note.found}`;
    if (!first.has(name)) first.set(name, note);
  }
  return [...first.values()];
}
