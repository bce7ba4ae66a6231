/** The only file that knows the paths of training in the companion's API. */
import type { QueryInputOf, trainingEndpoints } from '@qashyq/shared-types';
import type { Address, Connection, Filling } from '../connection.js';

/** The same methods and paths as in the contract; a test compares them. */
export const trainingPaths = {
  trainings: 'GET /api/trainings',
} as const satisfies Record<keyof typeof trainingEndpoints, Address>;

export type TrainingRepository = ReturnType<typeof openTrainingRepository>;

/** Answers are typed by the contract. */
export function openTrainingRepository(connection: Connection) {
  const { json } = connection.asking(trainingPaths);
  return {
    trainings: (query: QueryInputOf<'trainings'>) => json('trainings', { query: query as Filling }),
  };
}
