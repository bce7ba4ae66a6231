import type { Knex } from 'knex';

/**
 * The department's list goes by the start of trainings, whatever their state; reports look for those that ended, and for hours
 * that were earned, in a period.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('trainings', (table) => {
    table.index(['starts_at', 'id']);
    table.index(['ends_at', 'id']);
  });
  await db.schema.alterTable('training_hours', (table) => {
    table.index(['earned_on']);
  });
}
