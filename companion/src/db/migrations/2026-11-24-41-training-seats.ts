import type { Knex } from 'knex';

/**
 * Notices may be about a training. An application knows who was asked to agree to it and until when, which application of another run it
 * would take the place of, and what was said of it by the clock, each once.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('notices', (table) => {
    table.integer('training_id').unsigned().references('id').inTable('trainings');
    table.index(['training_id']);
  });
  await db.schema.alterTable('training_applications', (table) => {
    table.string('asked_role', 40);
    table.integer('asked_unit_id').unsigned().references('id').inTable('org_units');
    table.bigInteger('decide_until_at');
    table.integer('swap_from_id').unsigned().references('id').inTable('training_applications');
    table.index(['state', 'asked_role', 'asked_unit_id', 'decide_until_at'], 'applications_asked');
  });
  await db.schema.createTable('training_nudges', (table) => {
    table.integer('application_id').unsigned().notNullable().references('id').inTable('training_applications');
    table.string('nudge', 20).notNullable();
    table.bigInteger('said_at').notNullable();
    table.primary(['application_id', 'nudge']);
  });
}
