/** The one Moodle site this service belongs to: told by MOODLE_URL or by `qashyq connect-moodle`, with the token that site gave us. */
import type { Knex } from 'knex';
import type { Config } from '../config.js';
import '../db/tables.js';
import { createSealer, SealBrokenError } from '../http/sealing.js';

export interface MoodleSite {
  /** Its wwwroot, without a slash at the end. */
  url: string;
  /** For its web services; undefined until the plugin presented itself, or when the service's secret has changed since. */
  token: string | undefined;
}

export interface MoodleSiteStore {
  /** The address alone; asked at every request that comes from Moodle's pages. */
  findUrl(): Promise<string | undefined>;
  findSite(): Promise<MoodleSite | undefined>;
  /** Keeps the token sealed: the table alone opens no Moodle. */
  saveToken(url: string, token: string, pairedAt: number): Promise<void>;
}

const siteId = 1;

export function createMoodleSiteStore(db: Knex, config: Pick<Config, 'moodleUrl' | 'secret'>): MoodleSiteStore {
  const sealer = createSealer(config.secret, 'moodle-token');

  function open(sealed: string): string | undefined {
    try {
      return sealer.open(sealed);
    } catch (error) {
      if (error instanceof SealBrokenError) return undefined;
      throw error;
    }
  }

  const findRow = () => db('moodle_sites').where({ id: siteId }).first();

  return {
    async findUrl() {
      return config.moodleUrl ?? (await findRow())?.url;
    },
    async findSite() {
      const row = await findRow();
      const url = config.moodleUrl ?? row?.url;
      if (url === undefined) return undefined;
      // A token of the site we belonged to before must not be shown to another one.
      const sealed = row?.url === url ? row.token_sealed : null;
      return { url, token: sealed === null ? undefined : open(sealed) };
    },
    async saveToken(url, token, pairedAt) {
      const row = { url, token_sealed: sealer.seal(token), paired_at: pairedAt };
      await db('moodle_sites')
        .insert({ id: siteId, ...row })
        .onConflict('id')
        .merge();
    },
  };
}

/** Tells the service which Moodle it belongs to (its wwwroot, as in Moodle's config.php). Another site than before starts without a token. */
export async function connectMoodle(db: Knex, wwwroot: string): Promise<void> {
  const url = wwwroot.replace(/\/+$/, '');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new Error(`Not a web address: ${wwwroot}`);
  const known = await db('moodle_sites').where({ id: siteId }).first();
  if (known?.url === url) return;
  await db('moodle_sites').insert({ id: siteId, url, token_sealed: null, paired_at: null }).onConflict('id').merge();
}
