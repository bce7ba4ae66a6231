/**
 * Gives reads their place in the chain, and proves it. Reading waits for none of this: an entry is written without a place, and the worker
 * gives places in batches, in the order in which it finds the entries.
 */
import type { Knex } from 'knex';
import type { ReadChainRow, ReadJournalRow } from '../db/tables.js';
import { takeTurn } from '../db/take-turn.js';
import { inSnapshot, inTransaction } from '../db/transaction.js';
import { followReads, linkReads, type ReadPlace } from './read-chain.js';

const turn = 'readChain';
const chainedAtOnce = 500;
/** So that a round does not keep the others of the same worker waiting. */
const batchesInRound = 40;

/** Chains what has no place yet, the oldest first. Several workers take turns. @returns how many got their place */
export async function chainReads(db: Knex): Promise<number> {
  let chained = 0;
  for (let batch = 1; batch <= batchesInRound; batch++) {
    const count = await chainBatch(db);
    chained += count;
    if (count < chainedAtOnce) break;
  }
  return chained;
}

async function chainBatch(db: Knex): Promise<number> {
  // Most rounds find nothing, and need no turn for that.
  if ((await unchained(db).first('id')) === undefined) return 0;
  return inTransaction(db, async (trx) => {
    await takeTurn(trx, turn);
    const chain = await readChain(trx);
    const reads = await unchained(trx).orderBy('id').limit(chainedAtOnce);
    const places = linkReads(reads, { no: Number(chain.last_no), hash: chain.last_hash });
    for (const [index, { no, hash }] of places.entries())
      await trx('read_journal').where({ id: reads[index]!.id }).update({ chain_no: no, chain_hash: hash });
    const last = places.at(-1);
    if (last !== undefined) await trx('read_chain').where({ id: 1 }).update({ last_no: last.no, last_hash: last.hash });
    return places.length;
  });
}

const unchained = (db: Knex) => db('read_journal').whereNull('chain_no');

async function readChain(db: Knex): Promise<ReadChainRow> {
  return (await db('read_chain').where({ id: 1 }).first())!;
}

/** Domain §6 [I]. */
export const keptYears = 3;
const keptMs = keptYears * 366 * 86_400_000;
/** So that a round holds no lock for long; the next one goes on. */
const forgottenAtOnce = 5_000;

/** Forgets the beginning of the chain as far as its time has run out. What has no place yet waits for one. */
export async function forgetReads(db: Knex, now: number): Promise<void> {
  const hasRunOut = (row: Pick<ReadJournalRow, 'read_at'>) => Number(row.read_at) <= now - keptMs;
  const first = await inChain(db).first('read_at');
  if (first === undefined || !hasRunOut(first)) return;
  await inTransaction(db, async (trx) => {
    await takeTurn(trx, turn);
    const oldest = await inChain(trx).limit(forgottenAtOnce);
    const kept = oldest.findIndex((row) => !hasRunOut(row));
    const last = (kept === -1 ? oldest : oldest.slice(0, kept)).at(-1);
    if (last === undefined) return;
    await trx('read_journal').where('chain_no', '<=', last.chain_no).delete();
    await trx('read_chain').where({ id: 1 }).update({ forgotten_no: last.chain_no!, forgotten_hash: last.chain_hash! });
  });
}

const inChain = (db: Knex) => db('read_journal').whereNotNull('chain_no').orderBy('chain_no');

export interface ReadProof {
  /** Entries that are as they were written. */
  entries: number;
  /** Entries that the worker has not chained yet. */
  waiting: number;
  /** Place of the first entry that is not as it was written (one past the last when the tail is cut off). */
  brokenNo?: number;
}

const provedAtOnce = 500;

/** Proves the chain from what was forgotten to its end. */
export async function proveReads(db: Knex): Promise<ReadProof> {
  return inSnapshot(db, async (trx) => {
    const chain = await readChain(trx);
    const forgottenNo = Number(chain.forgotten_no);
    let place: ReadPlace = { no: forgottenNo, hash: chain.forgotten_hash };
    const waiting = await countUnchained(trx);
    for (;;) {
      // There are no gaps, so a page is a span of places; where there is one, following the page tells.
      const rows = await inChain(trx).whereBetween('chain_no', [place.no + 1, place.no + provedAtOnce]);
      const next = followReads(rows, place);
      if ('brokenNo' in next) return { entries: next.brokenNo - 1 - forgottenNo, waiting, brokenNo: next.brokenNo };
      place = next;
      if (rows.length < provedAtOnce) break;
    }
    const entries = place.no - forgottenNo;
    const isWhole = place.no === Number(chain.last_no) && place.hash === chain.last_hash;
    return isWhole ? { entries, waiting } : { entries, waiting, brokenNo: place.no + 1 };
  });
}

async function countUnchained(db: Knex): Promise<number> {
  const counted = (await unchained(db).count({ total: '*' }).first()) as { total: number | string };
  return Number(counted.total);
}
