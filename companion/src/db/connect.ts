import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import knexModule, { type Knex } from 'knex';
import type { Connection, RowDataPacket } from 'mysql2';
import { keepStatements } from './kept-statements.js';
import './tables.js';

export type Database = Knex;

/** The database software behind the address; every difference between the two is in this folder. */
export function isSqlite(db: Knex): boolean {
  return (db.client as { dialect?: string }).dialect === 'sqlite3';
}

/**
 * Opens the database named by `sqlite:<file>` (`sqlite::memory:` for tests) or `mysql://user:password@host:port/name`.
 * SQLite gets one connection: it has one writer anyway, and a second would only meet locks.
 *
 * @param idleMs after which a connection to a server is closed that nobody uses
 */
export function connect(url: string, idleMs = 30_000): Database {
  if (url.startsWith('sqlite:')) {
    const file = url.slice('sqlite:'.length);
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    return knexModule({
      client: 'better-sqlite3',
      connection: { filename: file },
      useNullAsDefault: true,
      pool: {
        min: 1,
        max: 1,
        afterCreate(
          connection: { pragma(text: string): unknown; prepare(sql: string): unknown },
          done: (error: unknown, connection: unknown) => void,
        ) {
          connection.pragma('journal_mode = WAL');
          connection.pragma('synchronous = FULL');
          connection.pragma('foreign_keys = ON');
          connection.pragma('busy_timeout = 5000');
          keepStatements(connection);
          done(null, connection);
        },
      },
    });
  }
  const address = new URL(url);
  return knexModule({
    client: 'mysql2',
    connection: {
      host: address.hostname,
      port: address.port === '' ? 3306 : Number(address.port),
      user: decodeURIComponent(address.username),
      password: decodeURIComponent(address.password),
      database: address.pathname.slice(1),
      charset: 'utf8mb4',
      timezone: 'Z',
      dateStrings: true,
      supportBigNumbers: true,
    },
    pool: {
      min: 0,
      max: 10,
      idleTimeoutMillis: idleMs,
      afterCreate(connection: Connection, done: (error: unknown, connection: unknown) => void) {
        prepareSession(connection).then(
          () => done(null, connection),
          (error: unknown) => {
            connection.destroy();
            done(error, connection);
          },
        );
      },
    },
  });
}

/**
 * Transactions read what is committed (`inTransaction`); said once for the connection, it is not said again for each of them.
 *
 * On a node of a Galera cluster a query sees everything that was committed before it on any node, as on a single server: a person's next
 * page may come from another process, on another node, than the one that took the decision. Other servers need and know no such thing.
 */
async function prepareSession(connection: Connection): Promise<void> {
  const query = (sql: string) =>
    new Promise<RowDataPacket[]>((resolve, reject) =>
      connection.query<RowDataPacket[]>(sql, (error, rows) => (error === null ? resolve(rows) : reject(error))),
    );
  await query('set session transaction isolation level read committed');
  const [setting] = await query("show session variables like 'wsrep_on'");
  if (setting?.['Value'] === 'ON') await query('set session wsrep_sync_wait = 1');
}
