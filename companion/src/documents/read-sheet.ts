/**
 * One sheet of a workbook: cells to texts, hyperlinks to their addresses, merged areas to the text a person sees in them.
 */
import {
  TableBuilder,
  TableFileError,
  cellTooLong,
  tableLimits,
  visibleText,
  type TableCell,
  type TableRow,
} from './table.js';
import type { Attributes, XlsxPackage } from './xlsx-package.js';
import { isoDateText, numberText, unescaped, type NumberStyle } from './xlsx-values.js';

/** What the cells of a sheet refer to. */
export interface WorkbookContext {
  readonly strings: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly from1904: boolean;
}

interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Where a file says nothing, a cell without a style shows a plain number. */
const generalStyle: NumberStyle = { kind: 'number', digits: 0 };

/**
 * The rows of a sheet that have content.
 * @throws TableFileError
 */
export async function readSheet(archive: XlsxPackage, part: string, context: WorkbookContext): Promise<TableRow[]> {
  const rows = new Map<number, TableCell[]>();
  const merged: Area[] = [];
  const links: { area: Area; id: string }[] = [];
  let row = 0;
  let column = 0;
  let cell: StoredCell | null = null;
  let textOf: 'value' | 'formula' | 'inline' | null = null;

  await archive.read(part, {
    open(element, attributes) {
      if (element === 'row') {
        row = attributes['r'] === undefined ? row + 1 : wholeNumber(attributes['r']);
        column = 0;
      } else if (element === 'c') {
        column = attributes['r'] === undefined ? column + 1 : areaOf(attributes['r']).left;
        cell = storedCell(attributes);
      } else if (element === 'v') textOf = 'value';
      else if (element === 'f') {
        textOf = 'formula';
        if (cell) cell.hasFormula = true;
      } else if (element === 't') textOf = 'inline';
      else if (element === 'mergeCell') {
        merged.push(areaOf(attributes['ref'] ?? ''));
        // Each area takes two cells at least.
        if (merged.length > (tableLimits.rows * tableLimits.columns) / 2) throw new TableFileError('file_broken');
      } else if (element === 'hyperlink' && attributes['id'] !== undefined)
        links.push({ area: areaOf(attributes['ref'] ?? ''), id: attributes['id'] });
    },
    text(text) {
      if (!cell || !textOf) return;
      cell[textOf] += text;
      if (cell[textOf].length > tableLimits.storedCharacters) throw cellTooLong(row, column);
    },
    close(element) {
      if (element === 'v' || element === 'f' || element === 't') textOf = null;
      if (element !== 'c' || !cell) return;
      const shown = shownCell(cell, context);
      cell = null;
      if (shown.text === '' && !shown.fault) return;
      if (column > tableLimits.columns)
        throw new TableFileError('file_too_many_columns', { row, limit: tableLimits.columns });
      const cells = rows.get(row) ?? [];
      cells[column - 1] = shown;
      rows.set(row, cells);
      if (rows.size > tableLimits.rows) throw new TableFileError('file_too_many_rows', { limit: tableLimits.rows });
    },
  });

  if (links.length > 0) await attachLinks(archive, part, rows, links);
  spreadMergedAreas(rows, merged);
  const builder = new TableBuilder();
  for (const [number, cells] of [...rows].sort(([a], [b]) => a - b))
    builder.add(
      number,
      Array.from(cells, (each) => each ?? { text: '' }),
    );
  return builder.rows;
}

interface StoredCell {
  readonly type: string;
  readonly style: number;
  hasFormula: boolean;
  value: string;
  formula: string;
  inline: string;
}

function storedCell({ t: type = 'n', s: style = '0' }: Attributes): StoredCell {
  return { type, style: Number(style), hasFormula: false, value: '', formula: '', inline: '' };
}

/** A cell as a person sees it. */
function shownCell(cell: StoredCell, { strings, styles, from1904 }: WorkbookContext): TableCell {
  const { type, value } = cell;
  if (type === 'e') return { text: visibleText(value), fault: 'cell_error_value' };
  // An empty text is a result, an empty number means that the program that wrote the file did not calculate.
  if (cell.hasFormula && value === '' && type !== 'str')
    return { text: visibleText(`=${cell.formula}`), fault: 'cell_formula_without_value' };
  switch (type) {
    case 's':
      return { text: value === '' ? '' : (strings[wholeNumber(value, 0)] ?? '') };
    case 'inlineStr':
      return { text: visibleText(unescaped(cell.inline)) };
    case 'str':
      return { text: visibleText(unescaped(value)) };
    case 'b':
      return { text: value === '1' ? 'TRUE' : 'FALSE' };
    case 'd':
      return { text: isoDateText(value) };
    default:
      return { text: value === '' ? '' : numberText(Number(value), styles[cell.style] ?? generalStyle, from1904) };
  }
}

async function attachLinks(
  archive: XlsxPackage,
  part: string,
  rows: Map<number, TableCell[]>,
  links: readonly { area: Area; id: string }[],
): Promise<void> {
  const targets = new Map((await archive.relationships(part)).map(({ id, target }) => [id, target]));
  for (const { area, id } of links) {
    const cells = rows.get(area.top);
    const shown = cells?.[area.left - 1];
    const link = targets.get(id);
    if (cells && shown && link !== undefined) cells[area.left - 1] = { ...shown, link: visibleText(link) };
  }
}

/** Every cell of a merged area shows the text of its first cell. Rows without any content of their own stay away. */
function spreadMergedAreas(rows: Map<number, TableCell[]>, areas: readonly Area[]): void {
  let left = tableLimits.rows * tableLimits.columns;
  for (const area of areas) {
    const shown = rows.get(area.top)?.[area.left - 1];
    if (!shown) continue;
    const right = Math.min(area.right, tableLimits.columns);
    // Merged areas don't overlap in a sound file, so together they cover no more cells than a table may have.
    left -= rowsWithin(area) * (right - area.left + 1);
    if (left < 0) throw new TableFileError('file_broken');
    for (let row = area.top; row < area.top + rowsWithin(area); row += 1) {
      const cells = rows.get(row);
      for (let column = area.left; cells && column <= right; column += 1)
        if (row !== area.top || column !== area.left) cells[column - 1] = { ...shown, merged: true };
    }
  }
}

const rowsWithin = ({ top, bottom }: Area): number => Math.min(bottom - top + 1, tableLimits.rows);

/** `B2` or `B2:D4` */
function areaOf(reference: string): Area {
  const [, letters = '', top = '', endLetters = letters, bottom = top] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(reference) ?? [];
  const area = {
    top: Number(top),
    left: columnNumber(letters),
    bottom: Number(bottom),
    right: columnNumber(endLetters),
  };
  if (area.top < 1 || area.left < 1 || area.bottom < area.top || area.right < area.left)
    throw new TableFileError('file_broken');
  return area;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Last row of a sheet in any program of today. */
const lastRow = 1_048_576;

function wholeNumber(text: string, least = 1): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > lastRow * 16) throw new TableFileError('file_broken');
  return number;
}
