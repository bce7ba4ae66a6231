/** Certificates as lists show them. */
import type { Knex } from 'knex';
import type { CertificateView, Page, QueryOf, TrainingCertificates } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/local-time.js';
import type { CertificateRow, TrainingRow } from '../../../db/tables.js';
import { nameHolds } from '../../../identity/person-search.js';
import { trainingTitle } from '../present-training.js';
import { stateOn } from './certificate-dates.js';
import { numberAsTyped } from './certificate-number.js';
import { contentOf } from './certificate-store.js';

export function certificateView(row: CertificateRow, now: number): CertificateView {
  const content = contentOf(row);
  return {
    id: row.id,
    number: row.number,
    state: stateOn(row, localDate(now)),
    person: { id: row.person_id, name: content.holder },
    training: { id: row.training_id, title: content.title },
    hours: row.hours,
    issuedOn: row.issued_on,
    expiresOn: row.expires_on,
    revokedOn: row.revoked_at === null ? null : localDate(Number(row.revoked_at)),
    revokeReason: row.revoke_reason,
    checkUrl: content.checkUrl,
  };
}

export async function presentCertificates(db: Knex, training: TrainingRow, now: number): Promise<TrainingCertificates> {
  const rows = await db('training_certificates').where({ training_id: training.id }).orderBy('id');
  const due = await db('training_applications')
    .where({ training_id: training.id, state: 'completed' })
    .count({ total: '*' })
    .first();
  const issuing = new Set(rows.filter((row) => row.printed_at === null).map((row) => row.id));
  const parked = issuing.size === 0 ? [] : await db('effects').where({ kind: 'print-certificates', state: 'parked' });
  const stuck = parked.flatMap(
    (effect) => (JSON.parse(effect.payload_json) as { certificateIds: number[] }).certificateIds,
  );
  return {
    training: { id: training.id, title: trainingTitle(training) },
    due: training.state === 'completed' ? Number(due?.['total'] ?? 0) : 0,
    issuing: issuing.size,
    stuck: stuck.filter((id) => issuing.has(id)).length,
    items: rows.map((row) => certificateView(row, now)),
  };
}

/** The register, the newest first; `search` is a part of the number or of a name. */
export async function listCertificates(
  db: Knex,
  { page, pageSize, search }: QueryOf<'certificates'>,
  now: number,
): Promise<Page<CertificateView>> {
  const found = () =>
    db('training_certificates')
      .join('persons', 'persons.id', 'training_certificates.person_id')
      .where((wanted) => {
        if (search === '') return;
        void wanted
          .where(nameHolds(search))
          .orWhereRaw("training_certificates.number like ? escape '!'", [
            `%${numberAsTyped(search).replace(/[!%_]/g, '!$&')}%`,
          ]);
      });
  const rows: CertificateRow[] = await found()
    .orderBy('training_certificates.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .select('training_certificates.*');
  const count = await found().count({ total: '*' }).first();
  return {
    items: rows.map((row) => certificateView(row, now)),
    page,
    pageSize,
    total: Number((count as { total?: number | string } | undefined)?.total ?? 0),
  };
}
