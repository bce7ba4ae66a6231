/**
 * Row types of every table, known to the compiler through knex. Times `*_at` are epoch milliseconds (UTC), dates `*_on` are plain
 * `YYYY-MM-DD`, `*_json` is text. Ids are numbers on both databases.
 */
export type * from './calendar-tables.js';
export type * from './case-tables.js';
export type * from './certificate-tables.js';
export type * from './effect-tables.js';
export type * from './identity-tables.js';
export type * from './replacement-tables.js';
export type * from './schedule-tables.js';
export type * from './training-plan-tables.js';
export type * from './training-tables.js';
