/**
 * Signing out. `/saml/logout` is our own button: it ends our session and asks the identity provider to end its own. `/saml/slo` takes
 * the provider's messages: its answer to that, and its own wish that a person's sessions end, which we find by name and not by cookie,
 * because a post from another site brings none.
 */
import express, { Router, type Request, type Response } from 'express';
import type { Profile } from '@node-saml/passport-saml';
import type { Knex } from 'knex';
import { AppError } from '../../errors.js';
import type { Csrf } from '../../http/csrf.js';
import { endSamlSessions } from '../session-store.js';
import { sessionCookieName, signOutSession } from '../sessions.js';
import { assertAddressed, maximumMessageBytes, readPostedMessage, type ScannedMessage } from './message-scan.js';
import { readSignedRedirect, type MessageKind } from './redirect-message.js';
import { acceptOnce } from './request-ledger.js';
import { refusedAsLogout, refuseSaml } from './refusal.js';
import type { ServiceProvider } from './service-provider.js';

const maximumAgeMs = 5 * 60_000;

export function createSingleLogout(deps: {
  provider: ServiceProvider;
  csrf: Csrf;
  db: Knex;
  now: () => number;
  publicUrl: string;
}): Router {
  const { provider, db, now } = deps;
  const signedOutUrl = `${deps.publicUrl}/saml/signed-out`;
  const readForm = express.urlencoded({ extended: false, limit: maximumMessageBytes, parameterLimit: 5 });
  const router = Router();

  router.post('/logout', readForm, async (request, response) => {
    const { signIn } = request.session;
    if (signIn === undefined) return response.redirect(303, signedOutUrl);
    if (!deps.csrf.isProven(request)) throw new AppError('csrfRefused');
    await signOutSession(request);
    response.clearCookie(sessionCookieName);
    response.redirect(303, provider.identityProvider.logoutUrl === undefined ? signedOutUrl : await logoutUrl(signIn));
  });

  router.get('/slo', (request, response) =>
    refusedAsLogout(async () => {
      const query = request.originalUrl.slice(request.originalUrl.indexOf('?') + 1);
      const { kind, message, relayState } = readSignedRedirect(query, provider.identityProvider.certificates);
      await take(response, { kind, message, relayState }, () =>
        provider.logout.validateRedirectAsync(request.query, query),
      );
    }),
  );

  router.post('/slo', readForm, (request, response) => refusedAsLogout(() => takePosted(request, response)));

  return router;

  async function takePosted(request: Request, response: Response): Promise<void> {
    if (Object.keys(request.query).length > 0) refuseSaml('parameters in the address of a posted message');
    const body = (request.body ?? {}) as Record<string, string>;
    if ('SAMLRequest' in body === 'SAMLResponse' in body) refuseSaml('not exactly one message');
    const kind: MessageKind = 'SAMLRequest' in body ? 'SAMLRequest' : 'SAMLResponse';
    const { message } = readPostedMessage(body[kind]);
    const relayState = typeof body['RelayState'] === 'string' ? body['RelayState'] : undefined;
    await take(response, { kind, message, relayState }, () =>
      kind === 'SAMLRequest'
        ? provider.logout.validatePostRequestAsync(body)
        : provider.logout.validatePostResponseAsync(body),
    );
  }

  async function logoutUrl(signIn: NonNullable<Request['session']['signIn']>): Promise<string> {
    const { nameId, nameIdFormat, nameQualifier, spNameQualifier, sessionIndex } = signIn;
    const profile = {
      issuer: provider.identityProvider.issuer,
      nameID: nameId,
      nameIDFormat: nameIdFormat,
      nameQualifier,
      spNameQualifier,
      sessionIndex,
    } as Profile;
    return provider.logout.getLogoutUrlAsync(profile, '', {});
  }

  /** One logout message, however it came; `verify` has the library check its signature, issuer and times. */
  async function take(
    response: Response,
    { kind, message, relayState }: { kind: MessageKind; message: ScannedMessage; relayState: string | undefined },
    verify: () => Promise<{ profile: Profile | null }>,
  ): Promise<void> {
    assertAddressed(message, {
      names: [kind === 'SAMLRequest' ? 'LogoutRequest' : 'LogoutResponse'],
      issuer: provider.identityProvider.issuer,
      destination: provider.sloUrl,
    });
    assertFresh(message);
    const { profile } = await verify().catch((error: unknown) => refuseSaml('logout message not accepted', error));
    response.setHeader('Cache-Control', 'no-store');
    if (kind === 'SAMLResponse') {
      const ours = await provider.logout.cacheProvider.removeAsync(message.attribute('InResponseTo') ?? null);
      if (ours === null) refuseSaml('answer to no logout of ours');
      return response.redirect(303, signedOutUrl);
    }
    if (profile === null) return refuseSaml('logout request without a person');
    await acceptOnce(db, message.attribute('ID')!, now());
    await endSamlSessions(db, profile.nameID, message.texts('SessionIndex'));
    response.redirect(303, await provider.logout.getLogoutResponseUrlAsync(profile, relayState ?? '', {}, true));
  }

  /** A logout request names no end of its own life in most products, so its age bounds how long it can be sent again. */
  function assertFresh(message: ScannedMessage): void {
    const issuedAt = Date.parse(message.attribute('IssueInstant') ?? '');
    if (!(Math.abs(now() - issuedAt) <= maximumAgeMs)) refuseSaml('logout message is not of these minutes');
  }
}
