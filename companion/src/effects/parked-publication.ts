import type { Knex } from 'knex';
import type { EffectRow } from '../db/tables.js';
import { listHolders } from '../identity/person-store.js';
import { insertNotices } from './notices.js';
import type { EffectPayloads } from './outbox.js';

/** A publication that is stuck is told to the author and to the department's technician, who can mend it. */
export async function tellOfParkedPublication(trx: Knex, effect: EffectRow, now: number): Promise<void> {
  if (effect.kind !== 'publish-calendar') return;
  const { caseId, editionNo } = JSON.parse(effect.payload_json) as EffectPayloads['publish-calendar'];
  const caseRow = await trx('cases').where({ id: caseId }).first();
  const root = await trx('org_units').whereNull('parent_id').orderBy('id').first();
  if (caseRow === undefined || root === undefined) return;
  const technicians = await listHolders(trx, 'dldTechnician', root.id, now);
  const told = new Set([caseRow.author_id, ...technicians.map((person) => person.id)]);
  await insertNotices(
    trx,
    [...told].map((personId) => ({
      personId,
      caseId,
      kind: 'publicationParked' as const,
      facts: { editionNo, byPersonId: null, role: null, orgUnitId: null },
    })),
    now,
  );
}
