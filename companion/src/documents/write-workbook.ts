/**
 * Writes .xlsx workbooks of plain tables. Every text is stored as text: a cell that begins with `=` or `@` is never a formula.
 */
import ExcelJS from 'exceljs';

export type CellContent = string | number | null;

export interface SheetContent {
  readonly name: string;
  /** `width` in characters. */
  readonly columns: readonly { readonly heading: string; readonly width: number }[];
  readonly rows: readonly (readonly CellContent[])[];
}

/** The bytes of a workbook with these sheets, headings bold and kept in sight. */
export async function writeWorkbook(sheets: readonly SheetContent[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const names = new Set<string>();
  for (const { name, columns, rows } of sheets) {
    const sheet = workbook.addWorksheet(sheetName(name, names), { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(({ width }) => ({
      width,
      style: { numFmt: '@', alignment: { vertical: 'top', wrapText: true } },
    }));
    sheet.addRow(columns.map(({ heading }) => storable(heading))).font = { bold: true };
    for (const cells of rows) sheet.addRow(cells.map(storable));
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** A spreadsheet takes no longer text. */
const cellLimit = 32_767;

/** Without characters that XML has no form for. */
function storable(content: CellContent): CellContent {
  if (typeof content !== 'string') return content;

  return content.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '').slice(0, cellLimit);
}

/** At most 31 characters, none of `[]:*?/\`, no apostrophe at the ends, unlike the names before it. */
function sheetName(wanted: string, taken: Set<string>): string {
  const allowed =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || '1';
  let name = allowed;
  for (let no = 2; taken.has(name.toLowerCase()); no += 1) name = `${allowed.slice(0, 28)} ${no}`;
  taken.add(name.toLowerCase());
  return name;
}
