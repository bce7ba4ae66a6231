import { locales, type Locale } from '@qashyq/shared-types';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import { readTableFile } from '../../../src/documents/table-file.js';
import { columnOf } from '../../../src/features/schedules/import/columns.js';
import { lessonColumns } from '../../../src/features/schedules/import/lesson-columns.js';
import { faultReport, lessonClashSheet } from '../../../src/features/schedules/import/fault-report.js';
import { parseLines } from '../../../src/features/schedules/import/parse-lines.js';
import { templateWorkbook } from '../../../src/features/schedules/import/template.js';
import { loadCatalogue } from '../../../src/i18n/catalogue.js';
import { demoReference } from './demo-file.js';
import { reference } from './reference.js';

const catalogue = loadCatalogue();

/** The sheets of a workbook as another program reads them. */
async function sheetsOf(bytes: Uint8Array): Promise<ExcelJS.Worksheet[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  return workbook.worksheets;
}

for (const locale of locales)
  describe(`the template (${locale})`, () => {
    it('left as it is, holds an example that is skipped and no row of its own', async () => {
      const table = await readTableFile(await templateWorkbook(locale, demoReference, catalogue));
      const { faults, notes, rows } = parseLines(table, demoReference);
      expect(faults.map(({ code }) => code)).to.deep.equal(['no_rows']);
      expect(notes.map(({ code }) => code)).to.deep.equal(['note_example_skipped']);
      expect(rows).to.deep.equal([]);
    });

    it('shows an example that is right once its mark is gone', async () => {
      for (const used of [demoReference, { ...reference, rooms: [] }]) {
        const table = await readTableFile(await templateWorkbook(locale, used, catalogue));
        const remark = table.rows[0]!.cells.findIndex(({ text }) => columnOf(lessonColumns, text) === 'remark');
        const rows = table.rows.map(({ row, cells }) => ({
          row,
          cells: row === 1 ? cells : cells.toSpliced(remark, 1, { text: '' }),
        }));
        const { faults, rows: read } = parseLines({ ...table, rows }, used);
        expect(faults).to.deep.equal([]);
        expect(read[0]?.line).to.deep.include({ weekday: 2, firstSlot: 1, lastSlot: 2, language: locale });
      }
    });

    it('has only headings that are read, and lists every allowed value on its second sheet', async () => {
      const [lines, values] = await sheetsOf(await templateWorkbook(locale, demoReference, catalogue));
      const headings = (lines!.getRow(1).values as string[]).filter(Boolean);
      expect(headings.map((heading) => columnOf(lessonColumns, heading))).to.deep.equal(
        lessonColumns.ids.filter((id) => id !== 'date' && id !== 'time'),
      );
      const all = values!.getSheetValues().flat();
      for (const { code } of [
        ...demoReference.disciplines,
        ...demoReference.groups,
        ...demoReference.teachers,
        ...demoReference.rooms,
      ])
        expect(all).to.include(code);
    });

    it('keeps its cells as text, so that «1-2» does not become a date', async () => {
      const [lines] = await sheetsOf(await templateWorkbook(locale, demoReference, catalogue));
      expect(lines!.getColumn(2).numFmt).to.equal('@');
    });
  });

describe('the report of faults', () => {
  const fault = {
    row: 3,
    column: 'D «Пән»',
    code: 'discipline_unknown',
    found: '=HYPERLINK("http://x")',
    message: '@SUM(1)',
    expected: '+1',
  };
  const clash = {
    resource: 'teacher' as const,
    resourceCode: 'T02',
    weekday: 2,
    slots: [3, 4],
    weeks: [1, 2],
    lineKey: 'a',
    otherLineKey: 'b',
    otherCaseId: null,
    otherLine: null,
    acceptedReason: null,
  };
  const foundFaults = [fault, { ...fault, row: 0, column: '', found: '\u0000bad\ud800' }];
  const report = (locale: Locale) => {
    const clashes = [clash, { ...clash, otherLineKey: 'c', acceptedReason: '-1+1' }];
    const sheet = lessonClashSheet(clashes, (key) => `line ${key}`, locale, catalogue);
    return faultReport(foundFaults, sheet, locale, catalogue);
  };

  it('lists every fault and every clash with both lines', async () => {
    const [faults, clashes] = await sheetsOf(await report('ru'));
    expect(faults!.getRow(2).values).to.deep.equal([
      undefined,
      3,
      fault.column,
      fault.found,
      fault.message,
      fault.expected,
    ]);
    expect(faults!.getCell('C3').value).to.equal('bad');
    expect(faults!.getCell('A3').value).to.equal(null);
    expect(clashes!.getRow(2).values).to.deep.equal([
      undefined,
      'Преподаватель T02',
      'Вторник',
      '3, 4',
      '1, 2',
      'line a',
      'line b',
    ]);
    expect(clashes!.getRow(3).values).to.deep.include('line c');
  });

  it('holds no formula, whatever stood in the file', async () => {
    for (const sheet of await sheetsOf(await report('kk')))
      sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).to.equal(undefined)));
  });

  it('is written in each language under sheet names that spreadsheets allow', async () => {
    for (const locale of locales)
      for (const { name } of await sheetsOf(await report(locale))) expect(name).to.match(/^[^[\]:*?/\\]{1,31}$/);
  });
});
