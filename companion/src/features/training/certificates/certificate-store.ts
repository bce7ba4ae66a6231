/** Rows of certificates and their files. */
import type { Knex } from 'knex';
import type { Locale } from '@qashyq/shared-types';
import { isSqlite } from '../../../db/connect.js';
import type { CertificateRow } from '../../../db/tables.js';
import { readFile } from '../../../documents/stored-files.js';
import { AppError } from '../../../errors.js';
import type { CertificateContent } from './certificate-content.js';

/** @throws AppError `notFound` */
export async function getCertificate(db: Knex, certificateId: number): Promise<CertificateRow> {
  const row: CertificateRow | undefined = await db('training_certificates').where({ id: certificateId }).first();
  if (row === undefined) throw new AppError('notFound');
  return row;
}

/** The same, held until the end of the transaction. */
export async function lockCertificate(trx: Knex.Transaction, certificateId: number): Promise<CertificateRow> {
  const query = trx('training_certificates').where({ id: certificateId }).first();
  const row: CertificateRow | undefined = await (isSqlite(trx) ? query : query.forUpdate());
  if (row === undefined) throw new AppError('notFound');
  return row;
}

export function contentOf(row: Pick<CertificateRow, 'content_json'>): CertificateContent {
  return JSON.parse(row.content_json) as CertificateContent;
}

/** The file as it was issued; undefined while it is being made. */
export async function fileOf(db: Knex, certificateId: number, locale: Locale): Promise<Buffer | undefined> {
  const file = await db('training_certificate_files').where({ certificate_id: certificateId, locale }).first();
  return file === undefined ? undefined : readFile(db, file.sha256);
}
