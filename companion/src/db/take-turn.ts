import type { Knex } from 'knex';
import { isSqlite } from './connect.js';

/**
 * From here to its end, the transaction is the only one with this name, e.g. `training:42`: of two that meet the later one waits, or is
 * run again by `inTransaction`. Take it before the first reading of what it protects.
 *
 * A row that is really written, because `for update` does not reach beyond its own node of a Galera cluster.
 */
export async function takeTurn(trx: Knex.Transaction, name: string): Promise<void> {
  // Its one writer has the turn already.
  if (isSqlite(trx)) return;
  await trx('turns')
    .insert({ name, taken: 1 })
    .onConflict('name')
    .merge({ taken: trx.raw('turns.taken + 1') });
}
