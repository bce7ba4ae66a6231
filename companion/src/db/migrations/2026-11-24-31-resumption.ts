import type { Knex } from 'knex';

/** What the agreement of a seat is about, as a hash; null for seats of before, which nothing is compared with. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('seats', (table) => {
    table.string('essence', 64);
  });
}
