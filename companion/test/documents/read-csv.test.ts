import { expect } from 'chai';
import fc from 'fast-check';
import { readTableFile } from '../../src/documents/table-file.js';
import { visibleText } from '../../src/documents/table.js';
import { refusal } from './refusal.js';

const read = async (content: string | Uint8Array) =>
  (await readTableFile(typeof content === 'string' ? Buffer.from(content) : content)).rows.map(({ row, cells }) => [
    row,
    ...cells.map(({ text }) => text),
  ]);

/** Windows-1251 of Russian letters. */
const windows1251 = (text: string): Buffer =>
  Buffer.from(
    [...text].map((letter) => (letter >= 'А' && letter <= 'я' ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))),
  );
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('reading a csv file', () => {
  for (const [name, separator] of Object.entries({ semicolons: ';', commas: ',', tabs: '\t' }))
    it(`the separator is found by itself: ${name}`, async () => {
      const rows = [
        ['Пән', 'Топ', 'Апталар'],
        ['Физика', 'АЖ-25-11', '1-15'],
      ];
      expect(await read(rows.map((row) => row.join(separator)).join('\r\n'))).to.deep.equal([
        [1, ...(rows[0] ?? [])],
        [2, ...(rows[1] ?? [])],
      ]);
    });

  it('commas inside the cells of a file with semicolons do not mislead', async () => {
    expect(await read('Weeks;Group\n1,3,5,7;A,B,C\n"1;2";D')).to.deep.equal([
      [1, 'Weeks', 'Group'],
      [2, '1,3,5,7', 'A,B,C'],
      [3, '1;2', 'D'],
    ]);
  });

  it('a title line without separators does not mislead either', async () => {
    expect(await read('Расписание\n\nДень,Пара\nпн,1')).to.deep.equal([
      [1, 'Расписание'],
      [3, 'День', 'Пара'],
      [4, 'пн', '1'],
    ]);
  });

  it("Excel's own note of the separator counts and is no row", async () => {
    expect(await read('sep=|\r\na|b\r\nc|d')).to.deep.equal([
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ]);
  });

  const text = 'День;Группа\r\nпн;ИС';
  const encodings: Record<string, Buffer> = {
    'UTF-8': Buffer.from(text),
    'UTF-8 with mark': Buffer.from(`\ufeff${text}`),
    'UTF-16 LE with mark': Buffer.from(`\ufeff${text}`, 'utf16le'),
    'UTF-16 BE with mark': utf16be(`\ufeff${text}`),
    'UTF-16 LE without mark': Buffer.from(text, 'utf16le'),
    'UTF-16 BE without mark': utf16be(text),
    'Windows-1251': windows1251(text),
  };
  for (const [name, bytes] of Object.entries(encodings))
    it(`${name} is recognised`, async () => {
      expect(await read(bytes)).to.deep.equal([
        [1, 'День', 'Группа'],
        [2, 'пн', 'ИС'],
      ]);
    });

  it('a quoted cell may hold line ends and quotation marks; the next row keeps the number of the spreadsheet', async () => {
    expect(await read('a;b\n"one\ntwo ""x""";c\nd;e')).to.deep.equal([
      [1, 'a', 'b'],
      [2, 'one\ntwo "x"', 'c'],
      [3, 'd', 'e'],
    ]);
  });

  it('a stray quotation mark inside a cell stays as it is', async () => {
    expect(await read('ТОО "Ромашка";b\nc;d')).to.deep.equal([
      [1, 'ТОО "Ромашка"', 'b'],
      [2, 'c', 'd'],
    ]);
  });

  it('any cells, quoted, come back as a person sees them', async () => {
    const cell = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 8 })
      .map((raw) => raw.replace(/[\u0000-\u001f]/g, ' '));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, fc.constant('end')), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(';', ',', '\t'),
        async (rows, separator) => {
          const quoted = rows.map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(separator));
          expect(await read(quoted.join('\n'))).to.deep.equal(
            rows.map((cells, index) => [index + 1, ...cells.map(visibleText)]),
          );
        },
      ),
    );
  });
});

describe('a csv file that cannot be taken', () => {
  it('is empty or blank', async () => {
    for (const content of ['', '\ufeff', '\n\n;;\n'])
      expect((await refusal(Buffer.from(content))).code).to.equal('file_empty');
  });

  it('opens a quotation that does not end, and the row is named', async () => {
    const error = await refusal(Buffer.from('a;b\nc;d\n"e;f\ng;h'));
    expect([error.code, error.params]).to.deep.equal(['file_broken_csv', { row: 3 }]);
  });

  it('is a picture or a program', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000', 'hex');
    expect((await refusal(png)).code).to.equal('file_unknown_encoding');
  });

  it('is a page of the web that calls itself a table', async () => {
    for (const page of ['<html><table>', '<?xml version="1.0"?><Workbook>', '\n <!DOCTYPE html>'])
      expect((await refusal(Buffer.from(page))).code).to.equal('file_not_a_table');
  });

  it('has too many rows, columns or letters in a cell', async () => {
    expect((await refusal(Buffer.from('a;b\n'.repeat(20_001)))).code).to.equal('file_too_many_rows');
    expect((await refusal(Buffer.from('\n'.repeat(4_000_000)))).code).to.equal('file_empty');
    expect((await refusal(Buffer.from(`a${';a'.repeat(60)}`))).code).to.equal('file_too_many_columns');
    expect((await refusal(Buffer.from(`a;${'b'.repeat(5001)}`))).params).to.deep.equal({ cell: 'B1', limit: 5000 });
  });

  it('any bytes lead to an answer or to a refusal, never to another error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const table = await readTableFile(bytes).catch((error: Error) => error);
        if (table instanceof Error) expect(table.name).to.equal('TableFileError');
      }),
      { numRuns: 500 },
    );
  });
});
