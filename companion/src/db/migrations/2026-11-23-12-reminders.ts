import type { Knex } from 'knex';

/** What was said of an open seat: each reminder and the escalation once. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('seat_nudges', (table) => {
    table.integer('seat_id').unsigned().notNullable().references('id').inTable('seats');
    table.string('nudge', 20).notNullable();
    table.bigInteger('said_at').notNullable();
    table.primary(['seat_id', 'nudge']);
  });
}
