import type { Knex } from 'knex';
import type { TrainingRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canRunTrainings, canSeeTrainings } from '../../../identity/policies.js';
import { getTraining, isTrainer } from './attendance-store.js';

/**
 * The training, for who keeps its lists: its trainers and the department. A draft has no lists.
 * @throws AppError `notFound` where there is none to be seen, `notAllowed` for everybody else
 */
export async function trainingOfKeeper(db: Knex, person: CurrentPerson, trainingId: number): Promise<TrainingRow> {
  if (!canSeeTrainings(person)) throw new AppError('notAllowed');
  const training = await getTraining(db, trainingId);
  const keeps = canRunTrainings(person) || (await isTrainer(db, trainingId, person.id));
  if (training.state === 'draft') throw new AppError('notFound');
  if (!keeps) throw new AppError('notAllowed');
  return training;
}

/** The training, for the department alone. */
export async function trainingOfDepartment(db: Knex, person: CurrentPerson, trainingId: number): Promise<TrainingRow> {
  if (!canRunTrainings(person)) throw new AppError('notAllowed');
  return getTraining(db, trainingId);
}
