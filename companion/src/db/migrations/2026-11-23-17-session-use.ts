import type { Knex } from 'knex';

/** When a session was last used, for the person whose session it is; 0: not since this is known. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('sessions', (table) => {
    table.bigInteger('last_used_at').notNullable().defaultTo(0);
  });
}
