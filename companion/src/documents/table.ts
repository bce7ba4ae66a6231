/**
 * A table as it comes from a person's file, whatever the format: rows of texts with the row numbers the spreadsheet shows.
 */

/** What is wrong with one cell; the reader of the table decides whether it matters. */
export type CellFault = 'cell_formula_without_value' | 'cell_error_value';

/** One cell as text. */
export interface TableCell {
  /**
   * Trimmed, NFC, no control characters; lines are separated by `\n`. Numbers as JavaScript writes them; dates as
   * `YYYY-MM-DD`, times as `HH:MM`, both as `YYYY-MM-DD HH:MM`; booleans as `TRUE` and `FALSE`.
   */
  readonly text: string;
  /** Address behind the text, where the cell is a hyperlink. */
  readonly link?: string;
  readonly fault?: CellFault;
  /** The text comes from another cell of a merged area. */
  readonly merged?: true;
}

export interface TableRow {
  /** Where the format has no rows of its own: the place in the file, e.g. `days.2.lessons[0]`. */
  readonly place?: string;
  /** As the spreadsheet shows it; 1 is the first. */
  readonly row: number;
  /** From column A to the last cell with content. */
  readonly cells: readonly TableCell[];
}

export interface Table {
  /** Null where the format has no sheets. */
  readonly sheetName: string | null;
  /** Rows with content, from top to bottom. */
  readonly rows: readonly TableRow[];
}

/** Bounds of a table file; each is checked before or while reading, never after. */
export const tableLimits = {
  fileBytes: 5 * 1024 * 1024,
  rows: 20_000,
  columns: 60,
  cellCharacters: 5_000,
  /** All texts together: a shared string of a workbook can be repeated in a million cells. */
  characters: 20_000_000,
  archiveEntries: 2_000,
  unpackedBytes: 64 * 1024 * 1024,
  /** XML elements of one part: the largest table has three for each of its cells (`c`, `f` and `v`, or `c`, `is` and `t`). */
  elements: 4_000_000,
  /** Characters of a text as stored, before escapes are undone; no program writes more. */
  storedCharacters: 40_000,
  /** Unpacked to packed size of the archive. */
  packing: 200,
} as const;

/** Why a file cannot be read as a table. Texts are `fault_<code>` of the catalogue. */
export type TableFileErrorCode =
  | 'file_empty'
  | 'file_too_large'
  | 'file_not_a_table'
  | 'file_old_or_protected'
  | 'file_broken'
  | 'file_broken_csv'
  | 'file_unknown_encoding'
  | 'file_unpacks_too_large'
  | 'file_too_many_rows'
  | 'file_too_many_columns'
  | 'file_cell_too_long'
  | 'file_too_much_text'
  | 'file_broken_json'
  | 'file_json_too_deep'
  | 'file_not_a_timetable';

/** The file as a whole cannot be taken; nothing of it was read. */
export class TableFileError extends Error {
  readonly code: TableFileErrorCode;
  /** Values for the placeholders of the text. */
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: TableFileErrorCode, params: Record<string, string | number> = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'TableFileError';
    this.code = code;
    this.params = params;
  }
}

/** Spaces of every width; a person sees no difference between them. */
const spaces = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Control characters but line feed, soft hyphen, zero-width and direction marks, byte order mark, halves of pairs. */

const invisible =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu;

/** A text as a person sees it: the form `TableCell.text` promises. */
export function visibleText(raw: string): string {
  return raw.replace(/\r\n?/g, '\n').replace(spaces, ' ').replace(invisible, '').normalize('NFC').trim();
}

/** Letters of a column: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? letter : columnLetters(Math.floor((column - 1) / 26)) + letter;
}

export function cellTooLong(row: number, column: number): TableFileError {
  const cell = `${columnLetters(column)}${row}`;
  return new TableFileError('file_cell_too_long', { cell, limit: tableLimits.cellCharacters });
}

/** Collects rows within the bounds; every reader of a format writes through it. */
export class TableBuilder {
  readonly rows: TableRow[] = [];
  private characters = 0;

  /**
   * Takes a row, unless it has no content.
   * @throws TableFileError when a bound is passed
   */
  add(row: number, cells: readonly TableCell[]): void {
    const length =
      cells.findLastIndex(({ text, link, fault }) => text !== '' || link !== undefined || fault !== undefined) + 1;
    if (length === 0) return;
    if (this.rows.length >= tableLimits.rows)
      throw new TableFileError('file_too_many_rows', { limit: tableLimits.rows });
    if (length > tableLimits.columns)
      throw new TableFileError('file_too_many_columns', { row, limit: tableLimits.columns });
    const kept = cells.slice(0, length);
    for (const [index, { text }] of kept.entries()) {
      if (text.length > tableLimits.cellCharacters) throw cellTooLong(row, index + 1);
      this.characters += text.length;
    }
    if (this.characters > tableLimits.characters) throw new TableFileError('file_too_much_text');
    this.rows.push({ row, cells: kept });
  }
}
