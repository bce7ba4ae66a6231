/** Decisions through the whole service against a bare Express route that sends the same SQL to a database of the same content, with the drivers alone and through knex. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '../../companion/src/db/connect.js';
import { migrate } from '../../companion/src/db/migrate.js';
import type { Software } from './databases.js';
import { send, type Job } from './load.js';
import { fillWithCases, waitingForDean } from './many-cases.js';
import { record } from './recording.js';
import { ratio, type Section } from './report.js';
import { milliseconds, takeTurns } from './rounds.js';
import { settings, showKeys, startProcess } from './service.js';

const rounds = 7;
const inEachRound = 200;
const warmUp = 100;
const connections = 8;
const body = JSON.stringify({ action: 'agree', version: 3, comment: '', remarks: [] });
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export async function measureDecisions(softwares: readonly Software[]): Promise<Section> {
  const folder = mkdtempSync(join(tmpdir(), 'qashyq-bench-'));
  const keys = await showKeys();
  const rows: string[][] = [];
  const count = rounds * inEachRound + warmUp;
  for (const software of softwares) {
    const databases = { recorded: '', service: '', bare: '', knex: '' };
    for (const name of ['recorded', 'service', 'bare', 'knex'] as const) {
      databases[name] = await software.open(name);
      const db = connect(databases[name]);
      await migrate(db);
      await fillWithCases(db, count, Date.now(), () => waitingForDean);
      // The first sign-in links the Moodle account; what is measured are decisions of somebody known.
      await db('persons').where({ login: 'dean1' }).update({ moodle_user_id: 7, locale: 'ru' });
      await db.destroy();
    }
    const caseIds = Array.from({ length: count }, (_, index) => index + 1);
    const recording = await record(
      databases.recorded,
      keys,
      await keys.tokenOf('dean1', 7),
      caseIds.map((caseId) => ({ caseId, body })),
    );
    const file = join(folder, 'recording.json');
    writeFileSync(file, JSON.stringify(recording));
    const service = await startProcess([here('../../companion/dist/main.js')], settings(databases.service, keys));
    const startBare = (databaseUrl: string, through: 'driver' | 'knex') =>
      startProcess(['--import', 'tsx', here('bare-server.ts')], {
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        RECORDING: file,
        THROUGH: through,
      });
    const bare = await startBare(databases.bare, 'driver');
    const knex = await startBare(databases.knex, 'knex');
    const perSecond = async (url: string, from: number, to: number) => {
      const token = await keys.tokenOf('dean1', 7);
      const jobs = caseIds
        .slice(from, to)
        .map((caseId): Job => ({ method: 'POST', url: `${url}/api/cases/${caseId}/actions`, token, body }));
      return (jobs.length * 1000) / (await milliseconds(() => send(jobs, connections)));
    };
    const round = (url: string) => (index: number) =>
      perSecond(url, warmUp + index * inEachRound, warmUp + (index + 1) * inEachRound);
    for (const { url } of [service, bare, knex]) await perSecond(url, 0, warmUp);
    const rates = await takeTurns(rounds, {
      service: round(service.url),
      bare: round(bare.url),
      knex: round(knex.url),
    });
    for (const contender of [service, bare, knex]) await contender.stop();
    rows.push([
      software.name,
      String(recording[1]!.statements.length),
      rates.service.toFixed(0),
      rates.bare.toFixed(0),
      ratio(rates.service / rates.bare),
      '0.50',
      rates.knex.toFixed(0),
      ratio(rates.service / rates.knex),
    ]);
  }
  keys.close();
  rmSync(folder, { recursive: true });
  return {
    name: 'decisions',
    head: [
      'database',
      'SQL statements',
      'service, requests/s',
      'bare route, requests/s',
      'ratio',
      'aim',
      'bare route through knex',
      'ratio',
    ],
    rows,
  };
}
