/**
 * The columns of a timetable file. Which is which is told by the headings, in Kazakh, Russian or English, in any order.
 */
import { columnLetters, type Table, type TableRow } from '../../../documents/table.js';
import type { Finding, Note } from './faults.js';
import { looseForm } from './spelling.js';

/** The columns of all kinds of schedules. Their headings in a template are the texts `column_<id>` of the catalogue. */
export type ColumnId =
  | 'weekday'
  | 'date'
  | 'slots'
  | 'time'
  | 'weeks'
  | 'discipline'
  | 'lesson_type'
  | 'groups'
  | 'teacher'
  | 'place'
  | 'mode'
  | 'link'
  | 'language'
  | 'remark'
  | 'clash_reason'
  | 'attestation'
  | 'exam_form'
  | 'platform'
  | 'consultation_date'
  | 'consultation_time'
  | 'consultation_link'
  | 'held_date'
  | 'held_time'
  | 'duration'
  | 'room'
  | 'examiner'
  | 'proctor'
  | 'chair'
  | 'secretary'
  | 'members'
  | 'learners_order'
  | 'recording';

/** The columns that files of one kind may have. */
export interface ColumnSet {
  /** In the order of the template. */
  readonly ids: readonly ColumnId[];
  /** What every file must say; each line is a choice, each choice a set of columns that says it. */
  readonly compulsory: readonly (readonly (readonly ColumnId[])[])[];
  /** By the loose form of the heading. */
  readonly byHeading: ReadonlyMap<string, ColumnId>;
}

/** `headings` holds the headings that people use for each column, separated by commas, in the order of the template. */
export function columnSet(
  headings: Readonly<Partial<Record<ColumnId, string>>>,
  compulsory: ColumnSet['compulsory'],
): ColumnSet {
  const columns = Object.entries(headings) as [ColumnId, string][];
  return {
    ids: columns.map(([id]) => id),
    compulsory,
    byHeading: new Map(
      columns.flatMap(([id, list]) => list.split(',').map((heading) => [looseForm(heading), id] as const)),
    ),
  };
}

/** Which column a heading names; null for a heading that means nothing here. */
export function columnOf(set: ColumnSet, heading: string): ColumnId | null {
  return set.byHeading.get(looseForm(heading)) ?? null;
}

/** Where a column stands in the file. */
export interface FoundColumn {
  /** Position from 0. */
  readonly index: number;
  /** Letters and heading, as `Finding.column` shows it. */
  readonly title: string;
}

/** The layout of a file: its heading row, and which of our columns it has. */
export interface Layout {
  readonly headingRow: number;
  /** All headings as found, by position. */
  readonly headings: readonly string[];
  readonly columns: ReadonlyMap<ColumnId, FoundColumn>;
  readonly faults: readonly Finding[];
  readonly notes: readonly Note[];
}

/** A title, a faculty and a term may stand above the headings. */
const rowsAbove = 15;
/** Fewer known headings than this are no heading row. */
const leastHeadings = 3;

/** Finds the heading row and the columns; null when no row looks like headings. */
export function layoutOf(table: Table, set: ColumnSet): Layout | null {
  const known = (row: TableRow): number =>
    new Set(row.cells.map(({ text }) => columnOf(set, text)).filter((id) => id !== null)).size;
  const top = table.rows.slice(0, rowsAbove);
  const most = Math.max(0, ...top.map(known));
  const headingRow = top.find((row) => known(row) === most);
  if (!headingRow || most < leastHeadings) return null;

  const columns = new Map<ColumnId, FoundColumn>();
  const faults: Finding[] = [];
  const notes: Note[] = [];
  headingRow.cells.forEach(({ text, merged }, index) => {
    if (text === '' || merged) return;
    const title = `${columnLetters(index + 1)} «${text}»`;
    const about = { row: headingRow.row, column: title, found: text, expected: [] };
    const id = columnOf(set, text);
    if (id === null) notes.push({ ...about, code: 'note_column_ignored', params: {} });
    else if (columns.has(id))
      faults.push({ ...about, code: 'column_twice', params: { other: columns.get(id)!.title } });
    else columns.set(id, { index, title });
  });
  for (const choice of set.compulsory)
    if (!choice.some((ids) => ids.every((id) => columns.has(id))))
      faults.push({
        row: 0,
        column: '',
        code: 'column_missing',
        found: '',
        params: {},
        expected: choice[0]!.map((id) => ({ textKey: `column_${id}` })),
      });
  return { headingRow: headingRow.row, headings: headingRow.cells.map(({ text }) => text), columns, faults, notes };
}
