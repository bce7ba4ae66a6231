/** Reads what the invariants of certificates look at, the bytes of every file among it. */
import type { Knex } from 'knex';
import { certificateNoticeKinds } from '@qashyq/shared-types';
import { inSnapshot } from '../db/transaction.js';
import { sha256 } from '../documents/stored-files.js';
import { certificateInvariants, type CertificateInvariant, type CertificateRecord } from './certificate-invariants.js';

/** Files read together: some megabytes. */
const filesAtOnce = 50;

export async function auditCertificates(db: Knex): Promise<{ invariant: CertificateInvariant; what: string }[]> {
  const record = await inSnapshot(db, readRecord);
  return (
    Object.entries(certificateInvariants) as [CertificateInvariant, (of: CertificateRecord) => string[]][]
  ).flatMap(([invariant, check]) => check(record).map((what) => ({ invariant, what })));
}

async function readRecord(trx: Knex): Promise<CertificateRecord> {
  const files = await trx('training_certificate_files').orderBy('id');
  const outside = await trx('outside_certificates').orderBy('id');
  return {
    numbers: await trx('certificate_numbers'),
    certificates: await trx('training_certificates').orderBy('id'),
    files,
    outside,
    hours: await trx('training_hours').orderBy('id'),
    applications: await trx('training_applications').where({ state: 'certified' }),
    notices: await trx('notices').whereIn('kind', [...certificateNoticeKinds]),
    effects: await trx('effects').where({ kind: 'print-certificates' }),
    damaged: await damagedFiles(trx, [...new Set([...files, ...outside].map((row) => row.sha256))]),
  };
}

async function damagedFiles(trx: Knex, names: readonly string[]): Promise<Set<string>> {
  const damaged = new Set(names);
  for (let at = 0; at < names.length; at += filesAtOnce)
    for (const file of await trx('stored_files').whereIn('sha256', names.slice(at, at + filesAtOnce)))
      if (sha256(file.content) === file.sha256) damaged.delete(file.sha256);
  return damaged;
}
