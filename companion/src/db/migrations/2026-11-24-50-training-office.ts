import type { Knex } from 'knex';

/**
 * The department runs trainings: who changed a training when, why a clash with lessons was accepted, which calendars know of which
 * session, and whom Moodle was asked to enrol.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('trainings', (table) => {
    table.string('clash_reason', 1000);
  });
  await db.schema.createTable('training_changes', (table) => {
    table.increments('id');
    table.integer('training_id').unsigned().notNullable().references('id').inTable('trainings');
    table.integer('version').notNullable();
    table.string('action', 20).notNullable();
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.bigInteger('changed_at').notNullable();
    table.unique(['training_id', 'version']);
  });
  await db.schema.createTable('training_invitations', (table) => {
    table.increments('id');
    table.integer('training_id').unsigned().notNullable().references('id').inTable('trainings');
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.string('session_key', 36).notNullable();
    table.integer('sequence').notNullable();
    table.string('method', 10).notNullable();
    table.integer('session_sequence').notNullable();
    table.bigInteger('starts_at').notNullable();
    table.bigInteger('ends_at').notNullable();
    table.string('place', 500).notNullable();
    table.integer('sent_sequence');
    table.unique(['person_id', 'session_key']);
    table.index(['training_id', 'person_id']);
  });
  await db.schema.createTable('training_enrolments', (table) => {
    table.increments('id');
    table.integer('training_id').unsigned().notNullable().references('id').inTable('trainings');
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.string('course', 100).notNullable();
    table.unique(['training_id', 'person_id', 'course']);
    table.index(['person_id', 'course']);
  });
}
