/** Writing marks of attendance: from the list by who keeps it, with the code of the session by the person. */
import type { Knex } from 'knex';
import type { BodyOf, CheckIns } from '@qashyq/shared-types';
import type { TrainingRow } from '../../../db/tables.js';
import { inTransaction } from '../../../db/transaction.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { lockTraining } from '../applications/change-application.js';
import { trainingTitle } from '../present-training.js';
import { getSession, lastMarks, listListed, listSessions } from './attendance-store.js';
import { isCodeOf, isOpenForCheckIn, marginMs } from './check-in-code.js';
import { hasBegun, sessionBrief } from './present-attendance.js';

/**
 * Writes what changes; the same marks again write nothing.
 * @throws AppError `actionNotPossible` before the session or for a training that was cancelled, `absenceNeedsReason`, `notFound`
 */
export async function markAttendance(
  db: Knex,
  by: CurrentPerson,
  trainingId: number,
  sessionId: number,
  { marks }: BodyOf<'markAttendance'>,
  now: number,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    // Two keepers with one list write one after another.
    const training = await lockTraining(trx, trainingId);
    const session = await getSession(trx, trainingId, sessionId);
    if (training.state === 'cancelled' || !hasBegun(session, now)) throw new AppError('actionNotPossible');
    const listed = new Set((await listListed(trx, trainingId)).map((row) => row.id));
    const last = await lastMarks(trx, sessionId);
    for (const { applicationId, status, reason } of marks) {
      if (!listed.has(applicationId)) throw new AppError('notFound');
      if (status === 'absent' && reason === '') throw new AppError('absenceNeedsReason');
      const mark = last.get(applicationId);
      if ((mark?.status ?? null) === status && (mark?.reason ?? '') === reason) continue;
      await trx('training_attendance_marks').insert({
        session_id: sessionId,
        application_id: applicationId,
        status,
        reason: status === null ? '' : reason,
        way: 'list',
        person_id: by.id,
        marked_at: now,
      });
    }
  });
}

/**
 * A person checks in. The mark of who keeps the list stands above it: what they marked stays.
 * @throws AppError `checkInRefused`: no seat, not now, or not the code, in one answer for all
 */
export async function checkIn(
  db: Knex,
  key: Buffer,
  person: CurrentPerson,
  { sessionId, code }: BodyOf<'checkIn'>,
  now: number,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const session = await trx('training_sessions').where({ id: sessionId }).first();
    if (session === undefined || !isOpenForCheckIn(session, now) || !isCodeOf(key, session.session_key, code, now))
      throw new AppError('checkInRefused');
    const training = await lockTraining(trx, session.training_id);
    const seat = await trx('training_applications')
      .where({ training_id: session.training_id, person_id: person.id, state: 'confirmed' })
      .first();
    if (seat === undefined || training.state !== 'announced') throw new AppError('checkInRefused');
    const mark = (await lastMarks(trx, sessionId)).get(seat.id);
    if (mark?.status != null) return;
    await trx('training_attendance_marks').insert({
      session_id: sessionId,
      application_id: seat.id,
      status: 'present',
      reason: '',
      way: 'code',
      person_id: person.id,
      marked_at: now,
    });
  });
}

/** Trainers look for their sessions of yesterday, today and tomorrow. */
const keptMs = 36 * 60 * 60_000;

/** Sessions under way in which the person has a seat, and those they hold as a trainer. */
export async function listCheckIns(db: Knex, person: CurrentPerson, now: number): Promise<CheckIns> {
  const open: { session_id: number; training_id: number; application_id: number }[] = await db('training_sessions')
    .join('training_applications', 'training_applications.training_id', 'training_sessions.training_id')
    .join('trainings', 'trainings.id', 'training_sessions.training_id')
    .where('training_applications.person_id', person.id)
    .where('training_applications.state', 'confirmed')
    .where('trainings.state', 'announced')
    .where('training_sessions.starts_at', '<=', now + marginMs)
    .where('training_sessions.ends_at', '>=', now - marginMs)
    .orderBy('training_sessions.starts_at')
    .select({
      session_id: 'training_sessions.id',
      training_id: 'training_sessions.training_id',
      application_id: 'training_applications.id',
    });
  const sessions: CheckIns['sessions'] = [];
  for (const { session_id, training_id, application_id } of open) {
    const training: TrainingRow = (await db('trainings').where({ id: training_id }).first())!;
    const all = await listSessions(db, training_id);
    const no = all.findIndex((row) => row.id === session_id);
    const status = (await lastMarks(db, session_id)).get(application_id)?.status;
    sessions.push({
      training: trainingTitle(training),
      session: sessionBrief(all[no]!, no + 1, now),
      isPresent: status === 'present' || status === 'partly',
    });
  }
  return { sessions, kept: await listKept(db, person.id, now) };
}

async function listKept(db: Knex, personId: number, now: number): Promise<CheckIns['kept']> {
  const trainings: TrainingRow[] = await db('trainings')
    .whereIn('id', db('training_trainers').select('training_id').where({ person_id: personId }))
    .whereIn('state', ['announced', 'completed'])
    .where('starts_at', '<=', now + keptMs)
    .where('ends_at', '>=', now - keptMs)
    .orderBy(['starts_at', 'id']);
  const kept: CheckIns['kept'] = [];
  for (const training of trainings)
    for (const [index, row] of (await listSessions(db, training.id)).entries())
      if (Math.abs(Number(row.starts_at) - now) <= keptMs)
        kept.push({
          trainingId: training.id,
          training: trainingTitle(training),
          session: sessionBrief(row, index + 1, now),
        });
  return kept;
}
