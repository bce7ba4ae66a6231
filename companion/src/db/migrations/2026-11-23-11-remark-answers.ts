import type { Knex } from 'knex';

/** Answers to the remarks of an agreement, as part of the log entry that gave them. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('decisions', (table) => {
    table.text('answers_json', 'longtext');
  });
}
