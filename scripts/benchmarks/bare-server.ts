/**
 * What a decision costs at least: an Express route that sends the very statements which the service sent for that case, with the drivers
 * alone, and answers with the very bytes. No rules, no checks, no sign-in, no log.
 */
import { readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import express from 'express';
import { createPool } from 'mysql2/promise';
import type { Recording } from './recording.js';

const recording = JSON.parse(readFileSync(process.env['RECORDING']!, 'utf8')) as Recording;
const databaseUrl = process.env['DATABASE_URL']!;
type Replay = (statements: Recording[string]['statements']) => Promise<void>;

function onSqlite(file: string): Replay {
  const db = new Sqlite(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  const prepared = new Map<string, Sqlite.Statement>();
  return async (statements) => {
    for (const [sql, values] of statements) {
      const statement = prepared.get(sql) ?? db.prepare(sql);
      prepared.set(sql, statement);
      if (statement.reader) statement.all(values);
      else statement.run(values);
    }
  };
}

function onMariadb(url: string): Replay {
  const pool = createPool({
    uri: url,
    connectionLimit: 10,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
  });
  return async (statements) => {
    const connection = await pool.getConnection();
    for (const [sql, values] of statements) await connection.query(sql, values);
    connection.release();
  };
}

const replay = databaseUrl.startsWith('sqlite:')
  ? onSqlite(databaseUrl.slice('sqlite:'.length))
  : onMariadb(databaseUrl);
const app = express();
app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
app.post('/api/cases/:caseId/actions', express.json(), async (request, response) => {
  const { statements, answer } = recording[request.params.caseId]!;
  await replay(statements);
  response.json(answer);
});
app.listen(Number(process.env['QASHYQ_PORT']), '127.0.0.1');
