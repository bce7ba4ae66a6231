import type { Knex } from 'knex';

/** Academic calendar, time slots, holidays, disciplines, groups, rooms. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('academic_terms', (table) => {
    table.increments('id');
    table.string('academic_year', 7).notNullable();
    table.integer('term').notNullable();
    table.string('starts_on', 10).notNullable();
    table.string('ends_on', 10).notNullable();
    table.string('week1_on', 10).notNullable();
    table.unique(['academic_year', 'term']);
  });
  await db.schema.createTable('time_slots', (table) => {
    table.integer('no').primary();
    table.string('starts', 5).notNullable();
    table.string('ends', 5).notNullable();
  });
  await db.schema.createTable('holidays', (table) => {
    table.string('off_on', 10).primary();
    for (const locale of ['kk', 'ru', 'en']) table.string(`name_${locale}`, 200).notNullable();
  });
  await db.schema.createTable('disciplines', (table) => {
    table.increments('id');
    table.string('code', 40).notNullable().unique();
    for (const locale of ['kk', 'ru', 'en']) table.string(`name_${locale}`, 300).notNullable();
    table.integer('credits').notNullable();
    table.string('moodle_course', 100).notNullable();
  });
  await db.schema.createTable('study_groups', (table) => {
    table.increments('id');
    table.string('code', 40).notNullable().unique();
    table.string('language', 2).notNullable();
    table.integer('study_year').notNullable();
    table.integer('learner_count').notNullable();
    table.integer('faculty_id').unsigned().notNullable().references('id').inTable('org_units');
  });
  await db.schema.createTable('rooms', (table) => {
    table.increments('id');
    table.string('code', 40).notNullable().unique();
    table.integer('seats');
  });
}
