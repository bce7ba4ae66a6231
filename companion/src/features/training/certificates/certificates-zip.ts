/** All certificates of a training in one archive, named by number and holder. */
import { buffer } from 'node:stream/consumers';
import type { Knex } from 'knex';
import type { Locale } from '@qashyq/shared-types';
import { ZipFile } from 'yazl';
import { AppError } from '../../../errors.js';
import { surnameAndInitials } from '../../../identity/short-name.js';
import { contentOf, fileOf } from './certificate-store.js';

/** @returns the archive and whose certificates are in it; revoked ones are left out */
export async function zipCertificates(
  db: Knex,
  trainingId: number,
  locale: Locale,
): Promise<{ content: Buffer; personIds: number[] }> {
  const rows = await db('training_certificates')
    .where({ training_id: trainingId })
    .whereNotNull('printed_at')
    .whereNull('revoked_at')
    .orderBy('id');
  if (rows.length === 0) throw new AppError('notFound');
  const zip = new ZipFile();
  for (const row of rows) {
    const name = surnameAndInitials(contentOf(row).holder[locale]).replace(/[\p{Cc}<>:"/\\|?*]/gu, '-');
    zip.addBuffer((await fileOf(db, row.id, locale))!, `${row.number} ${name}.pdf`, {
      mtime: new Date(Number(row.issued_at)),
      // A PDF is compressed already.
      compress: false,
    });
  }
  zip.end();
  return { content: await buffer(zip.outputStream), personIds: rows.map((row) => row.person_id) };
}
