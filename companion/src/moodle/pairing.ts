import {
  createMoodleClient,
  MoodleError,
  MoodleRefusedError,
  MoodleUnreachableError,
  quickLine,
} from '@qashyq/moodle-api-client';
import { pairingClaimsSchema, type Locale } from '@qashyq/shared-types';
import { AppError } from '../errors.js';
import type { Handler } from '../http/endpoint-router.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { version } from '../version.js';
import { bearerToken, type SignedTokens } from './signed-tokens.js';
import type { MoodleSiteStore } from './site-store.js';

/**
 * Moodle presents itself when our address is saved there: with a token signed by its key, and with the web service token we shall use.
 * We call back at once, so that the settings page can show whether the two reach each other.
 *
 * A token that Moodle itself refuses is not kept: it could only replace one that works. One that could not be tried is kept, because
 * the line may be opened later.
 */
export function createPairing(deps: {
  sites: MoodleSiteStore;
  tokens: SignedTokens;
  catalogue: Catalogue;
  now: () => number;
}): Handler<'pairMoodle'> {
  return async ({ request, body, locale }) => {
    const presented = bearerToken(request.headers.authorization);
    if (presented === undefined) throw new AppError('notSignedIn');
    const { iss: url } = await deps.tokens.verify(presented, pairingClaimsSchema);
    const failure = await tryLine(url, body.wstoken);
    if (!(failure instanceof MoodleRefusedError)) await deps.sites.saveToken(url, body.wstoken, deps.now());
    return {
      companion: version,
      reached: failure === undefined,
      error: failure === undefined ? null : explain(failure, url, locale, deps.catalogue),
    };
  };
}

async function tryLine(siteUrl: string, token: string): Promise<MoodleError | undefined> {
  try {
    await createMoodleClient({ siteUrl, token, http: quickLine }).ping();
    return undefined;
  } catch (error) {
    if (error instanceof MoodleError) return error;
    throw error;
  }
}

function explain(failure: MoodleError, address: string, locale: Locale, catalogue: Catalogue): string {
  if (failure instanceof MoodleRefusedError) {
    const { errorcode, moodleMessage } = failure;
    return catalogue.text(locale, 'pairing_refused', { errorcode, message: moodleMessage });
  }
  const key = failure instanceof MoodleUnreachableError ? 'pairing_unreachable' : 'pairing_notunderstood';
  return catalogue.text(locale, key, { address });
}
