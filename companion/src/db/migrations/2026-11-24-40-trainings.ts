import type { Knex } from 'knex';

/** Trainings, their sessions and trainers, applications with their whole history. A person has a post, by which the norm of hours is set. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('persons', (table) => {
    table.string('position', 40);
  });
  await db.schema.createTable('trainings', (table) => {
    table.increments('id');
    table.string('series_key', 36).notNullable().index();
    table.string('state', 20).notNullable();
    for (const locale of ['kk', 'ru', 'en']) {
      table.string(`title_${locale}`, 250).notNullable();
      table.text(`about_${locale}`).notNullable();
    }
    table.string('category', 40).notNullable();
    table.string('form', 20).notNullable();
    table.string('language', 2).notNullable();
    table.integer('hours').notNullable();
    table.integer('seats').notNullable();
    table.bigInteger('apply_from_at').notNullable();
    table.bigInteger('apply_until_at').notNullable();
    table.bigInteger('cancel_until_at').notNullable();
    table.string('approval', 20).notNullable();
    table.integer('offer_hours').notNullable();
    table.integer('attendance_percent').notNullable();
    table.integer('needs_final_task').notNullable();
    table.text('eligibility_json').notNullable();
    table.string('moodle_course', 100);
    table.integer('signatory_id').unsigned().references('id').inTable('persons');
    table.integer('certificate_months');
    table.integer('plan_case_id').unsigned().references('id').inTable('cases');
    table.string('plan_line_key', 36);
    table.bigInteger('starts_at');
    table.bigInteger('ends_at');
    table.integer('arrivals').notNullable();
    table.string('cancel_reason', 1000);
    table.integer('version').notNullable();
    table.integer('created_by').unsigned().notNullable().references('id').inTable('persons');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['state', 'starts_at', 'id']);
    table.index(['plan_case_id', 'plan_line_key']);
  });
  await db.schema.createTable('training_sessions', (table) => {
    table.increments('id');
    table.integer('training_id').unsigned().notNullable().references('id').inTable('trainings');
    table.string('session_key', 36).notNullable().unique();
    table.integer('position').notNullable();
    table.string('held_on', 10).notNullable();
    table.string('starts', 5).notNullable();
    table.string('ends', 5).notNullable();
    table.bigInteger('starts_at').notNullable();
    table.bigInteger('ends_at').notNullable();
    table.string('room_code', 40);
    table.string('link', 500);
    table.integer('sequence').notNullable();
    table.index(['training_id', 'position']);
    table.index(['starts_at']);
  });
  await db.schema.createTable('training_trainers', (table) => {
    table.increments('id');
    table.integer('training_id').unsigned().notNullable().references('id').inTable('trainings');
    table.integer('position').notNullable();
    table.integer('person_id').unsigned().references('id').inTable('persons');
    table.string('outside_name', 200).notNullable();
    table.index(['training_id', 'position']);
  });
  await db.schema.createTable('training_applications', (table) => {
    table.increments('id');
    table.integer('training_id').unsigned().notNullable().references('id').inTable('trainings');
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.integer('arrival_no').notNullable();
    table.string('state', 20).notNullable();
    table.string('active_key', 40).unique();
    table.string('motive', 1000).notNullable();
    table.bigInteger('offer_until_at');
    table.integer('change_no').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.unique(['training_id', 'arrival_no']);
    table.index(['training_id', 'state', 'arrival_no']);
    table.index(['person_id', 'state']);
    table.index(['state', 'offer_until_at']);
  });
  await db.schema.createTable('training_application_changes', (table) => {
    table.increments('id');
    table.integer('application_id').unsigned().notNullable().references('id').inTable('training_applications');
    table.integer('change_no').notNullable();
    table.string('from_state', 20);
    table.string('to_state', 20).notNullable();
    table.string('reason', 40).notNullable();
    table.string('note', 1000).notNullable();
    table.integer('person_id').unsigned().references('id').inTable('persons');
    table.bigInteger('changed_at').notNullable();
    table.unique(['application_id', 'change_no']);
  });
}
