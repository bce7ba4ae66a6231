import type { Knex } from 'knex';

/** Work that reads the present state is queued once while it waits: it is looked for by its serial key. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('effects', (table) => {
    table.index(['serial_key', 'state']);
  });
}
