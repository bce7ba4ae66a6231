import type { Knex } from 'knex';

/** Weekends made working days, who changed the calendar, and open seats found by their deadline. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('worked_weekends', (table) => {
    table.string('works_on', 10).primary();
    for (const locale of ['kk', 'ru', 'en']) table.string(`name_${locale}`, 200).notNullable();
  });
  await db.schema.createTable('calendar_changes', (table) => {
    table.increments('id');
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.bigInteger('changed_at').notNullable();
    table.string('action', 10).notNullable();
    table.text('before_json');
    table.text('after_json');
  });
  await db.schema.alterTable('seats', (table) => {
    table.index(['state', 'due_at']);
  });
}
