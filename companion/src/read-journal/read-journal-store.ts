/** Writing the journal of reads. What is written gets its place in the chain later (read-chain-store.ts), and nothing else changes it. */
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
