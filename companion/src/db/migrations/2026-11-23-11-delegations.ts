import type { Knex } from 'knex';

/** Who decides in whose place; in the log: for whom, and on what ground. A notice about it belongs to no case. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('delegations', (table) => {
    table.increments('id');
    table.integer('from_person_id').unsigned().notNullable().references('id').inTable('persons');
    table.integer('to_person_id').unsigned().notNullable().references('id').inTable('persons');
    table.string('role', 40).notNullable();
    table.integer('org_unit_id').unsigned().notNullable().references('id').inTable('org_units');
    table.integer('case_id').unsigned().references('id').inTable('cases');
    table.string('valid_from_on', 10).notNullable();
    table.string('valid_to_on', 10).notNullable();
    table.string('ground', 500).notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('revoked_at');
    table.index(['to_person_id', 'valid_to_on']);
    table.index(['from_person_id', 'valid_to_on']);
    table.index(['role', 'valid_to_on']);
  });
  await db.schema.alterTable('decisions', (table) => {
    table.integer('acting_for_id').unsigned();
    table.string('acting_ground', 500);
  });
  await db.schema.alterTable('notices', (table) => {
    table.integer('case_id').unsigned().nullable().alter();
  });
}
