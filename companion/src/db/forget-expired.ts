import type { Knex } from 'knex';
import { requestLifeMs } from '../identity/saml/request-ledger.js';
import { forgetReads } from '../read-journal/read-chain-store.js';
import './tables.js';

/** Removes what has run out and would only pile up: SAML requests nobody answered, remembered messages, sessions, counts of requests, old reads. */
export async function forgetExpired(db: Knex, now: number): Promise<void> {
  await db('saml_requests')
    .where('created_at', '<=', now - requestLifeMs)
    .delete();
  await db('saml_assertions').where('expires_at', '<=', now).delete();
  await db('sessions').where('expires_at', '<=', now).delete();
  await db('rate_counts').where('ends_at', '<=', now).delete();
  await forgetReads(db, now);
}
