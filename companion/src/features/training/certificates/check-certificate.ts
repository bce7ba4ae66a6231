/**
 * What a stranger learns who brings the code of a certificate: what stands on the paper and whether it holds, and nothing else. Whatever
 * is not the code of a certificate gets one and the same answer, found by one and the same query.
 */
import type { Knex } from 'knex';
import type { CertificateState, FileCheck } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/local-time.js';
import type { CertificateRow } from '../../../db/tables.js';
import { sha256 } from '../../../documents/stored-files.js';
import { codeLetters, codeOf } from './certificate-code.js';
import type { CertificateContent } from './certificate-content.js';
import { stateOn } from './certificate-dates.js';
import { numberAsTyped } from './certificate-number.js';
import { contentOf } from './certificate-store.js';

export interface CheckedCertificate {
  content: CertificateContent;
  state: CertificateState;
  revokedOn: string | null;
}

/**
 * @param number as typed beside the code; undefined: the code alone, from the QR code
 * @returns undefined when there is no such certificate, or not with this number
 */
export async function checkCertificate(
  db: Knex,
  typed: string,
  number: string | undefined,
  now: number,
): Promise<CheckedCertificate | undefined> {
  const row = await findByCode(db, typed);
  // Numbers are no secret and open nothing: they are compared only after the code has opened.
  if (row === undefined || (number !== undefined && numberAsTyped(number) !== row.number)) return undefined;
  return {
    content: contentOf(row),
    // Somebody who holds the code before the file is there sees a certificate that was issued.
    state: stateOn({ ...row, printed_at: row.printed_at ?? now }, localDate(now)),
    revokedOn: row.revoked_at === null ? null : localDate(Number(row.revoked_at)),
  };
}

/** In which language exactly this file was issued; undefined when there is no such certificate. */
export async function checkFile(db: Knex, typed: string, file: Buffer): Promise<FileCheck | undefined> {
  const row = await findByCode(db, typed);
  const files = await db('training_certificate_files').where({ certificate_id: row?.id ?? 0 });
  const hash = sha256(file);
  return row === undefined ? undefined : { locale: files.find((each) => each.sha256 === hash)?.locale ?? null };
}

async function findByCode(db: Knex, typed: string): Promise<CertificateRow | undefined> {
  // What cannot be a code is looked for all the same.
  const code = codeOf(typed) ?? '-'.repeat(codeLetters);
  return db('training_certificates').where({ code }).first();
}
