/**
 * Reads the first visible sheet with content of an .xlsx workbook (ECMA-376 part 1, SpreadsheetML).
 * A reader of our own rather than exceljs: that one unpacks without bounds, expands merged areas and validations cell by
 * cell, and blocks the service while it does so. Here the sheet streams by, within the bounds of `tableLimits`.
 */
import { readSheet, type WorkbookContext } from './read-sheet.js';
import { TableFileError, tableLimits, visibleText, type Table } from './table.js';
import { XlsxPackage, type Relationship } from './xlsx-package.js';
import { numberStyle, unescaped, type NumberStyle } from './xlsx-values.js';

/** @throws TableFileError when the bytes are no workbook or a bound is passed */
export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  const archive = await XlsxPackage.open(bytes);
  const workbook = ofType(await archive.relationships(''), 'officeDocument')?.target;
  if (workbook === undefined || !archive.has(workbook)) throw new TableFileError('file_not_a_table');
  const parts = await archive.relationships(workbook);
  const { sheets, from1904 } = await readWorkbook(archive, workbook);
  if (sheets.length === 0) throw new TableFileError('file_not_a_table');
  const context: WorkbookContext = {
    from1904,
    strings: await readSharedStrings(archive, ofType(parts, 'sharedStrings')?.target),
    styles: await readStyles(archive, ofType(parts, 'styles')?.target),
  };
  for (const { name, id, hidden } of sheets) {
    const part = parts.find((candidate) => candidate.id === id && candidate.type === 'worksheet')?.target;
    if (hidden || part === undefined) continue;
    const rows = await readSheet(archive, part, context);
    if (rows.length > 0) return { sheetName: visibleText(name), rows };
  }
  return { sheetName: null, rows: [] };
}

const ofType = (relationships: readonly Relationship[], type: string): Relationship | undefined =>
  relationships.find((relationship) => relationship.type === type && !relationship.external);

interface SheetEntry {
  readonly name: string;
  readonly id: string;
  readonly hidden: boolean;
}

async function readWorkbook(archive: XlsxPackage, part: string): Promise<{ sheets: SheetEntry[]; from1904: boolean }> {
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  await archive.read(part, {
    open(element, { name = '', id = '', state = 'visible', date1904 }) {
      if (element === 'workbookPr') from1904 = date1904 === '1' || date1904 === 'true';
      if (element === 'sheet') sheets.push({ name, id, hidden: state !== 'visible' });
    },
  });
  return { sheets, from1904 };
}

async function readSharedStrings(archive: XlsxPackage, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined) return strings;
  let current = '';
  let inText = false;
  let phonetic = false;
  await archive.read(part, {
    open(element) {
      if (element === 'si') current = '';
      if (element === 'rPh') phonetic = true;
      if (element === 't') inText = !phonetic;
    },
    text(text) {
      if (inText) current += text;
      if (current.length > tableLimits.storedCharacters) throw new TableFileError('file_too_much_text');
    },
    close(element) {
      if (element === 't') inText = false;
      if (element === 'rPh') phonetic = false;
      if (element !== 'si') return;
      if (strings.length >= tableLimits.rows * tableLimits.columns) throw new TableFileError('file_too_much_text');
      strings.push(visibleText(unescaped(current)));
    },
  });
  return strings;
}

async function readStyles(archive: XlsxPackage, part: string | undefined): Promise<NumberStyle[]> {
  const styles: NumberStyle[] = [];
  if (part === undefined) return styles;
  const codes = new Map<string, string>();
  let inCellFormats = false;
  await archive.read(part, {
    open(element, { numFmtId = '0', formatCode = '' }) {
      if (element === 'numFmt') codes.set(numFmtId, formatCode);
      if (element === 'cellXfs') inCellFormats = true;
      if (element === 'xf' && inCellFormats) styles.push(numberStyle(Number(numFmtId), codes.get(numFmtId)));
    },
    close(element) {
      if (element === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}
