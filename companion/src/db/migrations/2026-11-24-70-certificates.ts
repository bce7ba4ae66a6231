import type { Knex } from 'knex';

/** Attendance, final tasks, certificates with their files, certificates from elsewhere, the ledger of hours and its norms. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('training_attendance_marks', (table) => {
    table.increments('id');
    table.integer('session_id').unsigned().notNullable().references('id').inTable('training_sessions');
    table.integer('application_id').unsigned().notNullable().references('id').inTable('training_applications');
    table.string('status', 20);
    table.string('reason', 500).notNullable();
    table.string('way', 10).notNullable();
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.bigInteger('marked_at').notNullable();
    table.index(['session_id', 'application_id', 'id']);
    table.index(['application_id']);
  });
  await db.schema.createTable('training_final_tasks', (table) => {
    table.increments('id');
    table.integer('application_id').unsigned().notNullable().references('id').inTable('training_applications');
    table.string('result', 10);
    table.string('note', 500).notNullable();
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.bigInteger('entered_at').notNullable();
    table.index(['application_id', 'id']);
  });
  await db.schema.createTable('stored_files', (table) => {
    table.string('sha256', 64).primary();
    table.integer('size').notNullable();
    // Both databases take this word; MariaDB's plain blob ends at 64 kB.
    table.specificType('content', 'longblob').notNullable();
    table.bigInteger('stored_at').notNullable();
  });
  await db.schema.createTable('certificate_numbers', (table) => {
    table.integer('year').primary();
    table.integer('last').notNullable();
  });
  await db.schema.createTable('training_certificates', (table) => {
    table.increments('id');
    table.integer('year').notNullable();
    table.integer('seq').notNullable();
    table.string('number', 20).notNullable().unique();
    table.string('code', 16).notNullable().unique();
    table.integer('application_id').unsigned().notNullable().references('id').inTable('training_applications');
    table.string('active_key', 20).unique();
    table.integer('training_id').unsigned().notNullable().references('id').inTable('trainings');
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.text('content_json').notNullable();
    table.integer('hours').notNullable();
    table.string('issued_on', 10).notNullable();
    table.string('expires_on', 10);
    table.integer('issued_by').unsigned().notNullable().references('id').inTable('persons');
    table.bigInteger('issued_at').notNullable();
    table.bigInteger('printed_at');
    table.bigInteger('expiry_told_at');
    table.bigInteger('revoked_at');
    table.integer('revoked_by').unsigned().references('id').inTable('persons');
    table.string('revoke_reason', 1000);
    table.unique(['year', 'seq']);
    table.index(['training_id', 'id']);
    table.index(['person_id', 'id']);
    table.index(['expiry_told_at', 'expires_on']);
  });
  await db.schema.createTable('training_certificate_files', (table) => {
    table.increments('id');
    table.integer('certificate_id').unsigned().notNullable().references('id').inTable('training_certificates');
    table.string('locale', 2).notNullable();
    table.string('sha256', 64).notNullable().references('sha256').inTable('stored_files');
    table.unique(['certificate_id', 'locale']);
  });
  await db.schema.createTable('outside_certificates', (table) => {
    table.increments('id');
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.string('title', 300).notNullable();
    table.string('issuer', 300).notNullable();
    table.integer('hours').notNullable();
    table.string('from_on', 10).notNullable();
    table.string('to_on', 10).notNullable();
    table.string('file_name', 200).notNullable();
    table.string('file_type', 10).notNullable();
    table.string('sha256', 64).notNullable().references('sha256').inTable('stored_files');
    table.string('state', 20).notNullable();
    table.integer('credited_hours');
    table.string('decision_reason', 1000).notNullable();
    table.integer('decided_by').unsigned().references('id').inTable('persons');
    table.bigInteger('decided_at');
    table.bigInteger('created_at').notNullable();
    table.index(['state', 'id']);
    table.index(['person_id', 'id']);
  });
  await db.schema.createTable('training_hours', (table) => {
    table.increments('id');
    table.string('entry_key', 60).notNullable().unique();
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.integer('hours').notNullable();
    table.string('earned_on', 10).notNullable();
    table.string('kind', 20).notNullable();
    table.integer('certificate_id').unsigned().references('id').inTable('training_certificates');
    table.integer('outside_id').unsigned().references('id').inTable('outside_certificates');
    table.integer('corrects_id').unsigned().references('id').inTable('training_hours');
    table.string('reason', 1000).notNullable();
    table.integer('entered_by').unsigned().notNullable().references('id').inTable('persons');
    table.bigInteger('entered_at').notNullable();
    table.index(['person_id', 'earned_on', 'hours']);
  });
  await db.schema.createTable('training_norms', (table) => {
    table.string('position', 40).primary();
    table.integer('hours').notNullable();
    table.integer('years').notNullable();
    table.integer('changed_by').unsigned().notNullable().references('id').inTable('persons');
    table.bigInteger('changed_at').notNullable();
  });
  await db.schema.alterTable('persons', (table) => {
    table.index(['position', 'org_unit_id', 'id']);
  });
}
