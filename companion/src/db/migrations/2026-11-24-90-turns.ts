import type { Knex } from 'knex';

/** Whose turn it is where several must come one after another: see db/take-turn.ts. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('turns', (table) => {
    table.string('name', 64).primary();
    table.integer('taken').notNullable();
  });
}
