/**
 * Tokens signed by the Moodle site we belong to: launch tokens that come with people, the pairing token that comes with the site itself.
 * The keys are read from the site's own JWKS address, so no secret is ever pasted by hand.
 */
import type { IncomingMessage } from 'node:http';
import {
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyResult,
  type ResolvedKey,
} from 'jose';
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

/** A page sends the same token for minutes: what was found of it stays true while it lives and the key that vouched for it is still shown. */
interface Verified {
  siteUrl: string;
  header: JWTVerifyResult['protectedHeader'];
  key: ResolvedKey['key'];
  payload: JWTPayload;
}

/** About a thousand bytes each; then the oldest go. */
const keptAtMost = 5_000;
const lifeSeconds = 300;
const clockToleranceSeconds = 5;

export function createSignedTokens(deps: {
  sites: Pick<MoodleSiteStore, 'findUrl'>;
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

  const kept = new Map<string, Verified>();

  function keep(token: string, verified: Verified): void {
    if (kept.size >= keptAtMost) kept.delete(kept.keys().next().value!);
    kept.set(token, verified);
  }

  /** A look at the keys makes new objects of them: then the signature is checked anew. */
  async function stillHolds({ siteUrl, header, key, payload }: Verified, url: string, findKey: JWTVerifyGetKey) {
    const isAlive = payload.exp! + clockToleranceSeconds > Math.floor(deps.now() / 1000);
    return siteUrl === url && isAlive && (await findKey(header, { payload: '', signature: '' })) === key;
  }

  return {
    async verify(token, claims) {
      const url = await deps.sites.findUrl();
      if (url === undefined) throw new AppError('moodleNotConnected');
      const keys = keysAt(url);
      const findKey: JWTVerifyGetKey = async (header, input) => {
        try {
          return await keys(header, input);
        } catch (error) {
          if (isAboutTheToken(error)) throw error;
          throw new AppError('moodleUnreachable', { cause: error });
        }
      };
      try {
        const known = kept.get(token);
        if (known !== undefined && (await stillHolds(known, url, findKey))) return claims.parse(known.payload);
        kept.delete(token);
        const { payload, protectedHeader, key } = await jwtVerify(token, findKey, {
          issuer: url,
          audience: deps.publicUrl,
          algorithms: ['ES256'],
          clockTolerance: clockToleranceSeconds,
          maxTokenAge: lifeSeconds,
          requiredClaims: ['iss', 'aud', 'iat', 'exp', 'jti'],
          currentDate: new Date(deps.now()),
        });
        if (payload.exp! - payload.iat! > lifeSeconds) throw new Error('token lives too long');
        keep(token, { siteUrl: url, header: protectedHeader, key, payload });
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

/** Does the request speak by a token, however wrong: then no cookie of it counts. */
export function bringsToken(request: Pick<IncomingMessage, 'headers'>): boolean {
  return /^Bearer\b/i.test(request.headers.authorization ?? '');
}

/** The token of an `Authorization: Bearer …` header; undefined when the header is absent or speaks of something else. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1];
}
