import type { Knex } from 'knex';

/** Org units, persons, roles; sessions and what SAML has to remember; the Moodle site we trust. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('org_units', (table) => {
    table.increments('id');
    table.string('code', 40).notNullable().unique();
    table.string('type', 40).notNullable();
    table.integer('parent_id').unsigned().references('id').inTable('org_units');
    for (const locale of ['kk', 'ru', 'en']) table.string(`name_${locale}`, 300).notNullable();
  });
  await db.schema.createTable('persons', (table) => {
    table.increments('id');
    table.string('login', 100).notNullable().unique();
    table.string('staff_code', 40).unique();
    for (const locale of ['kk', 'ru', 'en']) table.string(`name_${locale}`, 200).notNullable();
    table.string('email', 254);
    table.string('locale', 2).notNullable();
    table.integer('moodle_user_id').unsigned().unique();
    table.integer('org_unit_id').unsigned().references('id').inTable('org_units');
    table.bigInteger('created_at').notNullable();
  });
  await db.schema.createTable('person_roles', (table) => {
    table.increments('id');
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.string('role', 40).notNullable();
    table.integer('org_unit_id').unsigned().notNullable().references('id').inTable('org_units');
    table.string('valid_from_on', 10).notNullable();
    table.string('valid_to_on', 10);
    table.unique(['person_id', 'role', 'org_unit_id', 'valid_from_on']);
    table.index(['role', 'org_unit_id']);
  });
  await db.schema.createTable('sessions', (table) => {
    table.string('id_hash', 64).primary();
    table.integer('person_id').unsigned().references('id').inTable('persons');
    table.string('saml_name_id', 255).index();
    table.string('saml_session_index', 255);
    table.text('data_json').notNullable();
    table.bigInteger('expires_at').notNullable().index();
  });
  await db.schema.createTable('saml_requests', (table) => {
    table.string('id', 255).primary();
    table.text('value').notNullable();
    table.bigInteger('created_at').notNullable().index();
  });
  await db.schema.createTable('saml_assertions', (table) => {
    table.string('id', 255).primary();
    table.bigInteger('expires_at').notNullable().index();
  });
  await db.schema.createTable('moodle_sites', (table) => {
    table.integer('id').unsigned().primary();
    table.string('url', 255).notNullable();
    table.text('token_sealed');
    table.bigInteger('paired_at');
  });
}
