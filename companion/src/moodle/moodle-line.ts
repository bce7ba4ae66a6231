import { createMoodleClient, type MoodleClient } from '@qashyq/moodle-api-client';
import type { MoodleSiteStore } from './site-store.js';

/** There is nobody to talk to yet: `noSite`, no Moodle was named; `notPaired`, the named one has not presented itself. */
export class MoodleNotConnectedError extends Error {
  constructor(readonly reason: 'noSite' | 'notPaired') {
    super(reason === 'noSite' ? 'No Moodle is named' : 'The named Moodle has not presented itself');
    this.name = 'MoodleNotConnectedError';
  }
}

/** The client for the Moodle we belong to now; asked for at each use, because connecting anew may change address and token. */
export function createMoodleLine(sites: MoodleSiteStore): () => Promise<MoodleClient> {
  return async () => {
    const site = await sites.findSite();
    if (site === undefined) throw new MoodleNotConnectedError('noSite');
    if (site.token === undefined) throw new MoodleNotConnectedError('notPaired');
    return createMoodleClient({ siteUrl: site.url, token: site.token });
  };
}
