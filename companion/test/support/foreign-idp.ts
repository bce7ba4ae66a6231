/** A university's identity provider as the tests need it: it can tell the truth, and every kind of lie. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { signedResponse, type ResponseFacts } from '../../src/identity/dev-idp/saml-answers.js';
import { createKeyPair } from '../../src/identity/saml/key-pair.js';
import { TestBrowser, type Page } from './browser.js';

export const idp = {
  issuer: 'https://idp.university.test/metadata',
  entryPoint: 'https://idp.university.test/sso',
  logoutUrl: 'https://idp.university.test/slo',
  keyPair: createKeyPair('identity provider'),
};
const spKeyPair = createKeyPair('service provider');

const folder = mkdtempSync(join(tmpdir(), 'saml-test-'));
after(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** Settings of a service that trusts this provider. */
export function samlSettings(): Record<string, string> {
  return {
    SAML_IDP_ENTRY_POINT: idp.entryPoint,
    SAML_IDP_LOGOUT_URL: idp.logoutUrl,
    SAML_IDP_ISSUER: idp.issuer,
    SAML_IDP_CERT_FILE: fileOf('idp.crt', idp.keyPair.certificate),
    SAML_SP_KEY_FILE: fileOf('sp.key', spKeyPair.privateKey),
    SAML_SP_CERT_FILE: fileOf('sp.crt', spKeyPair.certificate),
  };
}
export const spCertificate = spKeyPair.certificate;

/** The message in an address of the Redirect binding. */
export function redirectedXml(address: string): string {
  const { searchParams } = new URL(address);
  const message = searchParams.get('SAMLRequest') ?? searchParams.get('SAMLResponse');
  return inflateRawSync(Buffer.from(message!, 'base64')).toString('utf8');
}

export interface BegunSignIn {
  browser: TestBrowser;
  requestId: string;
  relayState: string;
}

export async function beginSignIn(
  url: string,
  returnTo = '/who',
  browser = new TestBrowser(url),
): Promise<BegunSignIn> {
  const { location } = await browser.get(`/saml/login?returnTo=${encodeURIComponent(returnTo)}`);
  const requestId = /\bID="([^"]+)"/.exec(redirectedXml(location!))![1]!;
  return { browser, requestId, relayState: new URL(location!).searchParams.get('RelayState')! };
}

/** The true answer for `login`, as facts. */
export function truth(url: string, requestId: string, login: string): ResponseFacts {
  const now = Date.now();
  return {
    issuer: idp.issuer,
    destination: `${url}/saml/acs`,
    recipient: `${url}/saml/acs`,
    audience: `${url}/saml/metadata`,
    inResponseTo: requestId,
    nameId: `name-${login}`,
    sessionIndex: `session-of-${login}`,
    attributes: { uid: login },
    issuedAt: new Date(now),
    notBefore: new Date(now - 60_000),
    notOnOrAfter: new Date(now + 240_000),
  };
}

/** Posts an answer as the provider's page would: without our cookies. */
export function postAnswer(begun: BegunSignIn, xml: string): Promise<Page> {
  const fields = { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: begun.relayState };
  return begun.browser.post('/saml/acs', fields, { withoutCookies: true });
}

/** Signs in truthfully and returns the browser with its session. */
export async function signedInBrowser(
  url: string,
  login: string,
  change: Partial<ResponseFacts> = {},
  returnTo = '/who',
): Promise<TestBrowser> {
  const begun = await beginSignIn(url, returnTo);
  const facts = { ...truth(url, begun.requestId, login), ...change };
  const page = await begun.browser.follow(await postAnswer(begun, signedResponse(facts, idp.keyPair)));
  if (page.status !== 200) throw new Error(`Could not sign in: ${page.text}`);
  return begun.browser;
}
