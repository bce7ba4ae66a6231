/** Sessions, seats, marks and results of one training, as rows. */
import type { Knex } from 'knex';
import type { ApplicationState } from '@qashyq/shared-types';
import type {
  AttendanceMarkRow,
  FinalTaskRow,
  PersonRow,
  TrainingApplicationRow,
  TrainingRow,
  TrainingSessionRow,
} from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import { lastOfEach } from './attendance-rule.js';

/** Who has a seat that was not given up: they stand on the lists, before and after the results. */
export const listedStates = [
  'confirmed',
  'attended',
  'missed',
  'completed',
  'certified',
] as const satisfies readonly ApplicationState[];

export type Listed = TrainingApplicationRow & Pick<PersonRow, 'name_kk' | 'name_ru' | 'name_en' | 'org_unit_id'>;

export async function getTraining(db: Knex, trainingId: number): Promise<TrainingRow> {
  const row: TrainingRow | undefined = await db('trainings').where({ id: trainingId }).first();
  if (row === undefined) throw new AppError('notFound');
  return row;
}

export async function listSessions(db: Knex, trainingId: number): Promise<TrainingSessionRow[]> {
  return db('training_sessions').where({ training_id: trainingId }).orderBy(['starts_at', 'id']);
}

export async function getSession(db: Knex, trainingId: number, sessionId: number): Promise<TrainingSessionRow> {
  const row: TrainingSessionRow | undefined = await db('training_sessions')
    .where({ id: sessionId, training_id: trainingId })
    .first();
  if (row === undefined) throw new AppError('notFound');
  return row;
}

/** By name as lists on paper stand, in the given language. */
export async function listListed(db: Knex, trainingId: number): Promise<Listed[]> {
  return db('training_applications')
    .join('persons', 'persons.id', 'training_applications.person_id')
    .where({ training_id: trainingId })
    .whereIn('state', [...listedStates])
    .orderBy(['persons.name_kk', 'training_applications.id'])
    .select('training_applications.*', 'persons.name_kk', 'persons.name_ru', 'persons.name_en', 'persons.org_unit_id');
}

/** The mark that counts of each application at one session. */
export async function lastMarks(db: Knex, sessionId: number): Promise<Map<number, AttendanceMarkRow>> {
  const rows = await db('training_attendance_marks').where({ session_id: sessionId }).orderBy('id');
  return lastOfEach(rows, (row) => row.application_id) as Map<number, AttendanceMarkRow>;
}

/** The mark that counts of these applications at every session, by `<session>:<application>`. */
export async function lastMarksOf(
  db: Knex,
  applicationIds: readonly number[],
): Promise<Map<string, AttendanceMarkRow>> {
  const rows = await db('training_attendance_marks')
    .whereIn('application_id', [...applicationIds])
    .orderBy('id');
  return lastOfEach(rows, (row) => `${row.session_id}:${row.application_id}`) as Map<string, AttendanceMarkRow>;
}

/** The result that counts of each application. */
export async function lastFinalTasks(db: Knex, applicationIds: readonly number[]): Promise<Map<number, FinalTaskRow>> {
  const rows = await db('training_final_tasks')
    .whereIn('application_id', [...applicationIds])
    .orderBy('id');
  return lastOfEach(rows, (row) => row.application_id) as Map<number, FinalTaskRow>;
}

export async function isTrainer(db: Knex, trainingId: number, personId: number): Promise<boolean> {
  return (await db('training_trainers').where({ training_id: trainingId, person_id: personId }).first()) !== undefined;
}
