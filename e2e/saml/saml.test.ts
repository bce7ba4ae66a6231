/**
 * Signing in and out through a foreign identity provider: SimpleSAMLphp, set up from our metadata alone, in a browser. SIMPLESAMLPHP names
 * the folder where it is unpacked.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Me } from '@qashyq/shared-types';
import type { Page } from 'playwright-core';
import { connect } from '../../companion/src/db/connect.js';
import { createKeyPair } from '../../companion/src/identity/saml/key-pair.js';
import { openBrowser, quiet, type OpenBrowser } from '../support/browser.js';
import { freePort } from '../support/commands.js';
import { companionProcess, root, type KillableCompanion } from '../support/processes.js';
import { startIdentityProvider, type IdentityProvider } from './identity-provider.js';

const folder = fileURLToPath(new URL('../../var/test/saml', import.meta.url));
/** The login that the provider sends for the second person, who is `dean1` of the demo university; the first is `dispatcher1`. */
const kazakhLogin = 'ғылым.қызметкері';

describe('a foreign identity provider (SimpleSAMLphp)', function () {
  this.timeout(180_000);
  let provider: IdentityProvider | undefined;
  let companion: KillableCompanion | undefined;
  let browser: OpenBrowser | undefined;
  let url: string;
  let env: Record<string, string>;
  const idOf = new Map<string, number>();

  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, 'provider'), { recursive: true });
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    provider = await startIdentityProvider({
      program: process.env['SIMPLESAMLPHP']!,
      folder: join(folder, 'provider'),
      trusted: `127.0.0.1:${port}`,
    });
    const keyPair = createKeyPair('qashyq');
    writeFileSync(join(folder, 'sp.key'), keyPair.privateKey, { mode: 0o600 });
    writeFileSync(join(folder, 'sp.crt'), keyPair.certificate);
    env = {
      NODE_ENV: 'test',
      QASHYQ_ROLE: 'web',
      QASHYQ_PUBLIC_URL: url,
      QASHYQ_PORT: String(port),
      QASHYQ_SECRET: 'only-for-tests-only-for-tests-only',
      DATABASE_URL: `sqlite:${folder}/q.sqlite`,
      SAML_IDP_ISSUER: provider.issuer,
      SAML_IDP_ENTRY_POINT: provider.entryPoint,
      SAML_IDP_LOGOUT_URL: provider.logoutUrl,
      SAML_IDP_CERT_FILE: join(folder, 'idp.pem'),
      SAML_SP_KEY_FILE: join(folder, 'sp.key'),
      SAML_SP_CERT_FILE: join(folder, 'sp.crt'),
    };
    const seeded = spawnSync(process.execPath, ['companion/dist/cli.js', 'seed-demo'], { cwd: root, env });
    expect(seeded.status, seeded.stderr.toString()).to.equal(0);
    const db = connect(env['DATABASE_URL']!);
    for (const { login, id } of await db('persons')) idOf.set(login, id);
    await db('persons').where({ login: 'dean1' }).update({ login: kazakhLogin });
    await db.destroy();
    companion = companionProcess('web', env, `${url}/readyz`);
    await trustPublishedKeys();
    provider.learnService(await (await fetch(`${url}/saml/metadata`)).text());
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await companion?.kill();
    await provider?.stop();
  });
  beforeEach(() => provider!.choose({ key: 'first', nextKey: null, encrypts: false }));

  /** The administrator takes over the certificates of the provider's metadata, all of them, and starts the service again. */
  async function trustPublishedKeys(): Promise<void> {
    const certificates = await provider!.publishedCertificates();
    writeFileSync(env['SAML_IDP_CERT_FILE']!, certificates.join(''));
    await companion!.kill();
    await companion!.start();
  }

  /** Begins at the portal and ends at the provider's form, which asks for the password, or wherever that leads without asking. */
  async function begin(page: Page): Promise<void> {
    await page.goto(`${url}/?lang=kk#/inbox`);
    await page.click('[data-keeps-place]');
    await page.waitForLoadState();
  }
  async function typePassword(page: Page, name: string): Promise<void> {
    await page.fill('#username', name);
    await page.fill('#password', 'right-password');
    await page.press('#password', 'Enter');
  }
  async function signIn(name: string): Promise<Page> {
    const page = await newPage();
    await begin(page);
    await typePassword(page, name);
    await page.waitForSelector('#qashyq');
    await quiet(page);
    return page;
  }
  async function newPage(): Promise<Page> {
    const context = await browser!.person();
    context.setDefaultTimeout(60_000);
    return context.newPage();
  }
  async function signOut(page: Page): Promise<void> {
    await page.click('form[action="/saml/logout"] button');
    await page.waitForURL(`${url}/saml/signed-out*`);
  }
  const whoAmI = async (page: Page) => {
    const answer = await page.request.get(`${url}/api/me`);
    return { status: answer.status(), me: (await answer.json()) as Me };
  };
  const refusals = (of: 'sign-in' | 'sign-out' = 'sign-in') =>
    companion!
      .log()
      .split('\n')
      .filter((line) => line.includes(`"msg":"${of} refused"`));

  /** A whole visit: in by password, seen as the right person, out at our button, and the next sign-in is asked for the password again. */
  async function visit(): Promise<void> {
    const page = await signIn('dispatcher');
    expect((await whoAmI(page)).status).to.equal(200);
    await signOut(page);
    expect((await whoAmI(page)).status).to.equal(401);
    await begin(page);
    await page.waitForSelector('#password');
    await page.context().close();
  }

  it('knows us from our metadata and signs people in as those it names, one with a login in Kazakh letters', async () => {
    const page = await signIn('dispatcher');
    expect((await whoAmI(page)).me.id).to.equal(idOf.get('dispatcher1'));
    await page.context().close();
    const dean = await signIn('dean');
    expect((await whoAmI(dean)).me.id).to.equal(idOf.get('dean1'));
    // Their place of before the sign-in is kept.
    expect(new URL(dean.url()).hash).to.equal('#/inbox');
    await dean.context().close();
  });

  it('who signs out here is signed out there: the next sign-in asks for the password', () => visit());

  it('who is signed out there is signed out here, in every browser tab that comes back', async () => {
    const page = await signIn('dean');
    await page.goto(provider!.signOutUrl(`${url}/saml/signed-out`));
    await page.waitForURL(`${url}/saml/signed-out*`);
    expect((await whoAmI(page)).status).to.equal(401);
    await begin(page);
    await page.waitForSelector('#password');
    await page.context().close();
  });

  it('signing out there ends the session of that person alone', async () => {
    const other = await signIn('dispatcher');
    const page = await signIn('dean');
    await page.goto(provider!.signOutUrl(`${url}/saml/signed-out`));
    await page.waitForURL(`${url}/saml/signed-out*`);
    expect((await whoAmI(other)).status).to.equal(200);
    await Promise.all([page.context().close(), other.context().close()]);
  });

  it('all of it works with encrypted assertions', async () => {
    provider!.choose({ encrypts: true });
    const answers: string[] = [];
    const page = await newPage();
    page.on('request', (request) => {
      if (request.url() === `${url}/saml/acs`) answers.push(request.postData() ?? '');
    });
    await begin(page);
    await typePassword(page, 'dean');
    await page.waitForSelector('#qashyq');
    const xml = Buffer.from(new URLSearchParams(answers[0]).get('SAMLResponse')!, 'base64').toString();
    expect(xml).to.include('EncryptedAssertion').and.not.to.include(kazakhLogin);
    expect((await whoAmI(page)).me.id).to.equal(idOf.get('dean1'));
    await page.goto(provider!.signOutUrl(`${url}/saml/signed-out`));
    await page.waitForURL(`${url}/saml/signed-out*`);
    expect((await whoAmI(page)).status).to.equal(401);
    await page.context().close();
    await visit();
  });

  it('an answer works once: posted again, by its own browser or another, it is refused', async () => {
    const page = await newPage();
    let form: Record<string, string> = {};
    page.on('request', (request) => {
      if (request.url() === `${url}/saml/acs`) form = Object.fromEntries(new URLSearchParams(request.postData() ?? ''));
    });
    await begin(page);
    await typePassword(page, 'dispatcher');
    await page.waitForSelector('#qashyq');
    expect(form).to.have.keys('SAMLResponse', 'RelayState');
    const thief = await browser!.person();
    for (const { request } of [page.context(), thief])
      expect((await request.post(`${url}/saml/acs`, { form, maxRedirects: 0 })).status()).to.equal(401);
    expect((await thief.request.get(`${url}/api/me`)).status()).to.equal(401);
    expect((await whoAmI(page)).status, 'the session of before').to.equal(200);
    await Promise.all([page.context().close(), thief.close()]);
  });

  it('the provider changes its key: both are good while both are published, and the old one is refused afterwards', async () => {
    // Announced: the provider still signs with the old one.
    provider!.choose({ nextKey: 'second' });
    expect(await provider!.publishedCertificates()).to.have.length(2);
    await trustPublishedKeys();
    await visit();
    // Changed over there, and nothing is done here.
    provider!.choose({ key: 'second', nextKey: null });
    await visit();

    await trustPublishedKeys();
    await visit();
    expect(refusals()).to.deep.equal([]);

    // The old key, as somebody has it who found it in an old backup.
    provider!.choose({ key: 'first' });
    const page = await newPage();
    await begin(page);
    await typePassword(page, 'dispatcher');
    await page.waitForURL(`${url}/saml/acs`);
    expect((await whoAmI(page)).status).to.equal(401);
    expect(refusals().join()).to.include('Invalid document signature');
    await page.context().close();

    // Its wish to end sessions is not heard either.
    provider!.choose({ key: 'second' });
    const stays = await signIn('dispatcher');
    provider!.choose({ key: 'first' });
    const heard = stays.waitForResponse((response) => response.url() === `${url}/saml/slo`);
    await stays.goto(provider!.signOutUrl(`${url}/saml/signed-out`));
    expect((await heard).status()).to.equal(401);
    expect((await whoAmI(stays)).status).to.equal(200);
    expect(refusals('sign-out').join()).to.include('logout message not accepted');
    await stays.context().close();
  });

  it('no page met an error of a script or of the security policy', () => browser!.assertNoFaults());
});
