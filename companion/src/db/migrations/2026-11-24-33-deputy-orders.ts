import type { Knex } from 'knex';

/** A delegation by order: its number and date, and who entered it; both stand in the log of what is decided by it. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('delegations', (table) => {
    table.string('order_no', 60);
    table.string('order_on', 10);
    table.integer('entered_by_id').unsigned();
    table.index(['order_on'], 'delegations_by_order');
  });
  await db.schema.alterTable('decisions', (table) => {
    table.string('acting_order_no', 60);
    table.string('acting_order_on', 10);
  });
}
