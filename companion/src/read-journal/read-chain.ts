/**
 * The chain of reads: each entry carries the hash of the one before, so that a changed, missing or inserted entry shows. Its beginning is
 * forgotten with the entries whose time has run out; the hash of the last forgotten one is kept. Pure.
 */
import { createHash } from 'node:crypto';
import type { ReadJournalRow } from '../db/tables.js';

/** Before the first entry that ever was. */
export const emptyReadHash = '0'.repeat(64);

/** What a read says, without its place in the chain. */
export type ReadFacts = Omit<ReadJournalRow, 'chain_no' | 'chain_hash'>;

/** SHA-256 over the entry, its place and the hash before it; a list fixes the order of the fields, whatever the order in memory. */
export function readHash(read: ReadFacts, no: number, previousHash: string): string {
  const fields = [
    previousHash,
    no,
    read.id,
    read.reader_id,
    read.role,
    read.acting_for_id,
    read.subject_id,
    read.object,
    read.data_class,
    read.matter,
    read.purpose,
    read.via,
    Number(read.read_at),
  ];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** A place in the chain. */
export interface ReadPlace {
  /** 1, 2, 3… without gaps; 0 stands before the first. */
  no: number;
  hash: string;
}

/** The places of reads that follow `last`, in their order. */
export function linkReads(reads: readonly ReadFacts[], last: ReadPlace): ReadPlace[] {
  let { no, hash } = last;
  return reads.map((read) => {
    no += 1;
    hash = readHash(read, no, hash);
    return { no, hash };
  });
}

/**
 * Goes on from `last` through the next rows of the chain.
 * @returns where it has come to, or the number of the first entry that is not as it was written
 */
export function followReads(rows: readonly ReadJournalRow[], last: ReadPlace): ReadPlace | { brokenNo: number } {
  let { no, hash } = last;
  for (const row of rows) {
    const expected = readHash(row, no + 1, hash);
    if (Number(row.chain_no) !== no + 1 || row.chain_hash !== expected) return { brokenNo: no + 1 };
    no += 1;
    hash = expected;
  }
  return { no, hash };
}
