import type { Knex } from 'knex';

/** Replacements of single lessons: their drafts, and the facts of those in force. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('replacement_drafts', (table) => {
    table.integer('case_id').unsigned().primary().references('id').inTable('cases');
    table.text('content_json', 'longtext').notNullable();
  });
  await db.schema.createTable('lesson_replacements', (table) => {
    table.increments('id');
    table.integer('case_id').unsigned().notNullable().references('id').inTable('cases');
    table.integer('schedule_case_id').unsigned().notNullable().references('id').inTable('cases');
    table.string('lesson_key', 36).notNullable();
    table.string('kind', 20).notNullable();
    table.string('academic_year', 7).notNullable();
    table.integer('term').notNullable();
    table.string('line_key', 36).notNullable();
    table.integer('week').notNullable();
    table.string('planned_on', 10).notNullable();
    table.string('planned_teacher', 40).notNullable();
    table.string('actual_on', 10).notNullable();
    table.string('actual_teacher', 40).notNullable();
    table.integer('first_slot').notNullable();
    table.integer('last_slot').notNullable();
    table.string('mode', 20).notNullable();
    table.string('room_code', 40);
    table.string('reason', 500).notNullable();
    table.text('planned_line_json').notNullable();
    table.bigInteger('in_force_since').notNullable();
    // One lesson is held in one way.
    table.unique(['line_key', 'week']);
    table.index(['case_id']);
    table.index(['academic_year', 'term']);
    table.index(['schedule_case_id', 'actual_on']);
  });
}
