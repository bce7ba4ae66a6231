/** Looks through the whole database for what can only be there if something was lost or done twice. Reads only. */
import type { Knex } from 'knex';
import type { EffectRow } from '../db/tables.js';
import { inSnapshot } from '../db/transaction.js';
import { features } from '../features/index.js';
import type { CaseFeatures } from '../workflow/case-feature.js';
import { createCaseStore } from '../workflow/case-store.js';
import { auditCertificates } from './certificate-audit.js';
import type { CertificateInvariant } from './certificate-invariants.js';
import { auditTrainings } from './training-audit.js';
import type { TrainingInvariant } from './training-invariants.js';
import { caseInvariants, type CaseInvariant, type CaseRecord } from './case-invariants.js';

export interface BrokenInvariant {
  invariant: CaseInvariant | CertificateInvariant | TrainingInvariant | 'everyLeaseIsHeld';
  /** null: it is about no case. */
  caseId: number | null;
  /** English, for the administrator. */
  what: string;
}

export interface AuditReport {
  cases: number;
  broken: BrokenInvariant[];
}

/**
 * One case at a time, so that a large database is neither held in memory nor kept in one long snapshot.
 * @param only look at these cases instead of all
 */
export async function audit(db: Knex, only?: readonly number[], kinds: CaseFeatures = features): Promise<AuditReport> {
  const ids = only ?? (await db('cases').orderBy('id').pluck<number[]>('id'));
  const broken: BrokenInvariant[] = [];
  for (const caseId of ids) {
    const record = await inSnapshot(db, (trx) => readCase(trx, kinds, caseId));
    for (const [invariant, check] of Object.entries(caseInvariants) as [CaseInvariant, (of: CaseRecord) => string[]][])
      broken.push(...check(record).map((what) => ({ invariant, caseId, what })));
  }
  if (only === undefined)
    broken.push(...(await auditCertificates(db)).map(({ invariant, what }) => ({ invariant, caseId: null, what })));
  if (only === undefined)
    broken.push(...(await auditTrainings(db)).map(({ invariant, what }) => ({ invariant, caseId: null, what })));
  broken.push(...brokenLeases(await db('effects').where({ state: 'leased' }).orWhereNotNull('running_key')));
  return { cases: ids.length, broken };
}

async function readCase(trx: Knex, kinds: CaseFeatures, caseId: number): Promise<CaseRecord> {
  const store = createCaseStore(trx, Date.now);
  const caseRow = await store.getCase(caseId);
  return {
    caseRow,
    workflow: kinds[caseRow.kind].workflow,
    editions: await trx('editions').where({ case_id: caseId }).orderBy('edition_no'),
    seats: await trx('seats').where({ case_id: caseId }).orderBy('id'),
    log: await store.listLog(caseId),
    notices: await trx('notices').where({ case_id: caseId }).select('id'),
    effects: await trx('effects').where({ case_id: caseId }).select('dedupe_key'),
    events: await trx('calendar_events').where({ case_id: caseId }),
  };
}

/** A lease without its key lets a second worker in; a key without a lease lets nobody in any more. */
function brokenLeases(effects: readonly EffectRow[]): BrokenInvariant[] {
  return effects
    .filter(
      ({ state, running_key: key, serial_key, lease_owner: owner, lease_until: until }) =>
        !(state === 'leased' && key === serial_key && owner !== null && until !== null),
    )
    .map(({ id, case_id: caseId, state }) => ({
      invariant: 'everyLeaseIsHeld',
      caseId,
      what: `effect ${id} is ${state}, and what says who runs it does not fit`,
    }));
}
