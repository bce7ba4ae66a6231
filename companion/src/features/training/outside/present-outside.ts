import type { Knex } from 'knex';
import type { OutsideCertificate, Page, QueryOf } from '@qashyq/shared-types';
import type { OutsideCertificateRow } from '../../../db/tables.js';
import { instant, loadBriefs } from '../../../workflow/case-presenter.js';

export async function presentOutside(db: Knex, rows: readonly OutsideCertificateRow[]): Promise<OutsideCertificate[]> {
  const ids = [...new Set(rows.map((row) => row.person_id))];
  const persons = await db('persons').whereIn('id', ids);
  const unitOf = new Map(persons.map((person) => [person.id, person.org_unit_id]));
  const { person, orgUnit } = await loadBriefs(
    db,
    ids,
    persons.flatMap((each) => each.org_unit_id ?? []),
  );
  return rows.map((row) => {
    const unitId = unitOf.get(row.person_id) ?? null;
    return {
      id: row.id,
      person: person(row.person_id),
      unit: unitId === null ? null : orgUnit(unitId),
      title: row.title,
      issuer: row.issuer,
      hours: row.hours,
      fromOn: row.from_on,
      toOn: row.to_on,
      fileName: row.file_name,
      state: row.state,
      creditedHours: row.credited_hours,
      decisionReason: row.decision_reason,
      decidedAt: row.decided_at === null ? null : instant(row.decided_at),
      createdAt: instant(row.created_at),
    };
  });
}

/** What waits for the department, the oldest first; what was decided, the newest first. */
export async function listOutside(
  db: Knex,
  { state, page, pageSize }: QueryOf<'outsideCertificates'>,
): Promise<Page<OutsideCertificate>> {
  const rows = await db('outside_certificates')
    .where({ state })
    .orderBy('id', state === 'submitted' ? 'asc' : 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const count = await db('outside_certificates').where({ state }).count({ total: '*' }).first();
  return { items: await presentOutside(db, rows), page, pageSize, total: Number(count?.['total'] ?? 0) };
}
