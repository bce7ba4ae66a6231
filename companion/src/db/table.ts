import type { Knex } from 'knex';

/** A table whose ids the database gives. */
export type Table<Row extends { id: number }> = Knex.CompositeTableType<Row, Omit<Row, 'id'>>;
