/** Writing the journal of reads, and forgetting what was kept long enough. Nothing else changes it. */
import type { Knex } from 'knex';
import '../db/tables.js';
import { entriesOf, type Read } from './reads.js';

/** Both databases bind several thousand values in one statement; an entry has ten. */
const entriesInStatement = 500;

/**
 * Journals a read; wait for it before answering, so that nobody sees what is not written down. Many persons are one statement. Works with
 * a transaction in place of the database.
 */
export async function recordRead({ db, now }: { db: Knex; now: () => number }, read: Read): Promise<void> {
  const entries = entriesOf(read, now());
  for (let at = 0; at < entries.length; at += entriesInStatement)
    await db('read_journal').insert(entries.slice(at, at + entriesInStatement));
}

/** Domain §6 [I]. */
export const keptYears = 3;
const keptMs = keptYears * 366 * 86_400_000;
/** So that a round holds no lock for long; the next one goes on. */
const forgottenAtOnce = 5_000;

export async function forgetReads(db: Knex, now: number): Promise<void> {
  const old = await db('read_journal')
    .where('read_at', '<=', now - keptMs)
    .orderBy('read_at')
    .limit(forgottenAtOnce)
    .pluck<number[]>('id');
  if (old.length > 0) await db('read_journal').whereIn('id', old).delete();
}
