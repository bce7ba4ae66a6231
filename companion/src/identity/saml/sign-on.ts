/**
 * Signing in through SAML, in three steps of the browser: `/saml/login` sends it to the identity provider, which posts to `/saml/acs`,
 * which sends it on to `/saml/complete`, where the session begins.
 *
 * The third step is there because the post comes from another site, so that the browser withholds our cookies: only on our own page can
 * we see that the browser that ends the sign-in is the one that began it. Otherwise anyone could sign others in as themselves.
 */
import { randomBytes } from 'node:crypto';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Knex } from 'knex';
import { Passport } from 'passport';
import type { Profile } from '@node-saml/passport-saml';
import { AppError } from '../../errors.js';
import { readCookie } from '../../http/cookies.js';
import { createSealer, SealBrokenError } from '../../http/sealing.js';
import { localPath } from '../local-path.js';
import { findPersonByLogin } from '../person-store.js';
import type { SessionSignIn } from '../session-store.js';
import { signInSession } from '../sessions.js';
import { acceptAssertion } from './accepted-assertion.js';
import { assertAddressed, maximumMessageBytes, readPostedMessage } from './message-scan.js';
import { acceptOnce, requestLifeMs } from './request-ledger.js';
import { refuseSaml, samlRefusal } from './refusal.js';
import type { ServiceProvider } from './service-provider.js';

/** What `/saml/acs` found out, for `/saml/complete`; sealed, so that the browser only carries it. */
interface Ticket {
  signIn: SessionSignIn;
  /** The browser's sign-in this belongs to: RelayState, and part of a cookie's name. */
  flow: string;
  expiresAt: number;
}
const ticketLifeMs = 60_000;

export function createSignOn(deps: {
  provider: ServiceProvider;
  db: Knex;
  now: () => number;
  publicUrl: string;
  secret: string;
  secure: boolean;
  personAttribute: string;
}): Router {
  const { provider, db, now, publicUrl } = deps;
  const tickets = createSealer(deps.secret, 'saml-ticket');
  const passport = new Passport();
  passport.use(provider.strategy);
  const router = Router();
  const cookieOptions = { httpOnly: true, sameSite: 'lax', secure: deps.secure, path: '/' } as const;

  router.get('/login', (request, response, next) => {
    // The library would take such a parameter for a message and read it unscreened.
    if ('SAMLRequest' in request.query || 'SAMLResponse' in request.query) refuseSaml('message at the sign-in address');
    if (deps.secure && !request.secure)
      throw new AppError('samlNotReady', {
        cause: new Error(
          'The proxy does not send X-Forwarded-Proto: https, or QASHYQ_PROXIES is 0: no session could begin',
        ),
      });
    const flow = randomBytes(16).toString('hex');
    response.cookie(flowCookie(flow), localPath(request.query['returnTo']), {
      ...cookieOptions,
      maxAge: requestLifeMs,
    });
    response.setHeader('Cache-Control', 'no-store');
    const options = { session: false, additionalParams: { RelayState: flow } };
    const redirect = passport.authenticate('saml', options) as RequestHandler;
    void redirect(request, response, next);
  });

  const readForm = express.urlencoded({ extended: false, limit: maximumMessageBytes, parameterLimit: 5 });
  router.post('/acs', readForm, async (request, response) => {
    const { login, flow, signIn } = await readAnswer(request, response);
    const person = await findPersonByLogin(db, login);
    if (person === undefined) throw new AppError('samlPersonUnknown');
    const ticket: Ticket = { flow, expiresAt: now() + ticketLifeMs, signIn: { ...signIn, personId: person.id } };
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(303, `${publicUrl}/saml/complete?ticket=${tickets.seal(JSON.stringify(ticket))}`);
  });

  router.get('/complete', async (request, response) => {
    const { flow, expiresAt, signIn } = openTicket(request.query['ticket']);
    if (expiresAt <= now()) refuseSaml('sign-in was not completed in time');
    const returnTo = readCookie(request, flowCookie(flow));
    if (returnTo === undefined) refuseSaml('sign-in was begun in another browser');
    response.clearCookie(flowCookie(flow), cookieOptions);
    await signInSession(request, signIn, now());
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(303, publicUrl + localPath(returnTo));
  });

  return router;

  async function readAnswer(request: Request, response: Response) {
    if (Object.keys(request.query).length > 0) refuseSaml('parameters in the address of a posted message');
    const { SAMLResponse: answer, RelayState: flow } = (request.body ?? {}) as Record<string, unknown>;
    if (typeof flow !== 'string' || !/^[0-9a-f]{32}$/.test(flow)) return refuseSaml('answer to no sign-in of ours');
    const { message } = readPostedMessage(answer);
    assertAddressed(message, {
      names: ['Response'],
      issuer: provider.identityProvider.issuer,
      destination: provider.acsUrl,
    });
    const profile = await verified(request, response);
    const accepted = acceptAssertion(profile, {
      issuer: provider.identityProvider.issuer,
      recipient: provider.acsUrl,
      inResponseTo: message.attribute('InResponseTo') ?? '',
      personAttribute: deps.personAttribute,
    });
    await acceptOnce(db, accepted.id, now());
    const signIn = {
      nameId: accepted.nameId,
      nameIdFormat: profile.nameIDFormat,
      nameQualifier: profile.nameQualifier,
      spNameQualifier: profile.spNameQualifier,
      sessionIndex: profile.sessionIndex,
    };
    return { login: accepted.login, flow, signIn };
  }

  /** Signatures, times, audience and request, by the library. */
  function verified(request: Request, response: Response): Promise<Profile> {
    return new Promise((resolve, reject) => {
      const refuse = (error: unknown) => reject(samlRefusal('answer not accepted', error));
      const settle = (error: unknown, profile: unknown) =>
        error !== null || !profile ? refuse(error) : resolve(profile as Profile);
      const verify = passport.authenticate('saml', { session: false }, settle) as RequestHandler;
      void verify(request, response, refuse);
    });
  }

  function openTicket(sealed: unknown): Ticket {
    try {
      return JSON.parse(tickets.open(String(sealed))) as Ticket;
    } catch (error) {
      if (error instanceof SealBrokenError) return refuseSaml('no ticket of ours', error);
      throw error;
    }
  }
}

function flowCookie(flow: string): string {
  return `qashyq.signin.${flow}`;
}
