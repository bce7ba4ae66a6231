/** The files of certificates: which are to be made, and keeping them. */
import type { Knex } from 'knex';
import { locales } from '@qashyq/shared-types';
import type { CertificateRow } from '../../../db/tables.js';
import type { Paper } from '../../../documents/pdf.js';
import { storeFile } from '../../../documents/stored-files.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { certificatePaper } from './certificate-paper.js';
import { contentOf } from './certificate-store.js';

/** Of these certificates those without files, each with its papers in the order of the languages. */
export async function papersOf(
  db: Knex,
  catalogue: Catalogue,
  certificateIds: readonly number[],
): Promise<{ certificate: CertificateRow; papers: Paper[] }[]> {
  const rows = await db('training_certificates')
    .whereIn('id', [...certificateIds])
    .whereNull('printed_at')
    .orderBy('id');
  return rows.map((certificate) => ({
    certificate,
    papers: locales.map((locale) =>
      certificatePaper(contentOf(certificate), catalogue, locale, Number(certificate.issued_at)),
    ),
  }));
}

/** Keeps the files of a certificate, one for each language; false when it has them already. */
export async function saveFiles(
  trx: Knex.Transaction,
  certificateId: number,
  files: readonly Buffer[],
  now: number,
): Promise<boolean> {
  const taken = await trx('training_certificates')
    .where({ id: certificateId })
    .whereNull('printed_at')
    .update({ printed_at: now });
  if (taken === 0) return false;
  for (const [index, locale] of locales.entries())
    await trx('training_certificate_files').insert({
      certificate_id: certificateId,
      locale,
      sha256: await storeFile(trx, files[index]!, now),
    });
  return true;
}
