import type { Knex } from 'knex';
import { isSqlite } from './connect.js';

/** With growing pauses, about a second and a half in all. */
const attempts = 7;
/** Deadlock, lock wait timeout, a Galera node not ready: the transaction did not happen and may be run again as a whole. */
const retryableMysqlErrors = new Set([1213, 1205, 1047]);

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
      return await db.transaction(workThenCommit, isSqlite(db) ? {} : { isolationLevel: 'read committed' });
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

/** mysql2 marks errors after which the connection cannot be used any more. */
function isConnectionLost(error: unknown): boolean {
  return (error as { fatal?: boolean }).fatal === true;
}

/** Did the database refuse a row because a unique key is taken. */
export function isDuplicate(error: unknown): boolean {
  const { errno, code } = error as { errno?: number; code?: string };
  return errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}
