/**
 * Reads .csv as spreadsheets write it: separated by semicolon, comma or tab, in UTF-8, UTF-16 or Windows-1251.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { TableBuilder, TableFileError, tableLimits, visibleText, type Table } from './table.js';

const separators = [';', ',', '\t'] as const;

/** @throws TableFileError when the bytes are no text, a quotation does not end, or a bound is passed */
export function readCsv(bytes: Uint8Array): Table {
  const text = decoded(bytes);
  if (/^\s*<(!doctype|html|\?xml|table)/i.test(text)) throw new TableFileError('file_not_a_table');
  // Excel's own note of the separator; it is not a row of the sheet.
  const [note, noted] = /^sep=(.)\r?\n/i.exec(text) ?? [];
  const body = text.slice(note?.length ?? 0);
  const builder = new TableBuilder();
  records(body, noted ?? separatorOf(body)).forEach((cells, index) => {
    builder.add(
      index + 1,
      cells.map((cell) => ({ text: visibleText(cell) })),
    );
  });
  return { sheetName: null, rows: builder.rows };
}

function records(text: string, separator: string): string[][] {
  try {
    return parse(text, {
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      // One more than may come, so that the bound is noticed; lines without content count here.
      to: tableLimits.rows + 1,
    });
  } catch (cause) {
    if (cause instanceof CsvError)
      throw new TableFileError('file_broken_csv', { row: Number(cause['records'] ?? 0) + 1 }, cause);
    throw cause;
  }
}

/** The separator that most records have most of, looked for outside quotations in the first thirty records. */
function separatorOf(text: string): string {
  const counts: number[][] = separators.map(() => []);
  let present = separators.map(() => 0);
  let quoted = false;
  for (const character of text.slice(0, 100_000)) {
    if (character === '"') quoted = !quoted;
    else if (character === '\n' && !quoted) {
      if (present.some((count) => count > 0)) present.forEach((count, index) => counts[index]?.push(count));
      present = separators.map(() => 0);
      if ((counts[0]?.length ?? 0) >= 30) break;
    } else if (!quoted) {
      const index = separators.findIndex((separator) => separator === character);
      if (index >= 0) present[index] = (present[index] ?? 0) + 1;
    }
  }
  present.forEach((count, index) => counts[index]?.push(count));
  const medians = counts.map((each) => each.toSorted((a, b) => a - b)[Math.floor(each.length / 2)] ?? 0);
  return separators[medians.indexOf(Math.max(...medians))] ?? ';';
}

function decoded(bytes: Uint8Array): string {
  for (const encoding of [encodingByMark(bytes) ?? encodingByZeros(bytes) ?? 'utf-8', 'windows-1251']) {
    const text = tryDecode(bytes, encoding);
    // Text holds no NUL and next to no other control characters; a picture or a program does.
    if (text !== null && !/[\u0000-\u0008\u000e-\u001a]/.test(text)) return text;
  }
  throw new TableFileError('file_unknown_encoding');
}

function encodingByMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark: separators, digits and line ends leave a zero in every second byte. */
function encodingByZeros(bytes: Uint8Array): string | null {
  const zeros = [0, 0];
  bytes.subarray(0, 2000).forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (even === odd) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
