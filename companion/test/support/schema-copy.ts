/** Schemas of a MariaDB server, copied with their tables, rows and counters: a tenth of the time that migrating takes. */
import { createConnection, type RowDataPacket } from 'mysql2/promise';

/** @return makes a new schema of that name, equal to the given one as it stands now. */
export async function copySchema(server: string, original: string): Promise<(name: string) => Promise<void>> {
  const connection = await createConnection({ uri: server, database: original });
  const read = async (sql: string) => (await connection.query<RowDataPacket[]>(sql))[0];
  try {
    const tables = (await read('show tables')).map((row) => Object.values(row)[0] as string);
    const statements: string[] = [];
    for (const table of tables) {
      const [shape] = await read(`show create table ${table}`);
      statements.push(String(shape!['Create Table']));
    }
    for (const table of tables)
      if ((await read(`select 1 from ${table} limit 1`)).length > 0)
        statements.push(`insert into ${table} select * from ${original}.${table}`);
    return (name) =>
      onServer(server, `create database ${name} character set utf8mb4`, `use ${name}`, ...unchecked, ...statements);
  } finally {
    await connection.end();
  }
}

/** Tables come in the order of their names, and a zero in a counted column is a zero. */
const unchecked = ['set foreign_key_checks = 0', "set sql_mode = concat(@@sql_mode, ',no_auto_value_on_zero')"];

/** All in one request, on a connection of their own. */
export async function onServer(server: string, ...statements: string[]): Promise<void> {
  const connection = await createConnection({ uri: server, multipleStatements: true });
  try {
    await connection.query(statements.join(';\n'));
  } finally {
    await connection.end();
  }
}
