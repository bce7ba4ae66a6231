import { createSign, createVerify } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import {
  logoutRequestXml,
  logoutResponseXml,
  signedResponse,
  signElement,
} from '../../src/identity/dev-idp/saml-answers.js';
import { createKeyPair } from '../../src/identity/saml/key-pair.js';
import { signedRedirectUrl, type MessageKind } from '../../src/identity/saml/redirect-message.js';
import { TestBrowser, type Page } from '../support/browser.js';
import {
  beginSignIn,
  idp,
  redirectedXml,
  samlSettings,
  signedInBrowser,
  spCertificate,
  truth,
} from '../support/foreign-idp.js';
import { enterPeople, startService, type TestService } from '../support/identity-fixture.js';

const codeOf = (page: Page) => (page.json() as { error: { code: string } }).error.code;

describe('SAML single logout', () => {
  let service: TestService;
  let url: string;

  before(async () => {
    service = await startService(samlSettings);
    url = service.url;
    await enterPeople(service.db);
  });
  beforeEach(() => service.db('sessions').delete());
  after(() => service.close());

  const request = (change: Partial<Parameters<typeof logoutRequestXml>[0]> = {}) =>
    logoutRequestXml({
      issuer: idp.issuer,
      destination: `${url}/saml/slo`,
      issuedAt: new Date(),
      nameId: 'name-dispatcher',
      sessionIndexes: [],
      ...change,
    });
  const redirect = (xml: string, kind: MessageKind = 'SAMLRequest', privateKey = idp.keyPair.privateKey) =>
    signedRedirectUrl({ target: `${url}/saml/slo`, kind, xml, relayState: 'back-there', privateKey });
  const encoded = (xml: string) => Buffer.from(xml).toString('base64');
  const isSignedIn = async (browser: TestBrowser) => (await browser.get('/who')).json() !== null;

  function expectSignedAnswer(page: Page): void {
    expect(page.location).to.match(/^https:\/\/idp\.university\.test\/slo\?SAMLResponse=/);
    const address = page.location!;
    const octets = address.slice(address.indexOf('?') + 1, address.indexOf('&Signature='));
    const signature = Buffer.from(new URL(address).searchParams.get('Signature')!, 'base64');
    expect(createVerify('sha256').update(octets).verify(spCertificate, signature)).to.equal(true);
    expect(redirectedXml(address)).to.include('status:Success');
  }

  describe('asked for by the identity provider', () => {
    it('ends all sessions of the person, in whatever browser, and says so', async () => {
      const desk = await signedInBrowser(url, 'dispatcher', { sessionIndex: 'desk' });
      const phone = await signedInBrowser(url, 'dispatcher', { sessionIndex: 'phone' });
      const other = await signedInBrowser(url, 'dean');
      const page = await desk.get(redirect(request()));
      expectSignedAnswer(page);
      expect(new URL(page.location!).searchParams.get('RelayState')).to.equal('back-there');
      expect([await isSignedIn(desk), await isSignedIn(phone), await isSignedIn(other)]).to.deep.equal([
        false,
        false,
        true,
      ]);
    });

    it('ends only the session it names', async () => {
      const desk = await signedInBrowser(url, 'dispatcher', { sessionIndex: 'desk' });
      const phone = await signedInBrowser(url, 'dispatcher', { sessionIndex: 'phone' });
      expectSignedAnswer(await new TestBrowser(url).get(redirect(request({ sessionIndexes: ['phone'] }))));
      expect([await isSignedIn(desk), await isSignedIn(phone)]).to.deep.equal([true, false]);
    });

    it('works by post too, which brings no cookie', async () => {
      const browser = await signedInBrowser(url, 'dispatcher');
      const xml = signElement(request(), 'LogoutRequest', idp.keyPair);
      const page = await browser.post('/saml/slo', { SAMLRequest: encoded(xml) }, { withoutCookies: true });
      expectSignedAnswer(page);
      expect(await isSignedIn(browser)).to.equal(false);
    });

    it('tells two names apart that differ in case', async () => {
      const browser = await signedInBrowser(url, 'dispatcher');
      expectSignedAnswer(await browser.get(redirect(request({ nameId: 'NAME-DISPATCHER' }))));
      expect(await isSignedIn(browser)).to.equal(true);
    });

    it('works once for one message', async () => {
      const address = redirect(request());
      expectSignedAnswer(await new TestBrowser(url).get(address));
      const browser = await signedInBrowser(url, 'dispatcher');
      expect(codeOf(await browser.get(address))).to.equal('samlLogoutRefused');
      expect(await isSignedIn(browser)).to.equal(true);
    });
  });

  describe('is refused, and the session stays, when the message', () => {
    let browser: TestBrowser;
    beforeEach(async () => {
      browser = await signedInBrowser(url, 'dispatcher');
      service.log.length = 0;
    });
    const refused = async (page: Promise<Page>, reason: string) => {
      const { status } = await page;
      expect(status).to.equal(401);
      expect((service.log[0]!['reasons'] as string[]).join('; ')).to.include(reason);
      expect(await isSignedIn(browser)).to.equal(true);
    };
    const deflated = (xml: string) => encodeURIComponent(deflateRawSync(xml).toString('base64'));
    const stranger = createKeyPair('stranger');

    const bent: Record<string, [reason: string, bend: () => string]> = {
      'is not signed': ['without an accepted signature', () => `/saml/slo?SAMLRequest=${deflated(request())}`],
      'has an empty signature': ['wrong signature', () => redirect(request()).replace(/Signature=.*/, 'Signature=')],
      'has no algorithm': ['without an accepted signature', () => redirect(request()).replace(/SigAlg=[^&]+&/, '')],
      'is signed with SHA-1': [
        'without an accepted signature',
        () =>
          redirect(request()).replace(
            /SigAlg=[^&]+/,
            `SigAlg=${encodeURIComponent('http://www.w3.org/2000/09/xmldsig#rsa-sha1')}`,
          ),
      ],
      'names a hash of the machine as algorithm': [
        'without an accepted signature',
        () => redirect(request()).replace(/SigAlg=[^&]+/, 'SigAlg=RSA-SHA256'),
      ],
      'is signed by a stranger': ['wrong signature', () => redirect(request(), 'SAMLRequest', stranger.privateKey)],
      'stands beside a signed one': ['given twice', () => `${redirect(request())}&SAMLRequest=${deflated(request())}`],
      'hides the signed one under another name': [
        'unknown parameter',
        () => redirect(request()).replace('?SAMLRequest', `?SAMLRequest=${deflated(request())}&xSAMLRequest`),
      ],
      'hides a second one behind a percent sign': [
        'unknown parameter',
        () => `${redirect(request())}&SAML%52equest=${deflated(request())}`,
      ],
      'comes with an answer': ['not exactly one', () => `${redirect(request())}&SAMLResponse=${deflated(request())}`],
      'has another RelayState than signed': [
        'wrong signature',
        () => redirect(request()).replace('back-there', 'elsewhere'),
      ],
      'is from another issuer': ['another issuer', () => redirect(request({ issuer: 'https://other.test/' }))],
      'is for another destination': [
        'another destination',
        () => redirect(request({ destination: 'https://other.test/' })),
      ],
      'is an hour old': [
        'not of these minutes',
        () => redirect(request({ issuedAt: new Date(Date.now() - 3_600_000) })),
      ],
      'does not say how old it is': [
        'not of these minutes',
        () => redirect(request().replace(/ IssueInstant="[^"]+"/, '')),
      ],
      'unpacks to more than it may': ['not deflated, or too long', () => redirect(' '.repeat(10_000_000))],
      'is a deep heap of tags': [
        'nested too deep',
        () =>
          redirect(`<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">${'<a>'.repeat(20_000)}`),
      ],
      'is not deflated': ['not deflated', () => signedRaw('AAAA')],
      'is an answer to a sign-in': [
        'unexpected message Response',
        () =>
          redirect(
            signedResponse(truth(url, '_x', 'dean'), idp.keyPair).replace(
              /Destination="[^"]+"/,
              `Destination="${url}/saml/slo"`,
            ),
            'SAMLResponse',
          ),
      ],
    };
    it('is told so, in words about signing out, what is and what to do, in each language', async () => {
      for (const [language, expected] of [
        ['kk', /хабарлама қабылданбады.*«Шығу»/],
        ['ru', /Сообщение о выходе.*не принято.*«Выйти»/],
        ['en', /message about signing out was not accepted.*“Sign out”/],
      ] as const) {
        const page = await fetch(`${url}/saml/slo?SAMLRequest=${deflated(request())}`, {
          headers: { accept: 'text/html', 'accept-language': language },
        });
        const text = (await page.text()).replace(/\s+/g, ' ');
        expect(text).to.match(expected);
        expect(text).to.not.match(/Вход не завершён|Кіру аяқталмады|sign-in was not completed/i);
      }
    });

    for (const [name, [reason, bend]] of Object.entries(bent)) it(name, () => refused(browser.get(bend()), reason));

    it('is posted unsigned', () =>
      refused(browser.post('/saml/slo', { SAMLRequest: encoded(request()) }), 'Invalid signature'));
    it("is posted with a stranger's signature", () =>
      refused(
        browser.post('/saml/slo', { SAMLRequest: encoded(signElement(request(), 'LogoutRequest', stranger)) }),
        'Invalid signature',
      ));
    it('is posted with its name changed after signing', () => {
      const xml = signElement(request({ nameId: 'name-dean' }), 'LogoutRequest', idp.keyPair);
      return refused(
        browser.post('/saml/slo', { SAMLRequest: encoded(xml.replace('name-dean', 'name-dispatcher')) }),
        'Invalid signature',
      );
    });
    it('is posted together with an answer', () =>
      refused(browser.post('/saml/slo', { SAMLRequest: 'x', SAMLResponse: 'x' }), 'not exactly one'));

    /** A good signature over something that is not a message. */
    function signedRaw(message: string): string {
      const algorithm = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
      const octets = `SAMLRequest=${message}&SigAlg=${encodeURIComponent(algorithm)}`;
      const signature = createSign('sha256').update(octets).sign(idp.keyPair.privateKey, 'base64');
      return `/saml/slo?${octets}&Signature=${encodeURIComponent(signature)}`;
    }
  });

  describe('begun by our own button', () => {
    async function pressButton(browser: TestBrowser): Promise<Page> {
      const { token } = (await browser.get('/token')).json() as { token: string };
      return browser.post('/saml/logout', { csrfToken: token });
    }
    const answerTo = (page: Page) =>
      logoutResponseXml({
        issuer: idp.issuer,
        destination: `${url}/saml/slo`,
        issuedAt: new Date(),
        inResponseTo: /\bID="([^"]+)"/.exec(redirectedXml(page.location!))![1]!,
      });

    it('ends our session and asks the provider to end its own, for this person and session', async () => {
      const browser = await signedInBrowser(url, 'dispatcher');
      const page = await pressButton(browser);
      expect(page.status).to.equal(303);
      expect(page.location).to.match(/^https:\/\/idp\.university\.test\/slo\?SAMLRequest=.*&Signature=/);
      expect(redirectedXml(page.location!)).to.include('>name-dispatcher<').and.to.include('>session-of-dispatcher<');
      expect(await isSignedIn(browser)).to.equal(false);
    });

    it('ends on our page when the provider answers, by redirection or by post', async () => {
      const byRedirect = await pressButton(await signedInBrowser(url, 'dispatcher'));
      const first = await new TestBrowser(url).get(redirect(answerTo(byRedirect), 'SAMLResponse'));
      expect([first.status, first.location]).to.deep.equal([303, `${url}/saml/signed-out`]);

      const byPost = await pressButton(await signedInBrowser(url, 'dispatcher'));
      const xml = signElement(answerTo(byPost), 'LogoutResponse', idp.keyPair);
      const second = await new TestBrowser(url).post('/saml/slo', { SAMLResponse: encoded(xml) });
      expect([second.status, second.location]).to.deep.equal([303, `${url}/saml/signed-out`]);
    });

    it('takes no answer to a logout we did not begin', async () => {
      const xml = logoutResponseXml({
        issuer: idp.issuer,
        destination: `${url}/saml/slo`,
        issuedAt: new Date(),
        inResponseTo: '_x',
      });
      expect(codeOf(await new TestBrowser(url).get(redirect(xml, 'SAMLResponse')))).to.equal('samlLogoutRefused');
    });

    it('needs the token of the page: another site cannot press it', async () => {
      const browser = await signedInBrowser(url, 'dispatcher');
      expect(codeOf(await browser.post('/saml/logout', {}))).to.equal('csrfRefused');
      expect(codeOf(await browser.post('/saml/logout', { csrfToken: 'x.y' }))).to.equal('csrfRefused');
      expect(await isSignedIn(browser)).to.equal(true);
    });

    it('leads somebody who is not signed in to the same page', async () => {
      expect((await new TestBrowser(url).post('/saml/logout', {})).location).to.equal(`${url}/saml/signed-out`);
    });
  });

  it('is not asked of a provider that has none: our session ends alone', async () => {
    const plain = await startService(() => {
      const { SAML_IDP_LOGOUT_URL: _, ...settings } = samlSettings();
      return settings;
    });
    await enterPeople(plain.db);
    const browser = await signedInBrowser(plain.url, 'dispatcher');
    const { token } = (await browser.get('/token')).json() as { token: string };
    const page = await browser.post('/saml/logout', { csrfToken: token });
    expect(page.location).to.equal(`${plain.url}/saml/signed-out`);
    expect(await isSignedIn(browser)).to.equal(false);
    await plain.close();
  });

  it('does not disturb a sign-in that is under way', async () => {
    const begun = await beginSignIn(url);
    expectSignedAnswer(await begun.browser.get(redirect(request())));
    expect(await service.db('saml_requests').where({ id: begun.requestId })).to.have.length(1);
  });
});
