/**
 * One row of the file under the reader's finger: its cells by column, and the findings made in it.
 */
import type { TableCell, TableRow } from '../../../documents/table.js';
import { looksLikeDate, type Parsed } from './cell-values.js';
import type { ColumnId, Layout } from './columns.js';
import type { Coded, CodedAndNamed, Lookup } from './directory.js';
import type { ExpectedValue, FaultCode, Finding, Note } from './faults.js';

const noCell: TableCell = { text: '' };
export class RowReader {
  readonly faults: Finding[] = [];
  readonly notes: Note[] = [];

  constructor(
    private readonly layout: Layout,
    private readonly row: TableRow,
  ) {}

  has(id: ColumnId): boolean {
    return this.layout.columns.has(id);
  }

  cell(id: ColumnId): TableCell {
    const column = this.layout.columns.get(id);
    return (column && this.row.cells[column.index]) ?? noCell;
  }

  /** Nothing in the columns that we read, but for what hangs over from merged cells above. */
  isEmpty(): boolean {
    return [...this.layout.columns.keys()].every((id) => {
      const { text, fault, merged } = this.cell(id);
      return merged === true || (text === '' && fault === undefined);
    });
  }

  /** The text of a cell that may be empty; null when the cell is at fault. */
  optional(id: ColumnId, limit = Infinity): string | null {
    const { text, fault } = this.cell(id);
    if (fault) return this.fault(id, fault);
    return text.length > limit ? this.fault(id, 'too_long', { limit }) : text;
  }

  /** The text of a cell that must not be empty. A missing column is the file's fault, not the row's. */
  required(id: ColumnId): string | null {
    const text = this.optional(id);
    return text === '' ? (this.has(id) ? this.fault(id, 'value_missing') : null) : text;
  }

  /** The value, or a fault at this cell. */
  take<T>(id: ColumnId, parsed: Parsed<T>): T | null {
    return 'value' in parsed ? parsed.value : this.fault(id, parsed.code, parsed.params, parsed.expected);
  }

  /** The one entry that was found for `text`, or a fault that names the candidates. */
  one<T extends Coded>(
    id: ColumnId,
    text: string,
    { entries, lookalike, nearest }: Lookup<T>,
    codes: { unknown: FaultCode; ambiguous: FaultCode },
  ): T | null {
    const [entry, second] = entries;
    if (!entry && looksLikeDate(text)) return this.fault(id, 'became_date');
    if (!entry) return this.fault(id, codes.unknown, { value: text }, nearest.map(nameOf));
    if (second) return this.fault(id, codes.ambiguous, { value: text }, entries.map(nameOf));
    if (lookalike)
      this.notes.push({
        ...this.at(id),
        code: 'note_lookalike_letters',
        params: { code: entry.code },
        expected: [entry.code],
      });
    return entry;
  }

  fault(
    id: ColumnId | null,
    code: FaultCode,
    params: Finding['params'] = {},
    expected: readonly ExpectedValue[] = [],
  ): null {
    this.faults.push({ ...this.at(id), code, params, expected });
    return null;
  }

  note(id: ColumnId, code: Note['code']): void {
    this.notes.push({ ...this.at(id), code, params: {}, expected: [] });
  }

  private at(id: ColumnId | null): { row: number; column: string; found: string } {
    const column = id === null ? undefined : this.layout.columns.get(id);
    const { row, place } = this.row;
    const title = [place, column?.title].filter((part) => part !== undefined).join('.');
    return { row, column: title, found: id === null ? '' : this.cell(id).text };
  }
}

function nameOf({ code, name }: Coded & Partial<CodedAndNamed>): ExpectedValue {
  return name ? { code, name } : code;
}
