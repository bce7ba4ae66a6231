import type { Knex } from 'knex';

/** The secret address under which a calendar program reads somebody's own lessons. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('calendar_feeds', (table) => {
    table.integer('person_id').unsigned().primary().references('id').inTable('persons');
    table.string('secret_hash', 64).notNullable().unique();
    table.bigInteger('created_at').notNullable();
  });
}
