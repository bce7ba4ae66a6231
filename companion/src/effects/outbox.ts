/**
 * Work for later, written in the transaction of the action that caused it. An effect may run twice, so each must be harmless to repeat;
 * what is stuck is parked with its reason, and a person can try it again.
 */
import type { Knex } from 'knex';
import type { EffectKind } from '@qashyq/shared-types';
import type { EffectRow } from '../db/tables.js';
import { isSqlite } from '../db/connect.js';
import { inTransaction, isDuplicate } from '../db/transaction.js';

/** What each kind needs to run. Ids only: an effect reads the present state when it runs. */
export interface EffectPayloads {
  'publish-calendar': { caseId: number; editionNo: number };
  'deliver-notice': { noticeId: number };
  'deliver-digest': { digestId: number };
  'print-certificates': { certificateIds: number[] };
  'update-invitations': { trainingId: number };
  'deliver-invitation': { invitationId: number; sequence: number };
  'sync-enrolments': { trainingId: number };
}

export interface NewEffect<Kind extends EffectKind = EffectKind> {
  kind: Kind;
  payload: EffectPayloads[Kind];
  caseId: number | null;
  /** Same key, same work: queued once. */
  dedupeKey: string;
  /** Effects with the same key run one after another. */
  serialKey: string;
}

export async function enqueue<Kind extends EffectKind>(trx: Knex, effect: NewEffect<Kind>, now: number): Promise<void> {
  await enqueueAll(trx, [effect], now);
}

/** Several at once, in one statement for each hundred. */
export async function enqueueAll(trx: Knex, effects: readonly NewEffect[], now: number): Promise<void> {
  for (let at = 0; at < effects.length; at += effectsInStatement)
    await trx('effects')
      .insert(effects.slice(at, at + effectsInStatement).map((effect) => effectRow(effect, now)))
      .onConflict('dedupe_key')
      .ignore();
}

const effectsInStatement = 100;

const effectRow = (effect: NewEffect, now: number): Omit<EffectRow, 'id'> => ({
  kind: effect.kind,
  dedupe_key: effect.dedupeKey,
  serial_key: effect.serialKey,
  running_key: null,
  payload_json: JSON.stringify(effect.payload),
  case_id: effect.caseId,
  state: 'ready',
  attempts: 0,
  run_at: now,
  lease_owner: null,
  lease_until: null,
  error_code: null,
  error_details_json: null,
  created_at: now,
  done_at: null,
});

/**
 * Queues work that reads the present state when it runs. One that waits untried serves all who asked before it starts; a parked one is
 * tried again instead of standing beside a second one.
 */
export async function enqueueLatest(trx: Knex, effects: readonly NewEffect[], now: number): Promise<void> {
  const query = trx('effects')
    .whereIn(
      'serial_key',
      effects.map(({ serialKey }) => serialKey),
    )
    .whereIn('state', ['ready', 'parked']);
  // Held until the commit: a worker that takes it now would not see what this transaction does.
  const queued: EffectRow[] = await (isSqlite(trx) ? query : query.forUpdate());
  const missing: NewEffect[] = [];
  for (const effect of effects) {
    const waiting = queued.filter(({ serial_key }) => serial_key === effect.serialKey);
    if (waiting.some(({ state, attempts }) => state === 'ready' && attempts === 0)) continue;
    const parked = waiting.find(({ state }) => state === 'parked');
    if (parked !== undefined) await requeue(trx, parked.id, now);
    else missing.push(effect);
  }
  await enqueueAll(trx, missing, now);
}

/** Puts a finished or parked effect back in the queue; one that is queued or running stays as it is. */
export async function requeue(trx: Knex, effectId: number, now: number): Promise<boolean> {
  const changed = await trx('effects')
    .where({ id: effectId })
    .whereIn('state', ['parked', 'done'])
    .update({ state: 'ready', attempts: 0, run_at: now, done_at: null });
  return changed > 0;
}

const released = { lease_owner: null, lease_until: null, running_key: null } as const;

export interface Lease {
  effect: EffectRow;
  owner: string;
}

/** Hands back what a dead worker left: leases that ran out. */
export async function releaseAbandoned(db: Knex, now: number): Promise<void> {
  const abandoned = await db('effects').where('state', 'leased').where('lease_until', '<', now).select('id');
  // One row at a time, by its key: a sweep over the index would meet the locks of workers that are just taking their next effect.
  for (const { id } of abandoned)
    await db('effects')
      .where({ id, state: 'leased' })
      .where('lease_until', '<', now)
      .update({ ...released, state: 'ready', run_at: now });
}

/**
 * Takes the next due effect for `owner` until `now + leaseMs`.
 * MariaDB skips rows that another worker is just taking; SQLite has one writer. The unique `running_key` keeps effects of one
 * serial key apart even when two workers choose at the same moment.
 */
export async function claim(db: Knex, owner: string, now: number, leaseMs: number): Promise<Lease | undefined> {
  const take = () =>
    inTransaction(db, async (trx) => {
      const query = trx('effects')
        .where('state', 'ready')
        .where('run_at', '<=', now)
        .whereNotExists(
          trx('effects as running').select(trx.raw('1')).whereRaw('running.running_key = effects.serial_key'),
        )
        .orderBy(['run_at', 'id'])
        .first();
      const row: EffectRow | undefined = await (isSqlite(trx) ? query : query.forUpdate().skipLocked());
      if (row === undefined) return undefined;
      const taken = {
        state: 'leased',
        lease_owner: owner,
        lease_until: now + leaseMs,
        running_key: row.serial_key,
        attempts: row.attempts + 1,
      } as const;
      await trx('effects').where({ id: row.id }).update(taken);
      return { effect: { ...row, ...taken }, owner };
    });
  try {
    return await take();
  } catch (error) {
    // Another worker took a sibling of the same serial key in this very moment; there may be other work next time.
    if (isDuplicate(error)) return undefined;
    throw error;
  }
}

function held({ effect, owner }: Lease) {
  return { id: effect.id, state: 'leased', lease_owner: owner, attempts: effect.attempts } as const;
}

/** Keeps a long effect ours. False when the lease was lost: stop working on it. */
export async function renew(db: Knex, lease: Lease, leaseUntil: number): Promise<boolean> {
  return (await db('effects').where(held(lease)).update({ lease_until: leaseUntil })) > 0;
}

export async function finish(trx: Knex, lease: Lease, now: number): Promise<void> {
  await trx('effects')
    .where(held(lease))
    .update({ ...released, state: 'done', done_at: now, error_code: null, error_details_json: null });
}

export async function postpone(
  db: Knex,
  lease: Lease,
  runAt: number,
  error: { code: string; details: readonly string[] },
): Promise<void> {
  await db('effects')
    .where(held(lease))
    .update({
      ...released,
      state: 'ready',
      run_at: runAt,
      error_code: error.code,
      error_details_json: JSON.stringify(error.details),
    });
}

export async function park(
  trx: Knex,
  lease: Lease,
  error: { code: string; details: readonly string[] },
): Promise<boolean> {
  const changed = await trx('effects')
    .where(held(lease))
    .update({
      ...released,
      state: 'parked',
      error_code: error.code,
      error_details_json: JSON.stringify(error.details),
    });
  return changed > 0;
}
