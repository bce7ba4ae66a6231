/**
 * What a decision costs at least: an Express route that sends the very statements which the service sent for that case, and answers with the
 * very bytes. No rules, no checks, no sign-in, no log. With the drivers alone or, where THROUGH=knex, through the library by which the service
 * sends them.
 */
import { readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import express from 'express';
import { createPool } from 'mysql2/promise';
import { connect } from '../../companion/src/db/connect.js';
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

function throughKnex(url: string): Replay {
  const db = connect(url);
  return async (statements) => {
    const begin = statements.findIndex(([sql]) => sql === 'BEGIN;');
    const commit = statements.findIndex(([sql]) => sql === 'COMMIT;');
    const send = async (on: typeof db, some: typeof statements) => {
      for (const [sql, values] of some) await on.raw(sql, values);
    };
    await send(db, statements.slice(0, begin));
    await db.transaction((trx) => send(trx, statements.slice(begin + 1, commit)));
    await send(db, statements.slice(commit + 1));
  };
}

function withDriver(url: string): Replay {
  return url.startsWith('sqlite:') ? onSqlite(url.slice('sqlite:'.length)) : onMariadb(url);
}

const replay = process.env['THROUGH'] === 'knex' ? throughKnex(databaseUrl) : withDriver(databaseUrl);
const app = express();
app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
app.post('/api/cases/:caseId/actions', express.json(), async (request, response) => {
  const { statements, answer } = recording[request.params.caseId]!;
  await replay(statements);
  response.json(answer);
});
app.listen(Number(process.env['QASHYQ_PORT']), '127.0.0.1');
