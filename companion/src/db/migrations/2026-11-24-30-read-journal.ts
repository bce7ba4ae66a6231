import type { Knex } from 'knex';

/** Who read protected data about whom. Entries are added, and removed when their time has run out; nothing changes one. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('read_journal', (table) => {
    table.increments('id');
    table.integer('reader_id').unsigned().notNullable().references('id').inTable('persons');
    table.string('role', 40);
    table.integer('acting_for_id').unsigned().references('id').inTable('persons');
    table.integer('subject_id').unsigned().references('id').inTable('persons');
    table.string('object', 80);
    table.string('data_class', 2).notNullable();
    table.string('matter', 40).notNullable();
    table.string('purpose', 500);
    table.string('via', 60).notNullable();
    table.bigInteger('read_at').notNullable();
    table.index(['subject_id', 'read_at'], 'reads_of_subject');
    table.index(['reader_id', 'read_at'], 'reads_by_reader');
    table.index(['read_at'], 'reads_by_time');
  });
}
