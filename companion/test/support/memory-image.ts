/** A SQLite database in memory, taken as it stands and opened again as often as needed. */
import { connect, type Database } from '../../src/db/connect.js';

interface Client {
  acquireConnection(): Promise<{ serialize(): Buffer }>;
  releaseConnection(connection: unknown): Promise<void>;
  connectionSettings: { filename: string | Buffer };
}

export async function memoryImage(db: Database): Promise<Buffer> {
  const client = db.client as Client;
  const connection = await client.acquireConnection();
  try {
    return connection.serialize();
  } finally {
    await client.releaseConnection(connection);
  }
}

export function openMemoryImage(image: Buffer): Database {
  const db = connect('sqlite::memory:');
  // In place of a file’s name better-sqlite3 takes what is to stand in memory; the address of a database has no room for it.
  (db.client as Client).connectionSettings.filename = image;
  return db;
}
