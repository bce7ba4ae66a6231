import type { Knex } from 'knex';

/** Who gave and ended which role. Entries are only added. People in the order of their names, for lists. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('role_changes', (table) => {
    table.increments('id');
    table.integer('by_person_id').unsigned().notNullable().references('id').inTable('persons');
    table.integer('person_role_id').unsigned().notNullable().references('id').inTable('person_roles');
    table.string('action', 10).notNullable();
    table.string('before_to_on', 10);
    table.string('after_to_on', 10);
    table.bigInteger('changed_at').notNullable();
    table.index(['person_role_id'], 'changes_of_role');
  });
  await db.schema.alterTable('persons', (table) => {
    table.index(['name_kk'], 'persons_by_name');
  });
}
