/** The contract of feedback. */
import { z } from 'zod';
import { idParameterSchema } from '../basics.js';
import { endpoint } from '../endpoint.js';
import { feedbackViewSchema, giveFeedbackSchema } from './feedback.js';

const trainingParams = z.object({ trainingId: idParameterSchema });

export const feedbackEndpoints = {
  trainingFeedback: endpoint({
    method: 'GET',
    path: '/api/trainings/:trainingId/feedback',
    summary: 'Whether I am asked for feedback on a training, and for trainers and the department what was said',
    access: 'signedIn',
    params: trainingParams,
    answer: feedbackViewSchema,
  }),
  giveFeedback: endpoint({
    method: 'POST',
    path: '/api/trainings/:trainingId/feedback',
    summary: 'Give feedback on a training I took part in, once; nothing tells whose it is',
    access: 'signedIn',
    params: trainingParams,
    body: giveFeedbackSchema,
    answer: feedbackViewSchema,
  }),
} as const;
