/**
 * From a table to lines: every row is understood, or its faults are named, all of them at once.
 */
import type { NewScheduleLine, TimeSlot } from '@qashyq/shared-types';
import type { Table } from '../../../documents/table.js';
import { layoutOf, type ColumnSet, type Layout } from './columns.js';
import { directoryOf, disciplineDirectory, teacherDirectory, type Coded, type CodedAndNamed } from './directory.js';
import type { Finding, Note } from './faults.js';
import { lessonForm } from './lesson-form.js';
import type { ReadingContext } from './line-fields.js';
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
  /** e.g. `2026/27`; dates of exams lie in it. */
  readonly academicYear: string;
}

/** How the rows of one kind of schedule are read. */
export interface LineForm<Line> {
  readonly columns: ColumnSet;
  /** The line that a row says; null when it cannot be told, and then the row has faults. */
  read(row: RowReader, context: ReadingContext): Line | null;
  /** The same for two rows that say the same, whatever their remarks. */
  sameness(line: Line): string;
}

export interface ParsedRow<Line = NewScheduleLine> {
  readonly row: number;
  /** Cell texts as found, one for each heading. */
  readonly cells: readonly string[];
  /** Null when the row has faults. */
  readonly line: Line | null;
}

export interface ParsedFile<Line = NewScheduleLine> {
  /** Headings as found. */
  readonly columns: readonly string[];
  readonly rows: readonly ParsedRow<Line>[];
  /** While there are any, the file must not be applied. */
  readonly faults: readonly Finding[];
  readonly notes: readonly Note[];
}

/** Lessons. */
export function parseLines(table: Table, reference: ImportReference): ParsedFile {
  return parseTable(table, reference, lessonForm);
}

/** Reads all rows. Never throws for what stands in the file. */
export function parseTable<Line>(table: Table, reference: ImportReference, form: LineForm<Line>): ParsedFile<Line> {
  const layout = layoutOf(table, form.columns);
  if (!layout) {
    const columns = table.rows[0]?.cells.map(({ text }) => text) ?? [];
    return { columns, rows: [], faults: [ofFile('no_heading_row')], notes: [] };
  }
  return parseLaidOut(table, layout, reference, form);
}

/** The same for a table whose columns are known already. */
export function parseLaidOut<Line>(
  table: Table,
  layout: Layout,
  reference: ImportReference,
  form: LineForm<Line>,
): ParsedFile<Line> {
  const context: ReadingContext = {
    slots: reference.slots,
    term: reference.term,
    academicYear: reference.academicYear,
    disciplines: disciplineDirectory(reference.disciplines),
    groups: directoryOf(reference.groups),
    teachers: teacherDirectory(reference.teachers),
    rooms: directoryOf(reference.rooms),
  };
  const { rows, faults, notes } = readRows(table, layout, context, form);
  if (rows.length === 0) faults.push(ofFile('no_rows'));
  return {
    columns: layout.headings,
    rows,
    faults: [...layout.faults, ...faults],
    notes: eachOnce([...layout.notes, ...notes]),
  };
}

function readRows<Line>(table: Table, layout: Layout, context: ReadingContext, form: LineForm<Line>) {
  const rows: ParsedRow<Line>[] = [];
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
      const line = form.read(reader, context);
      const sameness = line === null ? null : form.sameness(line);
      const other = sameness === null ? undefined : firstRowOf.get(sameness);
      if (other !== undefined) reader.fault(null, 'duplicate_row', { other });
      else if (sameness !== null) firstRowOf.set(sameness, tableRow.row);
      const cells = layout.headings.map((_, index) => tableRow.cells[index]?.text ?? '');
      rows.push({ row: tableRow.row, cells, line: reader.faults.length > 0 ? null : line });
    }
    faults.push(...reader.faults);
    notes.push(...reader.notes);
  }
  return { rows, faults, notes };
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
