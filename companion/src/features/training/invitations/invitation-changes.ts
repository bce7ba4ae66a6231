/** Which calendars have to be told what. Pure. */
import type { TrainingInvitationRow } from '../../../db/tables.js';

/** A session that is to stand in a person's calendar. */
export interface WishedSession {
  personId: number;
  sessionKey: string;
  sessionSequence: number;
  /** Milliseconds UTC. */
  startsAt: number;
  endsAt: number;
  place: string;
}

/** A new state of an invitation. */
export type InvitationChange = Omit<TrainingInvitationRow, 'id' | 'training_id' | 'sent_sequence'> & {
  /** Null: the person's calendar does not know the session yet. */
  id: number | null;
};

type Known = Omit<TrainingInvitationRow, 'training_id' | 'sent_sequence'>;

/**
 * Compares what calendars know with what they should. Sessions that are over are let be: nobody is invited to the past, and nothing that was
 * held is called off. Every new state raises the sequence, so that calendar programs take it for the newer one.
 */
export function invitationChanges(
  known: readonly Known[],
  wished: readonly WishedSession[],
  now: number,
): InvitationChange[] {
  const left = new Map(known.map((row) => [keyOf(row.person_id, row.session_key), row]));
  const changes: InvitationChange[] = [];
  for (const wish of wished) {
    const key = keyOf(wish.personId, wish.sessionKey);
    const row = left.get(key);
    left.delete(key);
    if (wish.endsAt <= now) continue;
    if (row?.method === 'request' && row.session_sequence === wish.sessionSequence) continue;
    changes.push({
      id: row?.id ?? null,
      person_id: wish.personId,
      session_key: wish.sessionKey,
      sequence: row === undefined ? 0 : row.sequence + 1,
      method: 'request',
      session_sequence: wish.sessionSequence,
      starts_at: wish.startsAt,
      ends_at: wish.endsAt,
      place: wish.place,
    });
  }
  for (const row of left.values())
    if (row.method === 'request' && Number(row.ends_at) > now)
      changes.push({ ...row, sequence: row.sequence + 1, method: 'cancel' });
  return changes;
}

const keyOf = (personId: number, sessionKey: string): string => `${personId} ${sessionKey}`;
