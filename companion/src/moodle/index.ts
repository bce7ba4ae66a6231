import type { RequestHandler } from 'express';
import type { MoodleClient } from '@qashyq/moodle-api-client';
import type { Knex } from 'knex';
import type { Config } from '../config.js';
import type { Handler } from '../http/endpoint-router.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { createMoodleCors } from './cors.js';
import { createMoodleLine } from './moodle-line.js';
import { createPairing } from './pairing.js';
import { createSignedTokens, type SignedTokens } from './signed-tokens.js';
import { createMoodleSiteStore, type MoodleSiteStore } from './site-store.js';

export { connectMoodle } from './site-store.js';
export { MoodleNotConnectedError } from './moodle-line.js';

export interface MoodleConnection {
  sites: MoodleSiteStore;
  tokens: SignedTokens;
  /** The client for work in the background. Throws MoodleNotConnectedError. */
  getMoodleClient(): Promise<MoodleClient>;
  /** To be mounted at `/api`, before the endpoints. */
  cors: RequestHandler;
  /** For the endpoint `pairMoodle`. */
  pair: Handler<'pairMoodle'>;
}

/** Everything between the service and the Moodle it belongs to. */
export function createMoodleConnection(deps: {
  config: Config;
  db: Knex;
  now: () => number;
  catalogue: Catalogue;
}): MoodleConnection {
  const sites = createMoodleSiteStore(deps.db, deps.config);
  const tokens = createSignedTokens({ sites, publicUrl: deps.config.publicUrl, now: deps.now });
  return {
    sites,
    tokens,
    getMoodleClient: createMoodleLine(sites),
    cors: createMoodleCors(sites),
    pair: createPairing({ ...deps, sites, tokens }),
  };
}
