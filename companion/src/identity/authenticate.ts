import type { Knex } from 'knex';
import { AppError } from '../errors.js';
import type { Csrf } from '../http/csrf.js';
import type { Authenticate } from '../http/endpoint-router.js';
import { bearerToken, bringsToken, type SignedTokens } from '../moodle/signed-tokens.js';
import { personOfLaunchToken } from './launch-token.js';
import type { PersonClaim } from './moodle-person.js';
import { findCurrentPerson } from './person-store.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * One answer to "who asks", for both ways in. A launch token wins over a cookie, and a wrong one is an error: falling back to the cookie
 * would act as somebody else than the page thought. Unsafe requests by cookie must also prove that they come from our own page.
 */
export function createAuthenticate(deps: {
  db: Knex;
  tokens: SignedTokens;
  csrf: Csrf;
  personClaim: PersonClaim;
  now: () => number;
}): Authenticate {
  return async (request) => {
    if (bringsToken(request)) {
      const token = bearerToken(request.headers.authorization);
      if (token === undefined) throw new AppError('launchTokenRefused');
      return { person: await personOfLaunchToken(deps, token), via: 'moodle' };
    }
    const { signIn } = request.session;
    if (signIn === undefined) return undefined;
    const person = await findCurrentPerson(deps.db, signIn.personId, deps.now());
    if (person === undefined) return undefined;
    if (!safeMethods.has(request.method) && !deps.csrf.isProven(request)) throw new AppError('csrfRefused');
    return { person, via: 'session' };
  };
}
