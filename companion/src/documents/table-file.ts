/**
 * Reads an uploaded table, .xlsx or .csv. The content decides which it is, not the name: people rename files.
 */
import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';
import { TableFileError, tableLimits, type Table } from './table.js';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/**
 * Reads a whole table or fails with a reason; there is no half result.
 * @throws TableFileError for every reason that lies in the file
 */
export async function readTableFile(bytes: Uint8Array): Promise<Table> {
  if (bytes.length === 0) throw new TableFileError('file_empty');
  if (bytes.length > tableLimits.fileBytes)
    throw new TableFileError('file_too_large', { megabytes: tableLimits.fileBytes / 1024 / 1024 });
  // Old .xls and password-protected .xlsx are both OLE containers.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new TableFileError('file_old_or_protected');
  const table = startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ? await readXlsx(bytes) : readCsv(bytes);
  if (table.rows.length === 0) throw new TableFileError('file_empty');
  return table;
}
