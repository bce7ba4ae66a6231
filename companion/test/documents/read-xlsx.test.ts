import { expect } from 'chai';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { readTableFile } from '../../src/documents/table-file.js';
import { tableLimits, visibleText, type Table } from '../../src/documents/table.js';
import { ballast, rawRows, rawWorkbook, rawZip } from './raw-xlsx.js';
import { refusal } from './refusal.js';

type Fill = (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void;

/** What a workbook, written by another program, reads as. */
async function readBack(fill: Fill): Promise<Table> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('Кесте'), workbook);
  return readTableFile(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

const texts = (table: Table): string[][] => table.rows.map(({ cells }) => cells.map(({ text }) => text));
const oneCell = async (fill: Fill) => (await readBack(fill)).rows[0]?.cells[0];

describe('reading a workbook', () => {
  it('texts, row numbers and the sheet name come as the spreadsheet shows them; empty rows are left out', async () => {
    const table = await readBack((sheet) => {
      sheet.getCell('A1').value = 'Пән';
      sheet.getCell('C1').value = ' Топ\u00a0 ';
      sheet.getCell('B4').value = 'ә ғ қ ң ө ұ ү һ і';
    });
    expect(table).to.deep.equal({
      sheetName: 'Кесте',
      rows: [
        { row: 1, cells: [{ text: 'Пән' }, { text: '' }, { text: 'Топ' }] },
        { row: 4, cells: [{ text: '' }, { text: 'ә ғ қ ң ө ұ ү һ і' }] },
      ],
    });
  });

  it('any texts come back as a person sees them', async () => {
    const cell = fc.string({ unit: 'binary', maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 5 }), async (rows) => {
        const wanted = rows
          .map((cells, index) => ({ row: index + 1, cells: cells.map(visibleText) }))
          .map(({ row, cells }) => ({ row, cells: cells.slice(0, cells.findLastIndex((text) => text !== '') + 1) }))
          .filter(({ cells }) => cells.length > 0);
        fc.pre(wanted.length > 0 && !JSON.stringify(rows).includes('_x'));
        const table = await readBack((sheet) => sheet.addRows(rows));
        expect(table.rows.map(({ row, cells }) => ({ row, cells: cells.map(({ text }) => text) }))).to.deep.equal(
          wanted,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('numbers are written as a person would, with the leading zeros of their format', async () => {
    const table = await readBack((sheet) => {
      sheet.addRow([3, 1.3, 0.1 + 0.2, 123, -5, 1e15]);
      sheet.getCell('D1').numFmt = '00000';
    });
    expect(texts(table)).to.deep.equal([['3', '1.3', '0.3', '00123', '-5', '1000000000000000']]);
  });

  it('dates are YYYY-MM-DD, times HH:MM, both together both, whatever the format that shows them', async () => {
    const table = await readBack((sheet) => {
      sheet.addRow(Array<Date>(3).fill(new Date('2026-09-01T00:00:00Z')));
      sheet.getCell('A1').numFmt = 'dd.mm.yyyy';
      sheet.getCell('B1').numFmt = '[$-419]d\\ mmmm\\ yyyy "ж.";@';
      sheet.getCell('C1').numFmt = 'mmm';
      sheet.addRow([new Date('2026-09-01T08:30:00Z'), 0.354166666666667, 8.5 / 24, 46266.354166667]);
      sheet.getCell('A2').numFmt = 'dd.mm.yyyy hh:mm';
      sheet.getCell('B2').numFmt = 'hh:mm';
      sheet.getCell('C2').numFmt = '[h]:mm:ss';
      sheet.getCell('D2').numFmt = 'h:mm AM/PM';
    });
    expect(texts(table)).to.deep.equal([
      ['2026-09-01', '2026-09-01', '2026-09-01'],
      ['2026-09-01 08:30', '08:30', '08:30', '08:30'],
    ]);
  });

  it('a number is no date because its format has a quoted letter or a colour', async () => {
    const table = await readBack((sheet) => {
      sheet.addRow([46266, 46266, 46266]);
      sheet.getCell('A1').numFmt = '0 "days"';
      sheet.getCell('B1').numFmt = '[Red]0;[Blue]-0';
      sheet.getCell('C1').numFmt = 'General';
    });
    expect(texts(table)).to.deep.equal([['46266', '46266', '46266']]);
  });

  it('dates of a workbook that counts from 1904 are the same dates', async () => {
    const table = await readBack((sheet, workbook) => {
      workbook.properties.date1904 = true;
      sheet.addRow([new Date('2026-09-01T00:00:00Z')]);
      sheet.getCell('A1').numFmt = 'dd.mm.yyyy';
    });
    expect(texts(table)).to.deep.equal([['2026-09-01']]);
  });

  it('formulas give their last result; one that was never calculated is a fault that shows the formula', async () => {
    const table = await readBack((sheet) => {
      sheet.getCell('A1').value = { formula: 'B1&"-"&C1', result: 'АЖ-25-11' };
      sheet.getCell('B1').value = { formula: '1+1', result: 2 };
      sheet.getCell('C1').value = { formula: '1+1' };
      sheet.getCell('D1').value = { formula: 'A1=1', result: true };
      sheet.getCell('E1').value = { formula: 'NA()', result: { error: '#N/A' } };
    });
    expect(table.rows[0]?.cells).to.deep.equal([
      { text: 'АЖ-25-11' },
      { text: '2' },
      { text: '=1+1', fault: 'cell_formula_without_value' },
      { text: 'TRUE' },
      { text: '#N/A', fault: 'cell_error_value' },
    ]);
  });

  it('a formula whose result is an empty text is empty, not at fault', async () => {
    const sheet = '<sheetData><row><c t="str"><f>A2</f><v></v></c><c><v>1</v></c></row></sheetData>';
    expect((await readTableFile(rawWorkbook(sheet))).rows[0]?.cells).to.deep.equal([{ text: '' }, { text: '1' }]);
  });

  it('rich text is its text, a hyperlink its text and its address', async () => {
    expect(
      await oneCell((sheet) => (sheet.getCell('A1').value = { richText: [{ text: 'АЖ' }, { text: '-25-11' }] })),
    ).to.deep.equal({ text: 'АЖ-25-11' });
    expect(
      await oneCell(
        (sheet) => (sheet.getCell('A1').value = { text: 'Кіру', hyperlink: 'https://meet.example/a?b=1&c=2' }),
      ),
    ).to.deep.equal({ text: 'Кіру', link: 'https://meet.example/a?b=1&c=2' });
  });

  it('a merged area shows its text in each of its rows', async () => {
    const table = await readBack((sheet) => {
      sheet.addRows([
        ['Дүйсенбі', '1-2'],
        [null, '3-4'],
        [null, '5-6'],
        ['Сейсенбі', '1-2'],
      ]);
      sheet.mergeCells('A1:A3');
    });
    expect(texts(table)).to.deep.equal([
      ['Дүйсенбі', '1-2'],
      ['Дүйсенбі', '3-4'],
      ['Дүйсенбі', '5-6'],
      ['Сейсенбі', '1-2'],
    ]);
    expect(table.rows.map(({ cells }) => cells[0]?.merged ?? false)).to.deep.equal([false, true, true, false]);
  });

  it('the first visible sheet with content is read', async () => {
    const table = await readBack((sheet, workbook) => {
      sheet.addRow(['secret']);
      sheet.state = 'hidden';
      workbook.addWorksheet('Бос');
      workbook.addWorksheet('Сабақтар').addRow(['Пән']);
      workbook.addWorksheet('Тағы').addRow(['other']);
    });
    expect(table.sheetName).to.equal('Сабақтар');
    expect(texts(table)).to.deep.equal([['Пән']]);
  });

  it('what surrounds the cells plays no part: validations of whole columns, colours by rule, pictures, notes', async () => {
    const table = await readBack((sheet, workbook) => {
      sheet.addRow(['Пән']);
      sheet.getCell('A1').note = 'a note';
      const { dataValidations } = sheet as unknown as { dataValidations: { add(area: string, rule: object): void } };
      dataValidations.add('A1:A1048576', { type: 'list', formulae: ['"a,b"'] });
      sheet.addConditionalFormatting({
        ref: 'A1:Z1000',
        rules: [{ type: 'expression', priority: 1, formulae: ['TRUE'], style: { font: { bold: true } } }],
      });
      const picture = workbook.addImage({ extension: 'png', base64: 'iVBORw0KGgo=' });
      sheet.addImage(picture, 'B2:C3');
    });
    expect(texts(table)).to.deep.equal([['Пән']]);
  });

  it('prefixed element names, an absolute path of the sheet and cells without addresses are understood', async () => {
    const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const file = rawZip([
      {
        name: '_rels/.rels',
        content: `<Relationships><Relationship Id="a" Type="${types}/officeDocument" Target="/xl/Book.xml"/></Relationships>`,
      },
      {
        name: 'xl/Book.xml',
        content: `<x:workbook xmlns:x="s" xmlns:q="${types}"><x:sheets><x:sheet name="S" q:id="b"/></x:sheets></x:workbook>`,
      },
      {
        name: 'xl/_rels/Book.xml.rels',
        content: `<Relationships><Relationship Id="b" Type="${types}/worksheet" Target="/xl/data/Лист.xml"/></Relationships>`,
      },
      {
        name: 'xl/data/Лист.xml',
        content:
          '<x:worksheet xmlns:x="s"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
    ]);
    expect(texts(await readTableFile(file))).to.deep.equal([['a', '2']]);
  });
});

describe('a workbook that cannot be taken', () => {
  it('has no content at all', async () => {
    expect((await refusal(rawWorkbook('<sheetData/>'))).code).to.equal('file_empty');
  });

  it('is no workbook but another archive', async () => {
    expect((await refusal(rawZip([{ name: 'readme.txt', content: 'hello' }]))).code).to.equal('file_not_a_table');
  });

  it('is the old format or is protected by a password', async () => {
    expect((await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).code).to.equal('file_old_or_protected');
  });

  it('is cut off, wherever the cut is', async () => {
    const whole = rawWorkbook(rawRows(['Пән', 'Топ'], ['1', '2']));
    for (let length = 4; length < whole.length; length += 37)
      expect((await refusal(whole.subarray(0, length))).code, `${length} bytes`).to.equal('file_broken');
  });

  it('is damaged: any changed byte leads to an answer or to a refusal, never to another error', async () => {
    const whole = rawWorkbook(rawRows(['Пән', 'Топ'], ['1', '2']));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const damaged = Buffer.from(whole);
        damaged[at] = byte;
        const table = await readTableFile(damaged).catch((error: Error) => error);
        if (table instanceof Error) expect(table.name).to.equal('TableFileError');
      }),
      { numRuns: 300 },
    );
  });

  const broken: Record<string, string> = {
    'an address that is none': '<sheetData><row r="1"><c r="1A"><v>1</v></c></row></sheetData>',
    'a row number beyond any sheet': '<sheetData><row r="99999999999"><c><v>1</v></c></row></sheetData>',
    'a row number that is no number': '<sheetData><row r="x"><c><v>1</v></c></row></sheetData>',
    'a shared text that is no number': '<sheetData><row><c t="s"><v>x</v></c></row></sheetData>',
    'an end that does not come': '<sheetData><row>',
    'an entity of its own': '<sheetData><row><c><v>&a;</v></c></row></sheetData>',
    'a merged area turned around': '<sheetData/><mergeCells><mergeCell ref="B2:A1"/></mergeCells>',
  };
  for (const [what, sheet] of Object.entries(broken))
    it(`has ${what}`, async () => {
      expect((await refusal(rawWorkbook(sheet))).code).to.equal('file_broken');
    });

  it('declares a document type, however harmless', async () => {
    const sheet = { name: 'xl/worksheets/sheet1.xml', content: '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet/>' };
    expect((await refusal(rawWorkbook('', [sheet]))).code).to.equal('file_broken');
  });

  it('has an encrypted part', async () => {
    const sheet = { name: 'xl/worksheets/sheet1.xml', content: '<worksheet/>', encrypted: true };
    expect((await refusal(rawWorkbook('', [sheet]))).code).to.equal('file_broken');
  });
});

describe('a workbook that would exhaust the service', () => {
  const columns = (count: number): string => `<row>${'<c><v>1</v></c>'.repeat(count)}</row>`;

  it('has more bytes than a file may have', async () => {
    const error = await refusal(new Uint8Array(tableLimits.fileBytes + 1));
    expect([error.code, error.params]).to.deep.equal(['file_too_large', { megabytes: 5 }]);
  });

  it('unpacks to more than 64 MB or 200 times its size', async () => {
    const part = (size: number) => ({ name: 'xl/media/a.png', content: Buffer.alloc(size) });
    expect((await refusal(rawWorkbook(rawRows(['a']), [part(65 * 1024 * 1024)]))).code).to.equal(
      'file_unpacks_too_large',
    );
    expect((await refusal(rawWorkbook(rawRows(['a']), [part(3 * 1024 * 1024)]))).code).to.equal(
      'file_unpacks_too_large',
    );
  });

  it('unpacks to more than its directory admits', async () => {
    const content = `<worksheet><sheetData>${' '.repeat(30_000_000)}</sheetData></worksheet>`;
    const lying = { name: 'xl/worksheets/sheet1.xml', content, claimedSize: 1000 };
    expect((await refusal(rawWorkbook('', [lying]))).code).to.equal('file_broken');
  });

  it('has more parts than any workbook', async () => {
    const parts = Array.from({ length: 2001 }, (_, index) => ({ name: `xl/media/${index}`, content: '' }));
    expect((await refusal(rawWorkbook(rawRows(['a']), parts))).code).to.equal('file_unpacks_too_large');
  });

  it('has 20,001 rows or 61 columns; with 20,000 and 60 it is read', async () => {
    const rows = (count: number): Buffer =>
      rawWorkbook(`<sheetData>${columns(1).repeat(count)}</sheetData>`, [ballast(10_000)]);
    expect((await readTableFile(rows(20_000))).rows).to.have.length(20_000);
    expect((await refusal(rows(20_001))).code).to.equal('file_too_many_rows');
    expect((await readTableFile(rawWorkbook(`<sheetData>${columns(60)}</sheetData>`))).rows[0]?.cells).to.have.length(
      60,
    );
    const error = await refusal(rawWorkbook(`<sheetData><row/>${columns(61)}</sheetData>`));
    expect([error.code, error.params]).to.deep.equal(['file_too_many_columns', { row: 2, limit: 60 }]);
  });

  it('has a row number of a thousand million: refused at once', async () => {
    const started = performance.now();
    const sheet = '<sheetData><row r="1048576000"><c r="A1048576000"><v>1</v></c></row></sheetData>';
    expect((await refusal(rawWorkbook(sheet))).code).to.equal('file_broken');
    expect(performance.now() - started).to.be.below(1000);
  });

  it('has a merged area over the whole sheet: only rows with content show it, at once', async () => {
    const started = performance.now();
    const sheet = '<sheetData><row r="1"><c><v>1</v></c></row><row r="3"><c r="C3"><v>3</v></c></row></sheetData>';
    const table = await readTableFile(rawWorkbook(`${sheet}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`));
    expect(table.rows.map(({ row, cells }) => [row, cells.length])).to.deep.equal([
      [1, 60],
      [3, 60],
    ]);
    expect(performance.now() - started).to.be.below(1000);
  });

  it('has a thousand merged areas over the whole sheet', async () => {
    const areas = '<mergeCell ref="A1:XFD1048576"/>'.repeat(1000);
    const sheet = `<sheetData>${columns(1)}</sheetData><mergeCells>${areas}</mergeCells>`;
    expect((await refusal(rawWorkbook(sheet))).code).to.equal('file_broken');
  });

  it('repeats one long text in every cell, or has a text that fits no cell', async () => {
    const strings = (length: number) => ({
      name: 'xl/strings.xml',
      content: `<sst><si><t>${'ө'.repeat(length)}</t></si></sst>`,
    });
    const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const relationships = {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships><Relationship Id="r1" Type="${types}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${types}/sharedStrings" Target="strings.xml"/></Relationships>`,
    };
    const rows = `<row>${'<c t="s"><v>0</v></c>'.repeat(60)}</row>`.repeat(100);
    const file = (length: number) =>
      rawWorkbook(`<sheetData>${rows}</sheetData>`, [strings(length), relationships, ballast(50_000)]);
    expect((await refusal(file(5000))).code).to.equal('file_too_much_text');
    const error = await refusal(file(5001));
    expect([error.code, error.params]).to.deep.equal(['file_cell_too_long', { cell: 'A1', limit: 5000 }]);
  });

  it('has one text of millions of letters', async () => {
    const sheet = rawRows(['short', 'x'.repeat(5_000_000)]);
    const error = await refusal(rawWorkbook(sheet, [ballast(100_000)]));
    expect([error.code, error.params]).to.deep.equal(['file_cell_too_long', { cell: 'B1', limit: 5000 }]);
  });

  it('consists of empty elements without end', async () => {
    const sheet = `${'<a/>'.repeat(4_000_001)}`;
    expect((await refusal(rawWorkbook(sheet, [ballast(300_000)]))).code).to.equal('file_unpacks_too_large');
  });

  it('nests elements or repeats attributes without end', async () => {
    const attributes = Array.from({ length: 100 }, (_, index) => ` a${index}="1"`).join('');
    for (const sheet of ['<a>'.repeat(200) + '</a>'.repeat(200), `<sheetData${attributes}/>`])
      expect((await refusal(rawWorkbook(sheet))).code).to.equal('file_broken');
  });

  it('holds other requests up only for moments while it is read', async () => {
    const body = '<row><c r="A1" s="0"/><c r="B1" s="0"/></row>'.repeat(100_000);
    const file = rawWorkbook(`<sheetData>${body}</sheetData>`, [ballast(100_000)]);
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const error = await refusal(file);
    clearInterval(watch);
    expect(error.code).to.equal('file_empty');
    expect(longest).to.be.below(250);
  });
});
