/**
 * An identity provider for development and demonstration: it speaks real SAML, but instead of a password it asks whom one wants to be.
 * It keeps no sessions: every visit shows the list.
 */
import { randomUUID } from 'node:crypto';
import express, { Router, type Request } from 'express';
import type { Knex } from 'knex';
import { requestLocale } from '../../http/locale.js';
import type { Catalogue } from '../../i18n/catalogue.js';
import type { KeyPair } from '../saml/key-pair.js';
import { readSignedRedirect, signedRedirectUrl } from '../saml/redirect-message.js';
import { refuseSaml } from '../saml/refusal.js';
import type { IdentityProvider, ServiceProvider } from '../saml/service-provider.js';
import { listDemoPeople } from './demo-people.js';
import { createPages } from './pages.js';
import { logoutResponseXml, signedResponse } from './saml-answers.js';

/** The provider's addresses, as the service provider must know them. */
export function devIdentityProvider(publicUrl: string, keyPair: KeyPair): IdentityProvider {
  return {
    issuer: `${publicUrl}/dev-idp`,
    entryPoint: `${publicUrl}/dev-idp/sso`,
    logoutUrl: `${publicUrl}/dev-idp/slo`,
    certificates: [keyPair.certificate],
  };
}

/** To be mounted at `/dev-idp`. Throws in production: it lets anybody be anyone. */
export function createDevIdp(deps: {
  environment: string;
  provider: ServiceProvider;
  keyPair: KeyPair;
  db: Knex;
  catalogue: Catalogue;
  personAttribute: string;
  now: () => number;
}): Router {
  if (deps.environment === 'production')
    throw new Error('The development identity provider refuses to run in production');
  const { provider, keyPair, now } = deps;
  const pages = createPages(deps.catalogue);
  const acsOrigin = new URL(provider.acsUrl).origin;
  const self = provider.identityProvider;
  const router = Router();

  router.get('/sso', async (request, response) => {
    readOurRequest(request, 'AuthnRequest', self.entryPoint);
    const people = await listDemoPeople(deps.db, deps.catalogue, requestLocale(request), now());
    const action = `sign-in?${rawQuery(request)}`;
    pages.send(request, response, 'people', { people, action }, acsOrigin);
  });

  // The signed request stays in the address, so nothing has to be remembered between the two steps.
  router.post('/sign-in', express.urlencoded({ extended: false, limit: '4kb' }), (request, response) => {
    const { message, relayState } = readOurRequest(request, 'AuthnRequest', self.entryPoint);
    const { login } = request.body as { login?: unknown };
    if (typeof login !== 'string') return refuseSaml('nobody chosen');
    const answer = signedResponse(
      {
        issuer: self.issuer,
        destination: provider.acsUrl,
        recipient: provider.acsUrl,
        audience: provider.issuer,
        inResponseTo: message.attribute('ID')!,
        nameId: login,
        sessionIndex: randomUUID(),
        attributes: { [deps.personAttribute]: login },
        issuedAt: new Date(now()),
        notBefore: new Date(now() - 60_000),
        notOnOrAfter: new Date(now() + 5 * 60_000),
      },
      keyPair,
    );
    const facts = { target: provider.acsUrl, answer: Buffer.from(answer).toString('base64'), relayState };
    pages.send(request, response, 'send', facts, acsOrigin);
  });

  router.get('/slo', (request, response) => {
    const { message, relayState } = readOurRequest(request, 'LogoutRequest', self.logoutUrl!);
    const xml = logoutResponseXml({
      issuer: self.issuer,
      destination: provider.sloUrl,
      issuedAt: new Date(now()),
      inResponseTo: message.attribute('ID')!,
    });
    const { privateKey } = keyPair;
    response.redirect(
      signedRedirectUrl({ target: provider.sloUrl, kind: 'SAMLResponse', xml, relayState, privateKey }),
    );
  });

  return router;

  /** A request signed by our own service provider; this identity provider serves no other. */
  function readOurRequest(request: Request, name: string, destination: string) {
    const { message, relayState } = readSignedRedirect(rawQuery(request), [provider.keyPair.certificate]);
    if (message.name !== name) refuseSaml(`unexpected message ${message.name}`);
    if (message.attribute('Destination') !== destination) refuseSaml('message for another destination');
    if (message.attribute('ID') === undefined) refuseSaml('message without an id');
    return { message, relayState };
  }
}

function rawQuery(request: Request): string {
  return request.originalUrl.split('?').slice(1).join('?');
}
