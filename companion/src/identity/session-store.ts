/**
 * Sessions of the portal in our own table, so that a single logout finds them by what the identity provider calls the person, and so
 * that any process can end them. The table holds only a hash of the cookie's id: who reads the table cannot use it.
 */
import { createHash } from 'node:crypto';
import { Store, type SessionData } from 'express-session';
import type { Knex } from 'knex';
import '../db/tables.js';

/** Who signed in through SAML; what single logout needs is what the identity provider said. */
export interface SessionSignIn {
  personId: number;
  nameId: string;
  nameIdFormat: string | undefined;
  nameQualifier: string | undefined;
  spNameQualifier: string | undefined;
  sessionIndex: string | undefined;
}

declare module 'express-session' {
  interface SessionData {
    signIn: SessionSignIn;
    /** Of the sign-in, epoch milliseconds. A session that does not know it ends with the next request. */
    beganAt?: number;
  }
}

/** A session without a request for this long has ended. */
export const sessionIdleMs = 8 * 3600_000;
/** However busy it was: after a working day people sign in again [I]. */
export const sessionLifeMs = 12 * 3600_000;
/** The use of a session is noted in steps of this size, so that reading pages does not become writing rows. */
const touchStepMs = 5 * 60_000;

type Callback<T = unknown> = (error?: unknown, result?: T | null) => void;

export class KnexSessionStore extends Store {
  constructor(
    private readonly db: Knex,
    private readonly now: () => number,
  ) {
    super();
  }

  override get(id: string, callback: Callback<SessionData>): void {
    const row = this.db('sessions')
      .where({ id_hash: hashOf(id) })
      .where('expires_at', '>', this.now())
      .first();
    report(
      row.then((found) => (found === undefined ? null : (JSON.parse(found.data_json) as SessionData))),
      callback,
    );
  }

  override set(id: string, session: SessionData, callback: Callback = () => {}): void {
    const facts = {
      person_id: session.signIn?.personId ?? null,
      saml_name_id: session.signIn?.nameId ?? null,
      saml_session_index: session.signIn?.sessionIndex ?? null,
      data_json: JSON.stringify(session),
      expires_at: this.endOf(session),
      last_used_at: this.now(),
    };
    report(
      this.db('sessions')
        .insert({ id_hash: hashOf(id), ...facts })
        .onConflict('id_hash')
        .merge(),
      callback,
    );
  }

  override touch(id: string, session: SessionData, callback: Callback = () => {}): void {
    const now = this.now();
    report(
      this.db('sessions')
        .where({ id_hash: hashOf(id) })
        .where('last_used_at', '<=', now - touchStepMs)
        .update({ expires_at: this.endOf(session), last_used_at: now }),
      callback,
    );
  }

  private endOf({ beganAt = 0 }: SessionData): number {
    return Math.min(this.now() + sessionIdleMs, beganAt + sessionLifeMs);
  }

  override destroy(id: string, callback: Callback = () => {}): void {
    report(
      this.db('sessions')
        .where({ id_hash: hashOf(id) })
        .delete(),
      callback,
    );
  }
}

/** Ends the sessions of a person as the identity provider names them; all of them when it names no session. Returns how many there were. */
export async function endSamlSessions(db: Knex, nameId: string, sessionIndexes: readonly string[]): Promise<number> {
  // Compared here and not in SQL: MariaDB would take «Ivanov» and «ivanov» for the same.
  const candidates = await db('sessions').where({ saml_name_id: nameId });
  const meant = candidates.filter(
    (row) =>
      row.saml_name_id === nameId &&
      (sessionIndexes.length === 0 ||
        (row.saml_session_index !== null && sessionIndexes.includes(row.saml_session_index))),
  );
  return db('sessions')
    .whereIn(
      'id_hash',
      meant.map((row) => row.id_hash),
    )
    .delete();
}

/** Ends all sessions of a person, wherever they are signed in. */
export async function endSessionsOf(db: Knex, personId: number): Promise<void> {
  await db('sessions').where({ person_id: personId }).delete();
}

export interface RunningSession {
  /** Epoch milliseconds, as the others. */
  signedInAt: number;
  lastUsedAt: number;
  endsAt: number;
  isThisOne: boolean;
}

/** The running sessions of a person, the newest first; the one with this id is marked. */
export async function listSessionsOf(
  db: Knex,
  personId: number,
  sessionId: string | undefined,
  now: number,
): Promise<RunningSession[]> {
  const rows = await db('sessions').where({ person_id: personId }).where('expires_at', '>', now);
  return rows
    .map((row) => {
      const signedInAt = (JSON.parse(row.data_json) as SessionData).beganAt ?? 0;
      const isThisOne = sessionId !== undefined && row.id_hash === hashOf(sessionId);
      return {
        signedInAt,
        lastUsedAt: isThisOne ? now : Math.max(signedInAt, Number(row.last_used_at)),
        endsAt: Number(row.expires_at),
        isThisOne,
      };
    })
    .sort((one, other) => other.signedInAt - one.signedInAt);
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

function report<T>(work: PromiseLike<T | null>, callback: Callback<T>): void {
  work.then(
    (result) => callback(null, result),
    (error: unknown) => callback(error),
  );
}
