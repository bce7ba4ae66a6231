/**
 * Databases for tests: SQLite in memory, or, where TEST_DATABASE_URL=mysql://user:password@host:port names a server, a schema of its own
 * on that MariaDB. The same tests run on both; `scripts/test` starts the server of the second run.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Database } from '../../src/db/connect.js';
import { migrate } from '../../src/db/migrate.js';
import { copySchema, onServer } from './schema-copy.js';
import { memoryImage, openMemoryImage } from './memory-image.js';

const server = process.env['TEST_DATABASE_URL'];
const opened: { db: Database; schema: string | undefined }[] = [];

/** Is this run on a database server; for the few tests of what only one of the two can do. */
export const onDatabaseServer = server !== undefined;

/**
 * A database to copy: migrating and filling each one anew took most of the time of a test run.
 * @param fill what is done once with a migrated, empty database.
 * @return makes a database with that content which nobody else uses. It is closed, and on a server dropped, when the test run ends; a test
 * may close it earlier.
 */
export function databaseOnce(
  fill: (db: Database) => Promise<unknown> = () => Promise.resolve(),
): () => Promise<Database> {
  let original: Promise<() => Promise<Database>> | undefined;
  const make = async () => {
    const schema = newSchema();
    if (schema !== undefined) await onServer(server!, `create database ${schema} character set utf8mb4`);
    const db = remember(schema === undefined ? connect('sqlite::memory:') : connectTo(schema), schema);
    await migrate(db);
    await fill(db);
    if (schema === undefined) {
      const image = await memoryImage(db);
      return () => Promise.resolve(remember(openMemoryImage(image)));
    }
    const copy = await copySchema(server!, schema);
    return async () => {
      const name = newSchema()!;
      await copy(name);
      return remember(connectTo(name), name);
    };
  };
  return async () => (await (original ??= make()))();
}

/** A migrated, empty database that nobody else uses. */
export const openTestDatabase = databaseOnce();

function newSchema(): string | undefined {
  return server === undefined ? undefined : `qashyq_test_${randomBytes(6).toString('hex')}`;
}

function remember(db: Database, schema?: string): Database {
  opened.push({ db, schema });
  return db;
}

/** Hundreds are open at the end of a run: what none of them uses is not kept, or the server would run out of connections. */
function connectTo(schema: string): Database {
  const address = new URL(server!);
  address.pathname = `/${schema}`;
  return connect(address.href, 500);
}

after(async function closeTestDatabases() {
  this.timeout(300_000);
  for (const { db } of opened) await db.destroy();
  const schemas = opened.flatMap(({ schema }) => schema ?? []);
  if (schemas.length > 0) await onServer(server!, ...schemas.map((schema) => `drop database ${schema}`));
});
