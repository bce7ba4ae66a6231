import type { Knex } from 'knex';

/** Lesson schedules: the working draft, checked imports, and the calendar events we own in Moodle. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('schedules', (table) => {
    table.integer('case_id').unsigned().primary().references('id').inTable('cases');
    table.string('academic_year', 7).notNullable();
    table.integer('term').notNullable();
    table.string('faculty_code', 40).notNullable();
    table.string('label', 120).notNullable();
    table.index(['academic_year', 'term']);
  });
  await db.schema.createTable('schedule_lines', (table) => {
    table.string('line_key', 36).primary();
    table.integer('case_id').unsigned().notNullable().references('id').inTable('cases');
    table.integer('position').notNullable();
    table.integer('weekday').notNullable();
    table.integer('first_slot').notNullable();
    table.integer('last_slot').notNullable();
    table.text('weeks_json').notNullable();
    table.string('discipline_code', 40).notNullable();
    table.string('lesson_type', 40).notNullable();
    table.text('group_codes_json').notNullable();
    table.string('teacher_code', 40).notNullable();
    table.string('mode', 20).notNullable();
    table.string('room_code', 40);
    table.string('link', 500);
    table.string('language', 2);
    table.string('remark', 500);
    table.string('clash_reason', 500);
    table.index(['case_id', 'position']);
  });
  await db.schema.createTable('schedule_imports', (table) => {
    table.increments('id');
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.integer('case_id').unsigned().references('id').inTable('cases');
    table.integer('case_version');
    table.string('file_name', 200).notNullable();
    table.text('checked_json', 'longtext').notNullable();
    table.integer('applied_case_id').unsigned().references('id').inTable('cases');
    table.bigInteger('created_at').notNullable().index();
  });
  await db.schema.createTable('calendar_events', (table) => {
    table.string('external_id', 100).primary();
    table.integer('case_id').unsigned().notNullable().references('id').inTable('cases');
    table.string('line_key', 36).notNullable();
    table.integer('week').notNullable();
    table.integer('obsolete').notNullable();
    table.index(['case_id']);
  });
}
