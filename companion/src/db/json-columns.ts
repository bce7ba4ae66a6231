/** Conditions about JSON in text columns, which the two database softwares ask in different words. */
import type { Knex } from 'knex';
import { isSqlite } from './connect.js';

/** The list at that place of the column is empty, or holds one of the values. */
export function listIsEmptyOrHolds(
  db: Knex,
  column: string,
  path: `$.${string}`,
  values: readonly (number | string)[],
): Knex.QueryCallback {
  return (rows) => {
    void rows.whereRaw(isSqlite(db) ? 'json_array_length(??, ?) = 0' : 'json_length(??, ?) = 0', [column, path]);
    if (values.length === 0) return;
    if (isSqlite(db))
      void rows.orWhereRaw(
        `exists (select 1 from json_each(??, ?) as listed where listed.value in (${values.map(() => '?').join(', ')}))`,
        [column, path, ...values],
      );
    else
      for (const value of values)
        void rows.orWhereRaw('json_contains(??, ?, ?)', [column, JSON.stringify(value), path]);
  };
}

/** The value at that place of the column is `true`. */
export function isTrueIn(db: Knex, column: string, path: `$.${string}`): Knex.QueryCallback {
  return (rows) => {
    if (isSqlite(db)) void rows.whereRaw('json_extract(??, ?) = 1', [column, path]);
    else void rows.whereRaw("json_contains(??, 'true', ?)", [column, path]);
  };
}
