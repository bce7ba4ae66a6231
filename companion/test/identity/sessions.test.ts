import { expect } from 'chai';
import type { SessionData } from 'express-session';
import {
  endSamlSessions,
  KnexSessionStore,
  sessionIdleMs,
  sessionLifeMs,
  type SessionSignIn,
} from '../../src/identity/session-store.js';
import { forgetExpired } from '../../src/db/forget-expired.js';
import { openTestDatabase } from '../support/database.js';
import { signedInBrowser, samlSettings } from '../support/foreign-idp.js';
import { enterPeople, startService, type TestService } from '../support/identity-fixture.js';
import { TestBrowser } from '../support/browser.js';
import { launchClaims, startMoodle } from '../support/test-moodle.js';

describe('session store', () => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let clock: { now: number };
  let store: KnexSessionStore;
  let personId: number;

  before(async () => {
    db = await openTestDatabase();
    ({ dispatcherId: personId } = await enterPeople(db));
  });
  beforeEach(async () => {
    await db('sessions').delete();
    clock = { now: 1_800_000_000_000 };
    store = new KnexSessionStore(db, () => clock.now);
  });

  let beganAt: number;
  beforeEach(() => (beganAt = clock.now));
  const session = (sessionIndex = 'index'): SessionData =>
    ({ cookie: {}, beganAt, signIn: { personId, nameId: 'name', sessionIndex } as SessionSignIn }) as SessionData;
  const called = <T>(start: (callback: (error?: unknown, result?: T | null) => void) => void) =>
    new Promise<T | null | undefined>((resolve, reject) =>
      start((error, result) => {
        if (error instanceof Error) reject(error);
        else resolve(result);
      }),
    );
  const set = (id: string, data = session()) => called((done) => store.set(id, data, done));
  const get = (id: string) => called<SessionData>((done) => store.get(id, done));
  const touch = (id: string) => called((done) => store.touch(id, session(), done));
  const expiry = async () => Number((await db('sessions').first())!.expires_at);

  it('gives back what was set, and nothing for an id it does not know', async () => {
    await set('a');
    expect((await get('a'))!.signIn.personId).to.equal(personId);
    expect(await get('b')).to.equal(null);
  });

  it('keeps no id that a cookie could be made of', async () => {
    await set('secret-id');
    expect(JSON.stringify(await db('sessions'))).not.to.include('secret-id');
  });

  it('ends after eight hours without a request', async () => {
    await set('a');
    clock.now += sessionIdleMs - 1;
    expect(await get('a')).not.to.equal(null);
    clock.now += 1;
    expect(await get('a')).to.equal(null);
  });

  it('lives on with each request, but writes at most every five minutes', async () => {
    await set('a');
    const first = await expiry();
    clock.now += 4 * 60_000;
    await touch('a');
    expect(await expiry()).to.equal(first);
    clock.now += 60_000;
    await touch('a');
    expect(await expiry()).to.equal(first + 5 * 60_000);
  });

  it('ends twelve hours after the sign-in, however busy it was', async () => {
    await set('a');
    for (let minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
      clock.now += 10 * 60_000;
      await touch('a');
      await set('a');
    }
    expect(await expiry()).to.equal(beganAt + sessionLifeMs);
    clock.now = beganAt + sessionLifeMs - 1;
    expect(await get('a')).not.to.equal(null);
    clock.now += 1;
    expect(await get('a')).to.equal(null);
  });

  it('is not brought back to life by a request that was under way when it ended', async () => {
    await set('a');
    await called((done) => store.destroy('a', done));
    clock.now += 10 * 60_000;
    await touch('a');
    expect(await get('a')).to.equal(null);
  });

  it('forgets what has expired', async () => {
    await set('old');
    clock.now += sessionIdleMs;
    await set('new');
    await db('saml_requests').insert({ id: 'old', value: '', created_at: clock.now - 16 * 60_000 });
    await db('saml_assertions').insert({ id: 'old', expires_at: clock.now });
    await db('rate_counts').insert({ id_hash: 'old', hits: 1, ends_at: clock.now });
    await forgetExpired(db, clock.now);
    expect(await db('sessions')).to.have.length(1);
    expect(await get('new')).not.to.equal(null);
    for (const table of ['saml_requests', 'saml_assertions', 'rate_counts'] as const)
      expect(await db(table), table).to.deep.equal([]);
  });

  it('ends those of one name, or only the named ones', async () => {
    await set('a', session('one'));
    await set('b', session('two'));
    await set('c', session('three'));
    expect(await endSamlSessions(db, 'name', ['one', 'two'])).to.equal(2);
    expect(await get('c')).not.to.equal(null);
    expect(await endSamlSessions(db, 'other', [])).to.equal(0);
    expect(await endSamlSessions(db, 'name', [])).to.equal(1);
  });

  it('reports a broken database instead of a missing session', async () => {
    const broken = await openTestDatabase();
    await broken.destroy();
    const failing = new KnexSessionStore(broken, () => clock.now);
    const outcome = await called((done) => failing.get('a', done)).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(Error);
  });
});

describe('who asks', () => {
  let service: TestService;
  let browser: TestBrowser;
  let moodle: Awaited<ReturnType<typeof startMoodle>>;
  let deanId: number;
  let dispatcherId: number;

  before(async () => {
    moodle = await startMoodle();
    service = await startService(() => ({ ...samlSettings(), MOODLE_URL: moodle.url }));
    ({ deanId, dispatcherId } = await enterPeople(service.db));
    browser = await signedInBrowser(service.url, 'dispatcher');
  });
  after(async () => {
    await service.close();
    await moodle.close();
  });
  const bearer = async () => ({
    authorization: `Bearer ${await moodle.sign(launchClaims(moodle, service.url, Date.now(), { username: 'dean' }))}`,
  });
  const code = (page: { json(): unknown }) => (page.json() as { error: { code: string } }).error.code;
  const person = (page: { json(): unknown }) => (page.json() as { person: { id: number } }).person.id;

  it('is nobody without token and cookie, and nobody gets a cookie for asking', async () => {
    const page = await new TestBrowser(service.url).get('/who');
    expect(page.json()).to.equal(null);
    expect(page.headers.getSetCookie()).to.deep.equal([]);
  });

  it('is who the launch token says when a cookie comes too', async () => {
    expect(person(await browser.get('/who'))).to.equal(dispatcherId);
    expect(person(await browser.get('/who', await bearer()))).to.equal(deanId);
  });

  it("is not the cookie's person when the launch token is wrong", async () => {
    expect(code(await browser.get('/who', { authorization: 'Bearer wrong' }))).to.equal('launchTokenRefused');
    expect(code(await browser.get('/who', { authorization: 'Bearer' }))).to.equal('launchTokenRefused');
    expect(code(await browser.get('/who', { authorization: 'bearer a b' }))).to.equal('launchTokenRefused');
  });

  it("is the cookie's person when a header speaks of something else", async () => {
    expect(person(await browser.get('/who', { authorization: 'Basic eDp5' }))).to.equal(dispatcherId);
  });

  it('is nobody for a cookie with another signature', async () => {
    const forger = new TestBrowser(service.url);
    forger.cookies.set(
      'qashyq.sid',
      browser.cookies.get('qashyq.sid')!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    );
    expect((await forger.get('/who')).json()).to.equal(null);
  });

  describe('by cookie and changes something', () => {
    const post = (from: TestBrowser, token?: string) =>
      from.post('/who', {}, token === undefined ? {} : { headers: { 'x-csrf-token': token } });
    const tokenOf = async (from: TestBrowser) => ((await from.get('/token')).json() as { token: string }).token;

    it('must repeat the token of the page', async () => {
      expect(code(await post(browser))).to.equal('csrfRefused');
      expect(person(await post(browser, await tokenOf(browser)))).to.equal(dispatcherId);
    });

    it('cannot use the token of another session, not even with its cookie', async () => {
      const other = await signedInBrowser(service.url, 'dean');
      const token = await tokenOf(other);
      expect(code(await post(browser, token))).to.equal('csrfRefused');
      const planted = new TestBrowser(service.url);
      for (const [name, value] of browser.cookies) planted.cookies.set(name, value);
      planted.cookies.set('qashyq.csrf', other.cookies.get('qashyq.csrf')!);
      expect(code(await post(planted, token))).to.equal('csrfRefused');
    });

    it('gets the same token for each page of a session', async () => {
      expect(await tokenOf(browser)).to.equal(await tokenOf(browser));
    });

    it('needs no such token with a launch token: no browser adds that by itself', async () => {
      const page = await new TestBrowser(service.url).post('/who', {}, { headers: await bearer() });
      expect(person(page)).to.equal(deanId);
    });
  });
});
