/** Sessions that one person takes part in or gives, for timetables and calendars. */
import type { Knex } from 'knex';
import type { Named } from '@qashyq/shared-types';
import { trainingTitle } from './present-training.js';
import { participatingStates, placeOf } from './participants.js';

export interface PersonalSession {
  trainingId: number;
  title: Named;
  sessionKey: string;
  /** Of iCalendar; the same as in the invitation by mail. */
  sequence: number;
  startsAt: number;
  endsAt: number;
  place: string;
  /** Gives the training, and does not just take part. */
  isTrainer: boolean;
  /** When the training was last changed. */
  changedAt: number;
}

/** Sessions that end after the instant, the next one first; of trainings that are announced or completed, with a seat that is sure. */
export async function sessionsOfPerson(db: Knex, personId: number, after: number): Promise<PersonalSession[]> {
  const seated = db('training_applications')
    .where({ person_id: personId })
    .whereIn('state', [...participatingStates])
    .select('training_id');
  const given: number[] = await db('training_trainers').where({ person_id: personId }).pluck('training_id');
  const rows = await db('training_sessions')
    .join('trainings', 'trainings.id', 'training_sessions.training_id')
    .leftJoin('training_invitations', (on) =>
      on
        .on('training_invitations.session_key', 'training_sessions.session_key')
        .andOnVal('training_invitations.person_id', personId),
    )
    .whereIn('trainings.state', ['announced', 'completed'])
    .where('training_sessions.ends_at', '>', after)
    .where((mine) => mine.whereIn('trainings.id', seated).orWhereIn('trainings.id', given))
    .orderBy(['training_sessions.starts_at', 'training_sessions.id'])
    .select<
      {
        id: number;
        title_kk: string;
        title_ru: string;
        title_en: string;
        updated_at: number;
        session_key: string;
        session_sequence: number;
        invited_sequence: number | null;
        starts_at: number;
        ends_at: number;
        room_code: string | null;
        link: string | null;
      }[]
    >(
      'trainings.id',
      'title_kk',
      'title_ru',
      'title_en',
      'trainings.updated_at',
      'training_sessions.session_key',
      {
        session_sequence: 'training_sessions.sequence',
        invited_sequence: 'training_invitations.sequence',
        starts_at: 'training_sessions.starts_at',
        ends_at: 'training_sessions.ends_at',
      },
      'room_code',
      'link',
    );
  return rows.map((row) => ({
    trainingId: row.id,
    title: trainingTitle(row),
    sessionKey: row.session_key,
    sequence: row.invited_sequence ?? row.session_sequence,
    startsAt: Number(row.starts_at),
    endsAt: Number(row.ends_at),
    place: placeOf(row),
    isTrainer: given.includes(row.id),
    changedAt: Number(row.updated_at),
  }));
}
