import type { Knex } from 'knex';

/**
 * Routes as the department changes them: one row for every change, the newest is the route of its kind. A seat remembers whether its step
 * needs all its seats or any one of them. The table `routes`, which nothing ever wrote, stays for a later release to drop.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('seats', (table) => {
    table.string('needs', 10).notNullable().defaultTo('all');
  });
  await db.schema.createTable('route_versions', (table) => {
    table.increments('id');
    table.string('kind', 60).notNullable();
    table.integer('version').notNullable();
    table.text('steps_json');
    table.string('note', 500).notNullable();
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.bigInteger('changed_at').notNullable();
    table.unique(['kind', 'version']);
  });
}
