import { expect } from 'chai';
import { readTableFile } from '../../src/documents/table-file.js';
import { TableFileError } from '../../src/documents/table.js';

/** The reason for which a file is refused. Fails when it is read, or fails otherwise than by a `TableFileError`. */
export async function refusal(bytes: Uint8Array): Promise<TableFileError> {
  try {
    await readTableFile(bytes);
  } catch (error) {
    expect(error).to.be.instanceOf(TableFileError);
    return error as TableFileError;
  }
  return expect.fail('the file was read');
}
