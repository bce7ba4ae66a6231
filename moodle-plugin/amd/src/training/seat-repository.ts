/** The only file that knows the paths from the catalogue to a seat in the companion's API. */
import type { BodyInputOf, QueryInputOf, seatEndpoints } from '@qashyq/shared-types';
import type { Address, Connection, Filling } from '../connection.js';

/** The same methods and paths as in the contract; a test compares them. */
export const seatPaths = {
  trainings: 'GET /api/trainings',
  training: 'GET /api/trainings/:trainingId',
  applyForTraining: 'POST /api/trainings/:trainingId/applications',
  cancelApplication: 'POST /api/training-applications/:applicationId/cancel',
  acceptOffer: 'POST /api/training-applications/:applicationId/accept',
  refuseOffer: 'POST /api/training-applications/:applicationId/refuse',
  swapRun: 'POST /api/training-applications/:applicationId/swap',
  myTrainings: 'GET /api/my-trainings',
  applicationsToDecide: 'GET /api/training-applications',
  agreeApplication: 'POST /api/training-applications/:applicationId/agree',
  declineApplication: 'POST /api/training-applications/:applicationId/decline',
  giveExtraSeat: 'POST /api/training-applications/:applicationId/seat',
  applicants: 'GET /api/trainings/:trainingId/applications',
  setSeatCount: 'POST /api/trainings/:trainingId/seats',
} as const satisfies Record<keyof typeof seatEndpoints, Address>;

export type SeatRepository = ReturnType<typeof openSeatRepository>;

/** Answers are typed by the contract. */
export function openSeatRepository(connection: Connection) {
  const { json } = connection.asking(seatPaths);
  const ofApplication = <N extends 'cancelApplication' | 'acceptOffer' | 'refuseOffer' | 'agreeApplication'>(
    name: N,
    applicationId: number,
  ) => json(name, { params: { applicationId }, json: {} });
  return {
    trainings: (query: QueryInputOf<'trainings'>) => json('trainings', { query: query as Filling }),
    training: (trainingId: number) => json('training', { params: { trainingId } }),
    applyForTraining: (trainingId: number, body: BodyInputOf<'applyForTraining'>) =>
      json('applyForTraining', { params: { trainingId }, json: body }),
    cancelApplication: (applicationId: number) => ofApplication('cancelApplication', applicationId),
    acceptOffer: (applicationId: number) => ofApplication('acceptOffer', applicationId),
    refuseOffer: (applicationId: number) => ofApplication('refuseOffer', applicationId),
    agreeApplication: (applicationId: number) => ofApplication('agreeApplication', applicationId),
    swapRun: (applicationId: number, body: BodyInputOf<'swapRun'>) =>
      json('swapRun', { params: { applicationId }, json: body }),
    myTrainings: (query: QueryInputOf<'myTrainings'>) => json('myTrainings', { query: query as Filling }),
    applicationsToDecide: (page: number) => json('applicationsToDecide', { query: { page } }),
    declineApplication: (applicationId: number, reason: string) =>
      json('declineApplication', { params: { applicationId }, json: { reason } }),
    giveExtraSeat: (applicationId: number, reason: string) =>
      json('giveExtraSeat', { params: { applicationId }, json: { reason } }),
    applicants: (trainingId: number, query: QueryInputOf<'applicants'>) =>
      json('applicants', { params: { trainingId }, query: query as Filling }),
    setSeatCount: (trainingId: number, body: BodyInputOf<'setSeatCount'>) =>
      json('setSeatCount', { params: { trainingId }, json: body }),
  };
}
