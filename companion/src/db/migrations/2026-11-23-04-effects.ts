import type { Knex } from 'knex';

/** The outbox, and what people are told. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('notices', (table) => {
    table.increments('id');
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.integer('case_id').unsigned().notNullable().references('id').inTable('cases');
    table.string('kind', 40).notNullable();
    table.text('facts_json').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('read_at');
    table.index(['person_id', 'id']);
  });
  await db.schema.createTable('effects', (table) => {
    table.increments('id');
    table.string('kind', 40).notNullable();
    table.string('dedupe_key', 190).notNullable().unique();
    table.string('serial_key', 190).notNullable();
    table.string('running_key', 190).unique();
    table.text('payload_json').notNullable();
    table.integer('case_id').unsigned().references('id').inTable('cases');
    table.string('state', 20).notNullable();
    table.integer('attempts').notNullable();
    table.bigInteger('run_at').notNullable();
    table.string('lease_owner', 80);
    table.bigInteger('lease_until');
    table.string('error_code', 60);
    table.text('error_details_json');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('done_at');
    table.index(['state', 'run_at', 'id']);
    table.index(['state', 'id']);
  });
}
