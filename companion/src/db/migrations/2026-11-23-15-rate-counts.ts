import type { Knex } from 'knex';

/** How often somebody knocked in a window of time, counted by all processes together. Holds no address and no name, only keyed hashes. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('rate_counts', (table) => {
    table.string('id_hash', 64).primary();
    table.integer('hits').notNullable();
    table.bigInteger('ends_at').notNullable().index();
  });
}
