import type { Knex } from 'knex';
import { isSqlite } from './connect.js';

const attempts = 5;
/** Deadlock, lock wait timeout, a Galera node not ready: the transaction did not happen and may be run again as a whole. */
const retryableMysqlErrors = new Set([1213, 1205, 1047]);

/**
 * Runs `work` in one transaction and returns what it returned. `work` may run several times (deadlocks, Galera certification),
 * so it must do nothing outside the database.
 */
export async function inTransaction<T>(db: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await db.transaction(work, isSqlite(db) ? {} : { isolationLevel: 'read committed' });
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * attempt + Math.random() * 20));
    }
}

/** Reads in one transaction that sees the database as it stood at its first query, whatever others commit meanwhile. */
export async function inSnapshot<T>(db: Knex, read: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return db.transaction(read, isSqlite(db) ? {} : { isolationLevel: 'repeatable read' });
}

function isRetryable(error: unknown): boolean {
  const { errno, code } = error as { errno?: number; code?: string };
  return (
    (errno !== undefined && retryableMysqlErrors.has(errno)) ||
    code === 'SQLITE_BUSY' ||
    code === 'SQLITE_BUSY_SNAPSHOT'
  );
}

/** Did the database refuse a row because a unique key is taken. */
export function isDuplicate(error: unknown): boolean {
  const { errno, code } = error as { errno?: number; code?: string };
  return errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}
