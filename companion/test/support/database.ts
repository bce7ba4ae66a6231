/**
 * Databases for tests: SQLite in memory, or, where TEST_DATABASE_URL=mysql://user:password@host:port names a server, a schema of its own
 * on that MariaDB. The same tests run on both; `scripts/test` starts the server of the second run.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Database } from '../../src/db/connect.js';
import { migrate } from '../../src/db/migrate.js';

const server = process.env['TEST_DATABASE_URL'];
const opened: { db: Database; schema: string | undefined }[] = [];

/** A migrated, empty database that nobody else uses. It is closed, and on a server dropped, when the test run ends; a test may close it earlier. */
export async function openTestDatabase(): Promise<Database> {
  const schema = server === undefined ? undefined : `qashyq_test_${randomBytes(6).toString('hex')}`;
  if (schema !== undefined) await onServer(`create database ${schema} character set utf8mb4`);
  const db = connect(schema === undefined ? 'sqlite::memory:' : schemaAddress(schema));
  opened.push({ db, schema });
  await migrate(db);
  return db;
}

/** Is this run on a database server; for the few tests of what only one of the two can do. */
export const onDatabaseServer = server !== undefined;

function schemaAddress(schema: string): string {
  const address = new URL(server!);
  address.pathname = `/${schema}`;
  return address.href;
}

async function onServer(...statements: string[]): Promise<void> {
  const admin = connect(schemaAddress(''));
  try {
    for (const statement of statements) await admin.raw(statement);
  } finally {
    await admin.destroy();
  }
}

after(async function closeTestDatabases() {
  this.timeout(60_000);
  for (const { db } of opened) await db.destroy();
  const schemas = opened.flatMap(({ schema }) => schema ?? []);
  if (schemas.length > 0) await onServer(...schemas.map((schema) => `drop database ${schema}`));
});
