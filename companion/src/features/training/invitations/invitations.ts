/** What the calendars of participants know of the sessions of a training. */
import type { Knex } from 'knex';
import type { TrainingInvitationRow, TrainingRow } from '../../../db/tables.js';
import { isRunning, listParticipants, placeOf } from '../participants.js';
import { invitationChanges, type WishedSession } from './invitation-changes.js';

/** Saves the newest state of every invitation of a training; returns those that have to be mailed. Repeating it finds nothing to do. */
export async function refreshInvitations(
  trx: Knex,
  trainingId: number,
  now: number,
): Promise<{ id: number; sequence: number }[]> {
  const training = await trx('trainings').where({ id: trainingId }).first();
  if (training === undefined) return [];
  const known = await trx('training_invitations').where({ training_id: trainingId });
  const changed: { id: number; sequence: number }[] = [];
  for (const { id, ...state } of invitationChanges(known, await wishedSessions(trx, training), now))
    if (id === null) {
      const [newId] = await trx('training_invitations').insert({
        ...state,
        training_id: trainingId,
        sent_sequence: null,
      });
      changed.push({ id: newId!, sequence: state.sequence });
    } else {
      await trx('training_invitations').where({ id }).update(state);
      changed.push({ id, sequence: state.sequence });
    }
  return changed;
}

async function wishedSessions(db: Knex, training: TrainingRow): Promise<WishedSession[]> {
  if (!isRunning(training)) return [];
  const sessions = await db('training_sessions').where({ training_id: training.id }).orderBy('position');
  const participants = await listParticipants(db, training.id);
  return participants.flatMap(({ personId }) =>
    sessions.map((session) => ({
      personId,
      sessionKey: session.session_key,
      sessionSequence: session.sequence,
      startsAt: Number(session.starts_at),
      endsAt: Number(session.ends_at),
      place: placeOf(session),
    })),
  );
}

/**
 * A state that is to be mailed, with its training; undefined when a newer one stands in its place, when it was mailed, when a session is
 * called off of which its person's calendar never heard, or when it is over.
 */
export async function findUnsent(
  db: Knex,
  invitationId: number,
  sequence: number,
  now: number,
): Promise<{ invitation: TrainingInvitationRow; training: TrainingRow } | undefined> {
  const invitation = await db('training_invitations').where({ id: invitationId }).first();
  if (invitation === undefined || invitation.sequence !== sequence) return undefined;
  if (invitation.sent_sequence === sequence || Number(invitation.ends_at) <= now) return undefined;
  if (invitation.method === 'cancel' && invitation.sent_sequence === null) return undefined;
  const training = await db('trainings').where({ id: invitation.training_id }).first();
  return training === undefined ? undefined : { invitation, training };
}

export async function markSent(trx: Knex, invitationId: number, sequence: number): Promise<void> {
  await trx('training_invitations').where({ id: invitationId }).update({ sent_sequence: sequence });
}
