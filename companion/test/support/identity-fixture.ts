/** A service with its ways in, and little else, on a port of this machine; for tests that speak real HTTP with it. */
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import express from 'express';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import { readConfig, type Config } from '../../src/config.js';
import { errorAnswer } from '../../src/http/error-answer.js';
import { loadCatalogue } from '../../src/i18n/catalogue.js';
import { createIdentity } from '../../src/identity/index.js';
import { createMoodleConnection, type MoodleConnection } from '../../src/moodle/index.js';
import { createEndpointRouter } from '../../src/http/endpoint-router.js';
import { createPages } from '../../src/portal/pages.js';
import { openTestDatabase } from './database.js';

export const catalogue = loadCatalogue();

export interface TestService {
  url: string;
  config: Config;
  db: Knex;
  /** Moves with the tests; the SAML library reads the machine's clock, so tests of SAML leave it. */
  clock: { now: number };
  moodle: MoodleConnection;
  /** Lines of the log, parsed. */
  log: Record<string, unknown>[];
  close(): Promise<void>;
}

/** Starts on a free port; settings may be given as functions of the address that the service will have. */
export async function startService(
  settings: (url: string) => Record<string, string> = () => ({}),
): Promise<TestService> {
  const server = createServer();
  const url = await listen(server);
  const config = readConfig({
    NODE_ENV: 'test',
    QASHYQ_PUBLIC_URL: url,
    DATABASE_URL: 'sqlite::memory:',
    QASHYQ_SECRET: 'only-for-tests-only-for-tests-only',
    ...settings(url),
  });
  const db = await openTestDatabase();
  const clock = { now: Date.now() };
  const now = () => clock.now;
  const log: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'warn' },
    { write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) },
  );

  const moodle = createMoodleConnection({ config, db, now, catalogue });
  const identity = createIdentity({ config, db, now, catalogue, logger, tokens: moodle.tokens });
  const endpoints = createEndpointRouter(identity.authenticate);
  endpoints.on('pairMoodle', moodle.pair);

  const app = express();
  app.use(pinoHttp({ logger, autoLogging: false }));
  app.use(identity.router);
  app.use('/api', moodle.cors);
  app.use(endpoints.router);
  // What a portal page and an endpoint see.
  app.all('/who', async (request, response) => {
    const signIn = await identity.authenticate(request);
    response.json(signIn === undefined ? null : { ...signIn, sessionId: request.sessionID });
  });
  app.get('/token', (request, response) => void response.json({ token: identity.csrf.token(request) }));
  app.use(errorAnswer(catalogue, createPages(catalogue, 'test')));
  server.on('request', app);

  return { url, config, db, clock, moodle, log, close: () => close(server) };
}

/** Listens on a free port of this machine and tells the address. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Org units: a university with a department; persons with roles there. */
export async function enterPeople(db: Knex): Promise<{ unitId: number; dispatcherId: number; deanId: number }> {
  const unit = (code: string, parent_id: number | null) => ({
    code,
    type: parent_id === null ? 'university' : 'department',
    parent_id,
    name_kk: `${code} бөлімі`,
    name_ru: `Отдел ${code}`,
    name_en: `Department ${code}`,
  });
  const [unitId] = await db('org_units').insert(unit('KRU', null));
  const [departmentId] = await db('org_units').insert(unit('DLD', unitId!));
  const dispatcherId = await enterPerson(db, 'dispatcher', 'Әлиева Айгүл');
  const deanId = await enterPerson(db, 'dean', 'Оспанов Ерлан');
  const since = { valid_from_on: '2020-01-01', valid_to_on: null };
  await db('person_roles').insert([
    { person_id: dispatcherId, role: 'scheduler', org_unit_id: departmentId!, ...since },
    { person_id: deanId, role: 'dean', org_unit_id: departmentId!, ...since },
  ]);
  return { unitId: unitId!, dispatcherId, deanId };
}

export async function enterPerson(db: Knex, login: string, name = login): Promise<number> {
  const names = { name_kk: name, name_ru: name, name_en: name };
  const others = { staff_code: null, email: null, locale: 'kk' as const, moodle_user_id: null, org_unit_id: null };
  const [id] = await db('persons').insert({ login, ...names, ...others, created_at: 0 });
  return id!;
}
