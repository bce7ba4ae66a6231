/** The only file that knows the paths of training in the companion's API, but for those of plans and reports (planning-repository.ts) and of certificates (certificate-repository.ts). */
import type {
  attendanceEndpoints,
  certificateEndpoints,
  planEndpoints,
  QueryInputOf,
  trainingEndpoints,
} from '@qashyq/shared-types';
import type { Address, Connection, Filling } from '../connection.js';

/** The same methods and paths as in the contract; a test compares them. */
export const trainingPaths = {
  trainings: 'GET /api/trainings',
} as const satisfies Record<
  Exclude<
    keyof typeof trainingEndpoints,
    keyof typeof planEndpoints | keyof typeof attendanceEndpoints | keyof typeof certificateEndpoints
  >,
  Address
>;

export type TrainingRepository = ReturnType<typeof openTrainingRepository>;

/** Answers are typed by the contract. */
export function openTrainingRepository(connection: Connection) {
  const { json } = connection.asking(trainingPaths);
  return {
    trainings: (query: QueryInputOf<'trainings'>) => json('trainings', { query: query as Filling }),
  };
}
