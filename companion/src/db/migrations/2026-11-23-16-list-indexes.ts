import type { Knex } from 'knex';

/** Indexes that answer the lists and their counts alone: what I decided, my unread notices, the schedules I may read. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('decisions', (table) => {
    table.index(['person_id', 'action', 'case_id'], 'decisions_by_person');
  });
  await db.schema.alterTable('notices', (table) => {
    table.index(['person_id', 'read_at'], 'notices_unread');
  });
  await db.schema.alterTable('cases', (table) => {
    table.index(['kind', 'edition_no', 'org_unit_id', 'state'], 'cases_readable');
  });
}
