import type { Knex } from 'knex';

/** Schedules whose lines have a date (midterm control, exam session, final attestation), and the periods of a term. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('academic_terms', (table) => {
    table.text('periods_json');
  });
  await db.schema.alterTable('schedules', (table) => {
    table.string('kafedra_code', 40);
  });
  await db.schema.createTable('dated_lines', (table) => {
    table.string('line_key', 36).primary();
    table.integer('case_id').unsigned().notNullable().references('id').inTable('cases');
    table.integer('position').notNullable();
    table.string('attestation', 20);
    table.string('discipline_code', 40).notNullable();
    table.text('group_codes_json').notNullable();
    table.string('form', 20);
    table.string('platform', 60);
    table.string('consultation_on', 10);
    table.string('consultation_starts', 5);
    table.string('consultation_link', 500);
    table.string('held_on', 10).notNullable();
    table.string('starts', 5).notNullable();
    table.integer('duration_minutes').notNullable();
    table.string('room_code', 40);
    table.string('examiner_code', 40);
    table.string('proctor_code', 40);
    table.string('chair_code', 40);
    table.string('secretary_code', 40);
    table.text('member_codes_json').notNullable();
    table.string('link', 500);
    table.string('learners_order', 120);
    table.integer('recording');
    table.string('remark', 500);
    table.string('clash_reason', 500);
    table.index(['case_id', 'position']);
    // Whoever else is busy on those days.
    table.index(['held_on']);
    table.index(['consultation_on']);
  });
}
