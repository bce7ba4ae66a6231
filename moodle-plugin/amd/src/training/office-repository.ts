/** The only file that knows the paths of running trainings in the companion's API. */
import type { officeEndpoints, OfficeTraining, QueryInputOf, TrainingDraft } from '@qashyq/shared-types';
import type { Address, Connection, Filling } from '../connection.js';

/** The same methods and paths as in the contract; a test compares them. */
export const officePaths = {
  officeTrainings: 'GET /api/training-office/trainings',
  officeOptions: 'GET /api/training-office/options',
  yearCopies: 'GET /api/training-office/years',
  cloneYear: 'POST /api/training-office/years',
  createTraining: 'POST /api/training-office/trainings',
  officeTraining: 'GET /api/training-office/trainings/:trainingId',
  saveTraining: 'POST /api/training-office/trainings/:trainingId',
  announceTraining: 'POST /api/training-office/trainings/:trainingId/announce',
  cancelTraining: 'POST /api/training-office/trainings/:trainingId/cancel',
  cloneTraining: 'POST /api/training-office/trainings/:trainingId/clone',
} as const satisfies Record<keyof typeof officeEndpoints, Address>;

export type OfficeRepository = ReturnType<typeof openOfficeRepository>;

/** Answers are typed by the contract. */
export function openOfficeRepository(connection: Connection) {
  const { json } = connection.asking(officePaths);
  return {
    list: (query: QueryInputOf<'officeTrainings'>) => json('officeTrainings', { query: query as Filling }),
    options: () => json('officeOptions'),
    yearCopies: (year: number) => json('yearCopies', { query: { year } }),
    cloneYear: (year: number) => json('cloneYear', { json: { year } }),
    create: (draft: TrainingDraft): Promise<OfficeTraining> => json('createTraining', { json: { draft } }),
    training: (trainingId: number): Promise<OfficeTraining> => json('officeTraining', { params: { trainingId } }),
    save: (trainingId: number, version: number, draft: TrainingDraft): Promise<OfficeTraining> =>
      json('saveTraining', { params: { trainingId }, json: { version, draft } }),
    announce: (trainingId: number, version: number): Promise<OfficeTraining> =>
      json('announceTraining', { params: { trainingId }, json: { version } }),
    cancel: (trainingId: number, version: number, reason: string): Promise<OfficeTraining> =>
      json('cancelTraining', { params: { trainingId }, json: { version, reason } }),
    clone: (trainingId: number, startsOn: string) =>
      json('cloneTraining', { params: { trainingId }, json: { startsOn } }),
  };
}
