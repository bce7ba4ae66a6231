/** What has to be remembered between messages: requests we sent, until they are answered, and messages we accepted, so that none works twice. */
import type { CacheProvider } from '@node-saml/passport-saml';
import type { Knex } from 'knex';
import '../../db/tables.js';
import { isDuplicate } from '../../db/transaction.js';
import { refuseSaml } from './refusal.js';

/** How long a person may take at the identity provider's sign-in page. */
export const requestLifeMs = 15 * 60_000;
/** Longer than any message we accept stays valid. */
const rememberMs = 60 * 60_000;

/** Our requests, in the shape the SAML library asks for. `value` is its own time stamp and is given back as it came. */
export function createRequestLedger(db: Knex, now: () => number): CacheProvider {
  return {
    async saveAsync(id, value) {
      const createdAt = now();
      await db('saml_requests').insert({ id, value, created_at: createdAt });
      return { value, createdAt };
    },
    async getAsync(id) {
      const row = await db('saml_requests')
        .where({ id })
        .where('created_at', '>', now() - requestLifeMs)
        .first();
      return row?.value ?? null;
    },
    async removeAsync(id) {
      if (id === null) return null;
      return (await db('saml_requests').where({ id }).delete()) > 0 ? id : null;
    },
  };
}

/**
 * Notes a message as accepted; refuses one noted before. The unique key of the table decides between two that come at once: looking
 * up a request and removing it are two steps, and a replay could pass between them.
 */
export async function acceptOnce(db: Knex, messageId: string, now: number): Promise<void> {
  try {
    await db('saml_assertions').insert({ id: messageId, expires_at: now + rememberMs });
  } catch (error) {
    if (isDuplicate(error)) refuseSaml('message used a second time');
    throw error;
  }
}
