import type { Knex } from 'knex';

/** What the university allows at exams where the department has set it otherwise than the default; a row for each kind of dated schedule. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('exam_limits', (table) => {
    table.string('kind', 40).primary();
    table.integer('most_a_day').notNullable();
    table.integer('least_pause_minutes').notNullable();
  });
}
