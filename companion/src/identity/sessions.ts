import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Knex } from 'knex';
import { deriveKey } from '../http/sealing.js';
import { bringsToken } from '../moodle/signed-tokens.js';
import { KnexSessionStore, type SessionSignIn } from './session-store.js';

export const sessionCookieName = 'qashyq.sid';

/**
 * The session middleware of the portal. Nobody gets a cookie before signing in; the cookie ends with the browser, the session after
 * eight hours without a request, and twelve hours after the sign-in. A request to the API with a token is nobody's session: it has no
 * `request.session`.
 */
export function createSessions(deps: { db: Knex; now: () => number; secret: string; secure: boolean }): RequestHandler {
  const withSession = session({
    name: sessionCookieName,
    secret: deriveKey(deps.secret, 'session-cookie').toString('hex'),
    store: new KnexSessionStore(deps.db, deps.now),
    cookie: { httpOnly: true, sameSite: 'lax', secure: deps.secure, path: '/' },
    saveUninitialized: false,
    resave: false,
  });
  return (request, response, next) => {
    if (request.path.startsWith('/api/') && bringsToken(request)) next();
    else withSession(request, response, next);
  };
}

/** Signs in under a new session id, so that an id known or planted before is worth nothing; saved before anything is answered. */
export async function signInSession(request: Request, signIn: SessionSignIn, now: number): Promise<void> {
  await settled((done) => request.session.regenerate(done));
  request.session.signIn = signIn;
  request.session.beganAt = now;
  await settled((done) => request.session.save(done));
}

/** Ends the session of the request, if there is one. */
export async function signOutSession(request: Request): Promise<void> {
  await settled((done) => request.session.destroy(done));
}

function settled(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) =>
    start((error) => {
      if (error == null) resolve();
      else reject(error);
    }),
  );
}
