/** How long the service takes for the pages people open, with thousands of cases in the database. */
import { fileURLToPath } from 'node:url';
import { connect } from '../../companion/src/db/connect.js';
import { migrate } from '../../companion/src/db/migrate.js';
import type { Software } from './databases.js';
import { send } from './load.js';
import { fillWithCases } from './many-cases.js';
import { ms, type Section } from './report.js';
import { processorMs } from './processor-time.js';
import { median } from './rounds.js';
import { settings, showKeys, startProcess } from './service.js';

const caseCount = 20_000;
const times = 100;
const aim = 50;
/** Cases of the mixture in `many-cases.ts`. */
const published = caseCount - 1;
const draft = caseCount - 19;

const pages: { title: string; login: string; path: string }[] = [
  { title: 'inbox, what waits for me (dean)', login: 'dean1', path: '/api/inbox?tab=waiting' },
  { title: 'inbox, what waits for me, page 100', login: 'dean1', path: '/api/inbox?tab=waiting&page=100' },
  { title: 'inbox, what is mine', login: 'dispatcher1', path: '/api/inbox?tab=mine' },
  { title: 'inbox, what I decided', login: 'dean1', path: '/api/inbox?tab=decided' },
  { title: 'schedules', login: 'dldhead', path: '/api/schedules' },
  { title: 'schedules, page 500', login: 'dldhead', path: '/api/schedules?page=500' },
  { title: 'schedules, one state', login: 'dldhead', path: '/api/schedules?state=returned' },
  { title: 'case, published', login: 'dldhead', path: `/api/cases/${published}` },
  { title: 'case, a draft of mine', login: 'dispatcher1', path: `/api/cases/${draft}` },
  { title: 'effects', login: 'technician', path: '/api/effects' },
  { title: 'notices', login: 'dispatcher1', path: '/api/notices' },
  { title: 'who I am, with counts', login: 'dean1', path: '/api/me' },
];

export async function measurePages(softwares: readonly Software[]): Promise<Section> {
  const keys = await showKeys();
  const rows = pages.map(({ title }) => [title]);
  for (const software of softwares) {
    const databaseUrl = await software.open('pages');
    const db = connect(databaseUrl);
    await migrate(db);
    await fillWithCases(db, caseCount, Date.now());
    if (software.name === 'MariaDB')
      await db.raw('analyze table cases, seats, decisions, notices, effects, schedule_lines');
    await db.destroy();
    const service = await startProcess(
      [fileURLToPath(new URL('../../companion/dist/main.js', import.meta.url))],
      settings(databaseUrl, keys),
    );
    const databasePid = await software.pid();
    const used = () => processorMs(service.pid) + (databasePid === undefined ? 0 : processorMs(databasePid));
    const accounts = [...new Set(pages.map(({ login }) => login))];
    for (const [index, { login, path }] of pages.entries()) {
      const token = await keys.tokenOf(login, 100 + accounts.indexOf(login));
      const job = { method: 'GET' as const, url: `${service.url}${path}`, token };
      await send(Array<typeof job>(5).fill(job), 1);
      const before = used();
      const took = await send(Array<typeof job>(times).fill(job), 1);
      rows[index]!.push(ms((used() - before) / times), ms(median(took)));
    }
    await service.stop();
  }
  keys.close();
  return {
    name: 'pages',
    head: ['page', ...softwares.flatMap(({ name }) => [`${name}, server time`, `${name}, on the clock`]), 'aim'],
    rows: rows.map((row) => [...row, ms(aim)]),
  };
}
