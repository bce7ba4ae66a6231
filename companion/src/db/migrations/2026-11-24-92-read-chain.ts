import type { Knex } from 'knex';

/** Reads get their place in a chain of hashes, given by the worker; until then both columns are null. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('read_journal', (table) => {
    table.bigInteger('chain_no');
    table.string('chain_hash', 64);
    // Also finds what has no place yet.
    table.unique(['chain_no'], { indexName: 'reads_by_place' });
  });
  // One row: where the chain ends, and where it begins since entries were forgotten.
  await db.schema.createTable('read_chain', (table) => {
    table.integer('id').primary();
    table.bigInteger('last_no').notNullable();
    table.string('last_hash', 64).notNullable();
    table.bigInteger('forgotten_no').notNullable();
    table.string('forgotten_hash', 64).notNullable();
  });
  const none = '0'.repeat(64);
  await db('read_chain').insert({ id: 1, last_no: 0, last_hash: none, forgotten_no: 0, forgotten_hash: none });
}
