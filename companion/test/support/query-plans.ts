/** How the database answers what a piece of work asks, in both softwares’ words brought to one. */
import type { Knex } from 'knex';
import { isSqlite } from '../../src/db/connect.js';

export interface Step {
  /** Table, or the name under which it was read. */
  table: string;
  /** null: every row of the table is read. */
  index: string | null;
  sql: string;
}

/** The steps of every select that `work` sends; it is done once, and then each statement is explained. */
export async function planOf(db: Knex, work: () => Promise<unknown>): Promise<Step[]> {
  const asked: { sql: string; bindings: readonly Knex.Value[] }[] = [];
  const listen = ({ sql, bindings = [] }: { sql: string; bindings?: readonly Knex.Value[] }) => {
    if (/^select/i.test(sql)) asked.push({ sql, bindings });
  };
  db.on('query', listen);
  try {
    await work();
  } finally {
    db.removeListener('query', listen);
  }
  const steps: Step[] = [];
  for (const { sql, bindings } of asked) steps.push(...(await explain(db, sql, bindings)));
  return steps;
}

async function explain(db: Knex, sql: string, bindings: readonly Knex.Value[]): Promise<Step[]> {
  if (isSqlite(db)) {
    const rows = await db.raw<{ detail: string }[]>(`explain query plan ${sql}`, [...bindings]);
    // In the order of its rows, and only as far as the page: nothing is sorted and nothing behind it is read.
    const stopsAtPage = sql.includes(' limit ') && !rows.some(({ detail }) => detail.includes('USE TEMP B-TREE'));
    return rows.flatMap(({ detail }) => {
      const [, how, table] = /^(SCAN|SEARCH) (\S+)/.exec(detail) ?? [];
      if (how === undefined || /VIRTUAL TABLE|CONSTANT ROW/.test(detail)) return [];
      const index = /USING (?:COVERING )?INDEX (\S+)/.exec(detail)?.[1];
      const key =
        /USING (INTEGER )?PRIMARY KEY/.test(detail) || (how === 'SCAN' && stopsAtPage) ? 'PRIMARY' : undefined;
      return [{ table: table!, index: index ?? key ?? null, sql }];
    });
  }
  const [rows] = (await db.raw(`explain ${sql}`, [...bindings])) as [
    { table: string | null; type: string | null; key: string | null }[],
  ];
  return rows.flatMap(({ table, type, key }) =>
    table === null || type === null ? [] : [{ table, index: type === 'ALL' ? null : key, sql }],
  );
}
