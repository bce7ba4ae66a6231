import { expect } from 'chai';
import { enterPeople, startService, type TestService } from '../support/identity-fixture.js';
import { fieldOf, TestBrowser, type Page } from '../support/browser.js';

describe('signing in through the development identity provider', () => {
  let service: TestService;
  let browser: TestBrowser;
  let dispatcherId: number;

  before(async () => {
    service = await startService(() => ({ QASHYQ_DEV_IDP: 'on' }));
    ({ dispatcherId } = await enterPeople(service.db));
  });
  beforeEach(() => {
    browser = new TestBrowser(service.url);
  });
  after(() => service.close());

  /** Clicks on a name of the list and lets the page send the answer. */
  async function choose(list: Page, login: string): Promise<Page> {
    const action = /action="([^"]+)"/.exec(list.text)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    const sending = await browser.post(`/dev-idp/${action}`, { login });
    const fields = { SAMLResponse: fieldOf(sending, 'SAMLResponse'), RelayState: fieldOf(sending, 'RelayState') };
    return browser.post('/saml/acs', fields, { withoutCookies: true });
  }
  async function signIn(login: string, returnTo = '/who'): Promise<Page> {
    const list = await browser.follow(await browser.get(`/saml/login?returnTo=${encodeURIComponent(returnTo)}`));
    return browser.follow(await choose(list, login));
  }

  it('lists who one can sign in as, with name and post in the language of the browser', async () => {
    const start = await browser.get('/saml/login', { 'accept-language': 'ru' });
    const list = await browser.get(start.location!, { 'accept-language': 'ru' });
    expect(list.status).to.equal(200);
    expect(list.text).to.include('Әлиева Айгүл').and.to.include('Отдел DLD').and.to.include('lang="ru"');
  });

  it('signs in with one click and returns to the page one came from', async () => {
    const page = await signIn('dispatcher', '/who?x=1');
    expect(page.status).to.equal(200);
    expect(page.json()).to.deep.include({ via: 'session' });
    expect((page.json() as { person: { id: number } }).person.id).to.equal(dispatcherId);
  });

  it('signs out at both ends', async () => {
    await service.db('saml_requests').delete();
    await signIn('dispatcher');
    const { token } = (await browser.get('/token')).json() as { token: string };
    const out = await browser.post('/saml/logout', { csrfToken: token });
    expect(out.location).to.match(/\/dev-idp\/slo\?SAMLRequest=/);
    const answer = await browser.get(out.location!);
    expect(answer.location).to.match(/\/saml\/slo\?SAMLResponse=/);
    const end = await browser.get(answer.location!);
    expect([end.status, end.location]).to.deep.equal([303, `${service.url}/saml/signed-out`]);
    expect((await browser.get('/who')).json()).to.equal(null);
    expect(await service.db('saml_requests')).to.deep.equal([]);
  });

  it('answers nobody but our own service: an unsigned request is refused', async () => {
    const start = await browser.get('/saml/login');
    const unsigned = new URL(start.location!);
    unsigned.searchParams.delete('Signature');
    unsigned.searchParams.delete('SigAlg');
    expect((await browser.get(unsigned.href)).status).to.equal(401);
  });

  it('does not exist where it is not asked for', async () => {
    const plain = await startService();
    const page = await new TestBrowser(plain.url).get('/dev-idp/sso');
    await plain.close();
    expect(page.status).to.equal(404);
  });
});
