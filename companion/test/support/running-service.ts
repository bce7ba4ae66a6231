/** The whole service on a port of this machine, over the demo university; people come in with launch tokens of a test Moodle. */
import { createServer } from 'node:http';
import { pino } from 'pino';
import { endpoints, type Endpoint, type EndpointName } from '@qashyq/shared-types';
import { createApp } from '../../src/app.js';
import { compose, type Composition } from '../../src/composition.js';
import { readConfig } from '../../src/config.js';
import { close, listen } from './identity-fixture.js';
import { launchClaims, startMoodle, type TestMoodle } from './test-moodle.js';
import { openTestUniversity, type TestUniversity } from './university.js';

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { error?: { code: string; message: string; reference: string } };
  bytes: Buffer;
}

export interface CallOptions {
  params?: Record<string, string | number>;
  query?: Record<string, string | number>;
  body?: unknown;
  /** Instead of a body: the text as it is. */
  text?: string;
  upload?: Buffer;
}

export interface RunningService {
  url: string;
  university: TestUniversity;
  moodle: TestMoodle;
  composition: Composition;
  log: string[];
  /** Calls an endpoint of the contract as this person; `undefined` is a stranger. */
  call(login: string | undefined, name: EndpointName, options?: CallOptions): Promise<Answer>;
  stop(): Promise<void>;
}

export async function startWholeService(settings: Record<string, string> = {}): Promise<RunningService> {
  const university = await openTestUniversity();
  university.clock.at = Date.now();
  const moodle = await startMoodle();
  const server = createServer();
  const url = await listen(server);
  const config = readConfig({
    NODE_ENV: 'test',
    QASHYQ_PUBLIC_URL: url,
    DATABASE_URL: 'sqlite::memory:',
    QASHYQ_SECRET: 'only-for-tests-only-for-tests-only',
    MOODLE_URL: moodle.url,
    ...settings,
  });
  const log: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void log.push(line) });
  const composition = compose(config, logger, { db: university.db, now: () => university.clock.at });
  server.on('request', createApp(composition));

  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (login: string) => {
    const number = [...login].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1_000_000;
    if (!tokens.has(login))
      tokens.set(
        login,
        moodle.sign(
          launchClaims(moodle, url, university.clock.at, { username: login, sub: String(number), lang: 'ru' }),
        ),
      );
    return tokens.get(login)!;
  };

  return {
    url,
    university,
    moodle,
    composition,
    log,
    async call(login, name, { params = {}, query = {}, body, text, upload } = {}) {
      const endpoint: Endpoint = endpoints[name];
      const path = endpoint.path.replace(/:(\w+)/g, (_match, key: string) => encodeURIComponent(params[key] ?? ''));
      const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
      const response = await fetch(`${url}${path}?${search.toString()}`, {
        method: endpoint.method,
        headers: {
          ...(login === undefined ? {} : { authorization: `Bearer ${await tokenOf(login)}` }),
          ...(upload === undefined
            ? { 'content-type': 'application/json' }
            : { 'content-type': 'application/octet-stream' }),
        },
        ...(endpoint.method === 'GET'
          ? {}
          : { body: upload === undefined ? (text ?? JSON.stringify(body ?? {})) : new Uint8Array(upload) }),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
      return {
        status: response.status,
        headers: response.headers,
        body: isJson ? (JSON.parse(bytes.toString('utf8')) as Answer['body']) : {},
        bytes,
      };
    },
    async stop() {
      await close(server);
      await moodle.close();
    },
  };
}
