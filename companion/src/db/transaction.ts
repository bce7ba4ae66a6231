import type { Knex } from 'knex';
import { isSqlite } from './connect.js';

/** With growing pauses, about a second and a half in all. */
const attempts = 7;
/** Also what a transaction is told at its commit that lost against one on another node of a Galera cluster. */
const deadlock = 1213;
const lockWaitTimeout = 1205;
/** A node of a Galera cluster that has left it, or has not joined it yet. */
const nodeNotReady = 1047;
/** The transaction did not happen and may be run again as a whole. */
const retryableMysqlErrors = new Set([deadlock, lockWaitTimeout, nodeNotReady]);

/**
 * Runs `work` in one transaction and returns what it returned. `work` may run several times (deadlocks, Galera certification, a lost
 * connection), so it must do nothing outside the database.
 *
 * A connection that is lost before the commit was asked for took the transaction with it, and it is run again. Lost while committing, nobody
 * knows whether it happened: the error goes up, and whoever asked has to look.
 */
export async function inTransaction<T>(db: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let isCommitting = false;
    const workThenCommit = async (trx: Knex.Transaction) => {
      const result = await work(trx);
      isCommitting = true;
      return result;
    };
    try {
      // Reads what is committed, as every connection does (`connect`).
      return await db.transaction(workThenCommit);
    } catch (error) {
      const didNotHappen = isRetryable(error) || (!isCommitting && isConnectionLost(error));
      if (attempt >= attempts || !didNotHappen) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt + Math.random() * 20));
    }
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

/** The database cannot be reached, or is there and takes no part: not the fault of what was asked, and over in a while. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { errno, name } = error as Error & { errno?: number };
  return (
    isConnectionLost(error) ||
    errno === nodeNotReady ||
    errno === lockWaitTimeout ||
    // Every connection of the pool waits for an answer.
    name === 'KnexTimeoutError'
  );
}

/** mysql2 marks errors after which the connection cannot be used any more. */
function isConnectionLost(error: unknown): boolean {
  return (error as { fatal?: boolean }).fatal === true;
}

/** Did the database refuse a row because a unique key is taken. */
export function isDuplicate(error: unknown): boolean {
  const { errno, code } = error as { errno?: number; code?: string };
  return errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}
