/**
 * Protection against forged requests (CSRF) for people who are signed in by cookie: an unsafe request must repeat a token that only
 * our own pages know. It is bound to the session id, so it ends with the session.
 */
import { doubleCsrf } from 'csrf-csrf';
import type { Request } from 'express';
import { readCookie } from './cookies.js';
import { deriveKey } from './sealing.js';

const cookieName = 'qashyq.csrf';

export interface Csrf {
  /** The token for a page that is about to be sent; sets its cookie where it is new. */
  token(request: Request): string;
  /** Does the request repeat the token of its session: in the header `X-CSRF-Token`, or in the field `csrfToken` of a plain form. */
  isProven(request: Request): boolean;
}

export function createCsrf(options: { secret: string; secure: boolean }): Csrf {
  const secret = deriveKey(options.secret, 'csrf').toString('hex');
  const { generateCsrfToken, validateRequest } = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: (request) => request.sessionID,
    cookieName,
    cookieOptions: { sameSite: 'lax', path: '/', secure: options.secure, httpOnly: true },
    getCsrfTokenFromRequest: (request) =>
      request.get('X-CSRF-Token') ?? (request.body as { csrfToken?: string } | undefined)?.csrfToken,
  });
  // The library looks for a parsed cookie.
  const withCookie = (request: Request) => {
    request.cookies = { [cookieName]: readCookie(request, cookieName) ?? '' };
    return request;
  };
  return {
    token: (request) => generateCsrfToken(withCookie(request), request.res!),
    isProven: (request) => validateRequest(withCookie(request)),
  };
}
