/** What Moodle is asked to do with the people of a training, and what it was asked before. */
import type { Knex } from 'knex';
import { isRunning, listParticipants } from '../participants.js';
import { planEnrolments, type EnrolmentPlan } from './enrolment-plan.js';

/** @returns undefined when there is no such training */
export async function loadEnrolmentPlan(db: Knex, trainingId: number, now: number): Promise<EnrolmentPlan | undefined> {
  const training = await db('trainings').where({ id: trainingId }).first();
  if (training === undefined) return undefined;
  const trainers = await db('training_trainers').where({ training_id: trainingId }).whereNotNull('person_id');
  const known = await db('training_enrolments').where({ training_id: trainingId }).orderBy('id');
  const others = await db('training_enrolments')
    .whereNot({ training_id: trainingId })
    .whereIn('course', [...new Set(known.map(({ course }) => course))])
    .whereIn('person_id', [...new Set(known.map(({ person_id }) => person_id))]);
  const place = ({ person_id, course }: { person_id: number; course: string }) => ({ personId: person_id, course });
  return planEnrolments({
    course: training.moodle_course,
    isRunning: isRunning(training),
    hasBegun: training.starts_at !== null && Number(training.starts_at) <= now,
    isCompleted: training.state === 'completed',
    trainerIds: trainers.map(({ person_id }) => person_id!),
    participants: await listParticipants(db, trainingId),
    known: known.map(place),
    elsewhere: others.map(place),
  });
}

/** Remembers whom Moodle is about to be asked to enrol: before it is asked, so that a crash leaves nobody in a course unseen. */
export async function rememberEnrolments(trx: Knex, trainingId: number, stay: EnrolmentPlan['stay']): Promise<void> {
  for (const { personId, course } of stay)
    await trx('training_enrolments')
      .insert({ training_id: trainingId, person_id: personId, course })
      .onConflict(['training_id', 'person_id', 'course'])
      .ignore();
}

export async function forgetEnrolments(
  trx: Knex,
  trainingId: number,
  gone: readonly { personId: number; course: string }[],
): Promise<void> {
  for (const { personId, course } of gone)
    await trx('training_enrolments').where({ training_id: trainingId, person_id: personId, course }).delete();
}
