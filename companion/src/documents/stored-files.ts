/**
 * Files that must stay as they are, in the database under their SHA-256: they are written with the rows that name them, seen by every
 * process, and saved with every backup. What is read is compared with its name.
 */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import '../db/tables.js';
import { AppError } from '../errors.js';

/** SHA-256 in hex. */
export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Keeps a file and returns its name. The same bytes are kept once. */
export async function storeFile(trx: Knex, content: Buffer, now: number): Promise<string> {
  const name = sha256(content);
  await trx('stored_files')
    .insert({ sha256: name, size: content.length, content, stored_at: now })
    .onConflict('sha256')
    .ignore();
  return name;
}

/** @throws AppError `fileDamaged` when the bytes are not the ones that were kept */
export async function readFile(db: Knex, name: string): Promise<Buffer> {
  const row = await db('stored_files').where({ sha256: name }).first();
  if (row === undefined || sha256(row.content) !== name) throw new AppError('fileDamaged');
  return row.content;
}
