import type { Knex } from 'knex';

/** Cases, their frozen editions, the seats of their route, the decision log; routes as data. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('routes', (table) => {
    table.string('kind', 60).primary();
    table.text('steps_json').notNullable();
  });
  await db.schema.createTable('cases', (table) => {
    table.increments('id');
    table.string('kind', 60).notNullable();
    for (const locale of ['kk', 'ru', 'en']) table.string(`title_${locale}`, 300).notNullable();
    table.integer('author_id').unsigned().notNullable().references('id').inTable('persons');
    table.integer('org_unit_id').unsigned().notNullable().references('id').inTable('org_units');
    table.string('state', 20).notNullable();
    table.integer('version').notNullable();
    table.integer('edition_no').notNullable();
    table.integer('approved_edition_no');
    table.integer('published_edition_no');
    table.text('route_json');
    table.integer('log_length').notNullable();
    table.string('log_hash', 64).notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.index(['kind', 'state', 'updated_at']);
    table.index(['kind', 'updated_at']);
    table.index(['author_id', 'updated_at']);
  });
  await db.schema.createTable('editions', (table) => {
    table.increments('id');
    table.integer('case_id').unsigned().notNullable().references('id').inTable('cases');
    table.integer('edition_no').notNullable();
    table.text('content_json', 'longtext').notNullable();
    table.string('hash', 64).notNullable();
    table.integer('frozen_by').unsigned().notNullable().references('id').inTable('persons');
    table.bigInteger('frozen_at').notNullable();
    table.unique(['case_id', 'edition_no']);
  });
  await db.schema.createTable('seats', (table) => {
    table.increments('id');
    table.integer('case_id').unsigned().notNullable().references('id').inTable('cases');
    table.integer('edition_no').notNullable();
    table.integer('step_no').notNullable();
    table.string('step_key', 40).notNullable();
    table.string('role', 40).notNullable();
    table.integer('org_unit_id').unsigned().notNullable().references('id').inTable('org_units');
    table.string('mode', 20).notNullable();
    table.string('decision', 20).notNullable();
    table.integer('working_days').notNullable();
    table.string('state', 20).notNullable();
    table.string('fingerprint', 64).notNullable();
    table.bigInteger('opened_at');
    table.bigInteger('due_at');
    table.bigInteger('closed_at');
    table.integer('agreed_in_edition');
    table.unique(['case_id', 'edition_no', 'step_no', 'org_unit_id']);
    table.index(['role', 'org_unit_id', 'state', 'due_at']);
  });
  await db.schema.createTable('decisions', (table) => {
    table.increments('id');
    table.integer('case_id').unsigned().notNullable().references('id').inTable('cases');
    table.integer('seq').notNullable();
    table.string('action', 20).notNullable();
    table.integer('edition_no').notNullable();
    table.string('edition_hash', 64).notNullable();
    table.integer('seat_id').unsigned().references('id').inTable('seats');
    table.integer('person_id').unsigned().references('id').inTable('persons');
    table.string('role', 40);
    table.integer('org_unit_id').unsigned().references('id').inTable('org_units');
    table.text('comment').notNullable();
    table.text('remarks_json', 'longtext').notNullable();
    table.bigInteger('decided_at').notNullable();
    table.string('previous_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.unique(['case_id', 'seq']);
    table.index(['person_id', 'decided_at']);
  });
}
