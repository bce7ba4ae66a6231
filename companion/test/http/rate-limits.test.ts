import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { createApp } from '../../src/app.js';
import { compose } from '../../src/composition.js';
import { configWarnings, readConfig } from '../../src/config.js';
import { addressOf, windowMs } from '../../src/http/rate-limits.js';
import { close, listen } from '../support/identity-fixture.js';
import { launchClaims, startMoodle, type TestMoodle } from '../support/test-moodle.js';
import { openTestUniversity, type TestUniversity } from '../support/university.js';

describe('rate limits, of two companions on one database', () => {
  let university: TestUniversity;
  let moodle: TestMoodle;
  let servers: Server[];
  let urls: string[];
  const audience = 'http://qashyq.test';

  before(async () => {
    university = await openTestUniversity();
    moodle = await startMoodle();
  });
  after(() => moodle.close());
  beforeEach(async () => {
    servers = [];
    urls = [];
    // A window that has just begun, and whose end the test decides; tokens are signed for it.
    university.clock.at = Math.ceil(Date.now() / windowMs) * windowMs;
    await university.db('rate_counts').delete();
    for (let number = 0; number < 2; number++) await start(university.db);
  });
  afterEach(() => Promise.all(servers.map(close)));

  async function start(db: Knex) {
    const config = readConfig({
      NODE_ENV: 'test',
      QASHYQ_DEV_IDP: 'on',
      QASHYQ_PUBLIC_URL: audience,
      DATABASE_URL: 'sqlite::memory:',
      QASHYQ_SECRET: 'only-for-tests-only-for-tests-only',
      QASHYQ_PROXIES: '1',
      QASHYQ_REQUESTS_PER_MINUTE: '60',
      QASHYQ_SIGN_INS_PER_MINUTE: '6',
      QASHYQ_UPLOADS_PER_MINUTE: '3',
      MOODLE_URL: moodle.url,
    });
    const composition = compose(config, pino({ level: 'silent' }), { db, now: () => university.clock.at });
    const server = createServer(createApp(composition));
    servers.push(server);
    urls.push(await listen(server));
  }

  /** The statuses of `count` requests, by turns to both companions. */
  async function knock(count: number, path: string, options: RequestInit & { from?: string } = {}) {
    const answers: Response[] = [];
    for (let number = 0; number < count; number++)
      answers.push(
        await fetch(`${urls[number % urls.length]}${path}`, {
          redirect: 'manual',
          ...options,
          headers: { 'x-forwarded-for': options.from ?? '192.0.2.1', ...options.headers },
        }),
      );
    return answers;
  }
  const refusals = (answers: readonly Response[]) => answers.map((answer) => answer.status === 429);
  const allowed = (answers: readonly Response[]) => refusals(answers).indexOf(true);

  const as = async (login: string) => ({
    authorization: `Bearer ${await moodle.sign(
      launchClaims(moodle, audience, university.clock.at, { username: login, sub: String(login.length * 100) }),
    )}`,
  });

  for (const [path, method] of [
    ['/saml/login', 'GET'],
    ['/saml/acs', 'POST'],
    ['/saml/slo', 'POST'],
    ['/api/moodle/pairing', 'POST'],
  ] as const)
    it(`${path} opens six times a minute for an address, whichever companion answers`, async () => {
      expect(allowed(await knock(8, path, { method }))).to.equal(6);
      // Another visitor behind the same proxy.
      expect(allowed(await knock(1, path, { method, from: '192.0.2.2' }))).to.equal(-1);
      university.clock.at += windowMs;
      expect(allowed(await knock(1, path, { method }))).to.equal(-1);
    });

  it('the refusal says in the reader’s language when to come back, as a page or as JSON', async () => {
    university.clock.at += 20_000;
    await knock(6, '/saml/login');
    const [page] = await knock(1, '/saml/login', { headers: { 'accept-language': 'ru', accept: 'text/html' } });
    expect([page!.status, page!.headers.get('retry-after')]).to.deep.equal([429, '40']);
    expect(await page!.text()).to.include('Повторите через 40 с');
    await knock(6, '/api/moodle/pairing', { method: 'POST' });
    const [json] = await knock(1, '/api/moodle/pairing', { method: 'POST', headers: { 'accept-language': 'kk' } });
    expect(((await json!.json()) as { error: object }).error).to.include({
      code: 'tooManyRequests',
      message: 'Сұрау тым көп. 40 секундтан кейін қайталаңыз.',
    });
  });

  it('an address that the visitor invented in front of the proxy’s does not count', async () => {
    const answers: Response[] = [];
    for (let number = 0; number < 8; number++)
      answers.push(...(await knock(1, '/saml/login', { from: `198.51.100.${number}, 192.0.2.1` })));
    expect(allowed(answers)).to.equal(6);
  });

  it('the API opens sixty times a minute for a person, all companions and addresses together', async () => {
    const headers = await as('dean1');
    const answers: Response[] = [];
    for (let number = 0; number < 4; number++)
      answers.push(...(await knock(20, '/api/me', { headers, from: `192.0.2.${number}` })));
    // Each tells the other after twenty requests of its own, so up to twenty more may pass.
    expect(allowed(answers)).to.be.within(60, 80);
    expect(refusals(answers.slice(allowed(answers)))).not.to.include(false);
    expect(allowed(await knock(1, '/api/me', { headers: await as('dldhead') }))).to.equal(-1);
  });

  it('three files a minute for a person', async () => {
    const options = {
      method: 'POST',
      headers: { ...(await as('dispatcher1')), 'content-type': 'application/octet-stream' },
      body: 'x',
    };
    expect(allowed(await knock(5, '/api/schedule-imports?fileName=week.csv', options))).to.equal(3);
    expect(allowed(await knock(1, '/api/me', { headers: options.headers }))).to.equal(-1);
  });

  it('the table names nobody', async () => {
    await knock(2, '/saml/login');
    const rows = await university.db('rate_counts');
    expect(rows.map((row) => row.hits)).to.deep.equal([2]);
    expect(rows[0]!.id_hash).to.match(/^[0-9a-f]{64}$/);
  });

  it('a companion whose counts cannot be kept goes on counting by itself', async () => {
    await university.db.schema.renameTable('rate_counts', 'rate_counts_away');
    try {
      // Each of the two allows six.
      expect(allowed(await knock(16, '/saml/login'))).to.equal(12);
    } finally {
      await university.db.schema.renameTable('rate_counts_away', 'rate_counts');
    }
  });
});

describe('the address of a visitor', () => {
  it('of IPv4 is the whole, also when it is written as IPv6', () => {
    expect(addressOf({ ip: '192.0.2.7' })).to.equal('192.0.2.7');
    expect(addressOf({ ip: '::ffff:192.0.2.7' })).to.equal('192.0.2.7');
  });

  it('of IPv6 is the network, however it is shortened', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 65535 }), { minLength: 8, maxLength: 8 }), (groups) => {
        const text = groups.map((group) => group.toString(16)).join(':');
        const short = new URL(`http://[${text}]`).hostname.slice(1, -1);
        const network = groups.slice(0, 4).map((group) => group.toString(16));
        expect(addressOf({ ip: text })).to.equal(network.join(':'));
        expect(addressOf({ ip: short })).to.equal(network.join(':'));
      }),
    );
    expect(addressOf({ ip: '::1' })).to.equal('0:0:0:0');
    expect(addressOf({ ip: 'fe80::1%eth0' })).to.equal('fe80:0:0:0');
  });
});

describe('settings that are most likely a mistake', () => {
  const config = { publicUrl: 'https://qashyq.test', proxies: 0, role: 'all' } as const;
  it('are named at the start: https without a proxy', () => {
    expect(configWarnings(config).join()).to.include('QASHYQ_PROXIES is 0');
    expect(configWarnings({ ...config, proxies: 1 })).to.deep.equal([]);
    expect(configWarnings({ ...config, publicUrl: 'http://127.0.0.1:8080' })).to.deep.equal([]);
    expect(configWarnings({ ...config, role: 'worker' })).to.deep.equal([]);
  });
});
