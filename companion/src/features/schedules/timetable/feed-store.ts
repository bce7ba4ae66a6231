/** Secret calendar addresses. Who reads the table cannot use it: it holds hashes, and a secret is 256 random bits. */
import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { CalendarFeedRow, PersonRow } from '../../../db/tables.js';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export async function findFeed(db: Knex, personId: number): Promise<CalendarFeedRow | undefined> {
  return db('calendar_feeds').where({ person_id: personId }).first();
}

/** Staff number under which timetables name this person; null for who does not teach. */
export async function staffCodeOf(db: Knex, personId: number): Promise<string | null> {
  return (await db('persons').where({ id: personId }).first('staff_code'))?.staff_code ?? null;
}

/** A new secret; the one before is worth nothing from now on. */
export async function renewFeed(db: Knex, personId: number, now: number): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await db('calendar_feeds')
    .insert({ person_id: personId, secret_hash: hashOf(secret), created_at: now })
    .onConflict('person_id')
    .merge();
  return secret;
}

export async function revokeFeed(db: Knex, personId: number): Promise<void> {
  await db('calendar_feeds').where({ person_id: personId }).delete();
}

/** Whose address it is. */
export async function findFeedOwner(db: Knex, secret: string): Promise<PersonRow | undefined> {
  return db('persons')
    .join('calendar_feeds', 'calendar_feeds.person_id', 'persons.id')
    .where('calendar_feeds.secret_hash', hashOf(secret))
    .first('persons.*');
}
