import { expect } from 'chai';
import { connectMoodle, MoodleNotConnectedError } from '../../src/moodle/index.js';
import { createMoodleSiteStore } from '../../src/moodle/site-store.js';
import { openTestDatabase } from '../support/database.js';
import { startService, type TestService } from '../support/identity-fixture.js';
import { launchClaims, startMoodle, type TestMoodle } from '../support/test-moodle.js';

const secret = 'only-for-tests-only-for-tests-only';
const wstoken = '0123456789abcdef0123456789abcdef';

describe('the Moodle site we belong to', () => {
  async function fresh(moodleUrl?: string) {
    const db = await openTestDatabase();
    return { db, sites: createMoodleSiteStore(db, { moodleUrl, secret }) };
  }

  it('is unknown until somebody names it', async () => {
    const { db, sites } = await fresh();
    expect(await sites.findSite()).to.equal(undefined);
    await connectMoodle(db, 'https://moodle.test/');
    expect(await sites.findSite()).to.deep.equal({ url: 'https://moodle.test', token: undefined });
  });

  it('keeps its token unreadable in the table', async () => {
    const { db, sites } = await fresh('https://moodle.test');
    await sites.saveToken('https://moodle.test', wstoken, 5);
    expect(await sites.findSite()).to.deep.equal({ url: 'https://moodle.test', token: wstoken });
    expect(JSON.stringify(await db('moodle_sites'))).not.to.include(wstoken);
  });

  it('of the settings wins over the one of the table, which keeps its token to itself', async () => {
    const { db, sites } = await fresh('https://new.test');
    await createMoodleSiteStore(db, { moodleUrl: undefined, secret }).saveToken('https://old.test', wstoken, 5);
    expect(await sites.findSite()).to.deep.equal({ url: 'https://new.test', token: undefined });
  });

  it('loses its token when it changes, and keeps it when it is named again', async () => {
    const { db, sites } = await fresh();
    await sites.saveToken('https://moodle.test', wstoken, 5);
    await connectMoodle(db, 'https://moodle.test');
    expect((await sites.findSite())!.token).to.equal(wstoken);
    await connectMoodle(db, 'https://other.test');
    expect(await sites.findSite()).to.deep.equal({ url: 'https://other.test', token: undefined });
  });

  it('has no token any more when the secret of the service has changed', async () => {
    const { db, sites } = await fresh();
    await sites.saveToken('https://moodle.test', wstoken, 5);
    const later = createMoodleSiteStore(db, { moodleUrl: undefined, secret: `${secret}-changed` });
    expect((await later.findSite())!.token).to.equal(undefined);
  });

  it('must have a web address', async () => {
    const { db } = await fresh();
    for (const wrong of ['moodle', 'ftp://moodle.test', 'javascript:1']) {
      const refusal = await connectMoodle(db, wrong).catch((error: Error) => error.message);
      expect(refusal).to.equal(`Not a web address: ${wrong}`);
    }
  });
});

describe('pairing with Moodle', () => {
  let moodle: TestMoodle;
  let service: TestService;

  beforeEach(async () => {
    moodle = await startMoodle();
    service = await startService(() => ({ MOODLE_URL: moodle.url }));
  });
  afterEach(async () => {
    await service.close();
    await moodle.close();
  });

  const pairingToken = (change = {}) => {
    const { iss, aud, jti, iat, exp } = launchClaims(moodle, service.url, service.clock.now);
    return moodle.sign({ iss: iss!, aud: aud!, jti: jti!, iat: iat!, exp: exp!, purpose: 'pairing', ...change });
  };
  async function pair(token: string | undefined, body: object = { wstoken }, language = 'en') {
    const response = await fetch(`${service.url}/api/moodle/pairing`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': language,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  }
  const codeOf = ({ answer }: { answer: Record<string, unknown> }) => (answer['error'] as { code: string }).code;

  it('keeps the token, calls Moodle back with it, and says that it was reached', async () => {
    const { status, answer } = await pair(await pairingToken());
    expect(status).to.equal(200);
    expect(answer).to.deep.include({ reached: true, error: null });
    expect(moodle.calls.map((call) => call.get('wstoken'))).to.deep.equal([wstoken]);
    expect(moodle.calls[0]!.get('wsfunction')).to.equal('local_qashyq_ping');
    const client = await service.moodle.getMoodleClient();
    expect(await client.ping()).to.deep.equal(moodle.answer);
  });

  it('says why Moodle was not reached, in the language asked for, and keeps what may work later', async () => {
    moodle.answer = 'not an answer of ping';
    const { answer } = await pair(await pairingToken(), { wstoken }, 'ru');
    expect(answer['reached']).to.equal(false);
    expect(answer['error'])
      .to.include(moodle.url)
      .and.to.match(/веб-служба Moodle/);
    expect((await service.moodle.sites.findSite())!.token).to.equal(wstoken);
  });

  it('does not keep a token that Moodle itself refuses', async () => {
    await pair(await pairingToken());
    moodle.answer = { exception: 'moodle_exception', errorcode: 'invalidtoken', message: 'Invalid token' };
    const { answer } = await pair(await pairingToken(), { wstoken: 'f'.repeat(32) });
    expect(answer).to.deep.include({
      reached: false,
      error: 'Moodle refused the request (invalidtoken): Invalid token',
    });
    expect((await service.moodle.sites.findSite())!.token).to.equal(wstoken);
  });

  it('is refused to anybody without a pairing token of our Moodle', async () => {
    expect(codeOf(await pair(undefined))).to.equal('notSignedIn');
    expect(codeOf(await pair('wrong'))).to.equal('launchTokenRefused');
    expect(codeOf(await pair(await pairingToken({ iss: 'https://other.test' })))).to.equal('launchTokenRefused');
    expect(codeOf(await pair(await moodle.sign(launchClaims(moodle, service.url, service.clock.now))))).to.equal(
      'launchTokenRefused',
    );
    expect(moodle.calls).to.deep.equal([]);
    expect((await service.moodle.sites.findSite())!.token).to.equal(undefined);
  });

  it('is refused with something that is no web service token', async () => {
    expect((await pair(await pairingToken(), { wstoken: 'x' })).status).to.equal(422);
  });

  it('is missing until it happened: the line says who has to do what', async () => {
    const notPaired = await service.moodle.getMoodleClient().catch((error: unknown) => error);
    expect(notPaired).to.be.instanceOf(MoodleNotConnectedError).and.to.include({ reason: 'notPaired' });
    const lonely = await startService();
    const noSite = await lonely.moodle.getMoodleClient().catch((error: unknown) => error);
    expect(noSite).to.be.instanceOf(MoodleNotConnectedError).and.to.include({ reason: 'noSite' });
    await lonely.close();
  });
});

describe('requests from pages of other sites', () => {
  let service: TestService;
  before(async () => {
    service = await startService(() => ({ MOODLE_URL: 'https://university.test/moodle' }));
  });
  after(() => service.close());
  const ask = (method: string, origin: string) => fetch(`${service.url}/api/me`, { method, headers: { origin } });

  it('are let through for our Moodle, with its token, without cookies', async () => {
    const { status, headers } = await ask('OPTIONS', 'https://university.test');
    expect(status).to.equal(204);
    expect(headers.get('access-control-allow-origin')).to.equal('https://university.test');
    expect(headers.get('access-control-allow-methods')).to.equal('GET, POST');
    expect(headers.get('access-control-allow-headers')).to.equal('Authorization, Content-Type');
    expect(headers.get('access-control-max-age')).to.equal('600');
    expect(headers.get('access-control-allow-credentials')).to.equal(null);
    expect(headers.get('vary')).to.include('Origin');
    expect((await ask('GET', 'https://university.test')).headers.get('access-control-allow-origin')).to.equal(
      'https://university.test',
    );
  });

  it('are not for any other', async () => {
    for (const origin of [
      'http://university.test',
      'https://university.test:8443',
      'https://university.test.evil.test',
      'null',
    ])
      for (const method of ['OPTIONS', 'GET'])
        expect((await ask(method, origin)).headers.get('access-control-allow-origin')).to.equal(null);
  });
});
