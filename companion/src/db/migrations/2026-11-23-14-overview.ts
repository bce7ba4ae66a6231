import type { Knex } from 'knex';

/** What the department's overview asks for: open seats by unit, returned cases by age, publications by time. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('seats', (table) => {
    table.index(['state', 'org_unit_id', 'role', 'due_at']);
  });
  await db.schema.alterTable('cases', (table) => {
    table.index(['state', 'updated_at']);
  });
  await db.schema.alterTable('decisions', (table) => {
    table.index(['action', 'decided_at', 'case_id']);
  });
}
