/**
 * Tokens signed by the Moodle site we belong to: launch tokens that come with people, the pairing token that comes with the site itself.
 * The keys are read from the site's own JWKS address, so no secret is ever pasted by hand.
 */
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { z } from 'zod';
import { AppError } from '../errors.js';
import type { MoodleSiteStore } from './site-store.js';

export interface SignedTokens {
  /**
   * The claims of a token, checked: ES256 by a key the site shows, `iss` the site, `aud` we, at most five minutes of life, and the shape
   * of `claims`, which includes the token's purpose. Throws `launchTokenRefused`, `moodleNotConnected` or `moodleUnreachable`.
   */
  verify<T extends z.ZodType>(token: string, claims: T): Promise<z.output<T>>;
}

const lifeSeconds = 300;
const clockToleranceSeconds = 5;

export function createSignedTokens(deps: {
  sites: MoodleSiteStore;
  publicUrl: string;
  now: () => number;
  /** How long after a look at the keys an unknown key id does not cause another: strangers can invent ids. */
  keyCooldownMs?: number;
}): SignedTokens {
  let keysOf: { url: string; keys: JWTVerifyGetKey } | undefined;

  function keysAt(url: string): JWTVerifyGetKey {
    if (keysOf?.url !== url)
      keysOf = {
        url,
        keys: createRemoteJWKSet(new URL(`${url}/local/qashyq/jwks.php`), {
          cacheMaxAge: 5 * 60_000,
          cooldownDuration: deps.keyCooldownMs ?? 10_000,
          timeoutDuration: 5_000,
        }),
      };
    return keysOf.keys;
  }

  return {
    async verify(token, claims) {
      const site = await deps.sites.findSite();
      if (site === undefined) throw new AppError('moodleNotConnected');
      const keys = keysAt(site.url);
      const findKey: JWTVerifyGetKey = async (header, input) => {
        try {
          return await keys(header, input);
        } catch (error) {
          if (isAboutTheToken(error)) throw error;
          throw new AppError('moodleUnreachable', { cause: error });
        }
      };
      try {
        const { payload } = await jwtVerify(token, findKey, {
          issuer: site.url,
          audience: deps.publicUrl,
          algorithms: ['ES256'],
          clockTolerance: clockToleranceSeconds,
          maxTokenAge: lifeSeconds,
          requiredClaims: ['iss', 'aud', 'iat', 'exp', 'jti'],
          currentDate: new Date(deps.now()),
        });
        if (payload.exp! - payload.iat! > lifeSeconds) throw new Error('token lives too long');
        return claims.parse(payload);
      } catch (error) {
        if (error instanceof AppError) throw error;
        throw new AppError('launchTokenRefused', { cause: error });
      }
    },
  };
}

/** Did the keys arrive, and the token name none of them; anything else is a fault of the line. */
function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

/** The token of an `Authorization: Bearer …` header; undefined when the header is absent or speaks of something else. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1];
}
