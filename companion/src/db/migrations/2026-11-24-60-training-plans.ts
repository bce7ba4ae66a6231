import type { Knex } from 'knex';

/** Training plans: the working draft of each, one plan for a period. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('training_plans', (table) => {
    table.integer('case_id').unsigned().primary().references('id').inTable('cases');
    table.string('academic_year', 7).notNullable();
    table.integer('term');
    table.string('period_key', 20).unique();
    table.index(['academic_year', 'term']);
  });
  await db.schema.createTable('training_plan_lines', (table) => {
    table.increments('id');
    table.integer('case_id').unsigned().notNullable().references('id').inTable('cases');
    table.string('line_key', 36).notNullable();
    table.integer('position').notNullable();
    for (const locale of ['kk', 'ru', 'en']) table.string(`title_${locale}`, 250).notNullable();
    table.string('purpose', 1000).notNullable();
    table.string('category', 40).notNullable();
    table.integer('hours');
    table.string('form', 20).notNullable();
    table.string('starts_on', 10);
    table.string('ends_on', 10);
    table.integer('seats');
    table.string('trainers', 300).notNullable();
    table.string('place', 200).notNullable();
    table.integer('cost').notNullable();
    table.integer('leave_from_work').notNullable();
    table.text('audience_json').notNullable();
    table.string('result', 20).notNullable();
    table.unique(['case_id', 'line_key']);
    table.index(['case_id', 'position']);
  });
}
