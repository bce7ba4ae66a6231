/** The contract of training. */
import { pageOf, pageQuerySchema } from '../basics.js';
import { endpoint } from '../endpoint.js';
import { planEndpoints } from './plan-endpoints.js';
import { attendanceEndpoints } from './attendance-endpoints.js';
import { certificateEndpoints } from './certificate-endpoints.js';
import { trainingBriefSchema } from './training.js';

export const trainingEndpoints = {
  trainings: endpoint({
    method: 'GET',
    path: '/api/trainings',
    summary: 'Trainings that are announced, the next one first',
    access: 'signedIn',
    query: pageQuerySchema,
    answer: pageOf(trainingBriefSchema),
  }),
  ...planEndpoints,
  ...attendanceEndpoints,
  ...certificateEndpoints,
} as const;
