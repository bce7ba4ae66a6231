import type { Knex } from 'knex';

/** One mail a day for those who want it so: what waits for it, and which were made. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('persons', (table) => {
    table.string('mail_pace', 10).notNullable().defaultTo('atOnce');
  });
  await db.schema.createTable('digests', (table) => {
    table.increments('id');
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.string('digest_on', 10).notNullable();
    table.unique(['person_id', 'digest_on']);
  });
  await db.schema.createTable('digest_notices', (table) => {
    table.integer('notice_id').unsigned().primary().references('id').inTable('notices');
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.integer('digest_id').unsigned().references('id').inTable('digests');
    table.index(['digest_id', 'person_id']);
  });
}
