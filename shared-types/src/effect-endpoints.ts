/** What is done in the background, and the Moodle it is done in. */
import { z } from 'zod';
import { idParameterSchema, pageOf } from './basics.js';
import { caseParamsSchema } from './case.js';
import { effectCountsSchema, effectListQuerySchema, effectViewSchema } from './effect.js';
import { endpoint } from './endpoint.js';
import { pairingAnswerSchema, pairingRequestSchema } from './moodle.js';

const effectParams = z.object({ effectId: idParameterSchema });

export const effectEndpoints = {
  effects: endpoint({
    method: 'GET',
    path: '/api/effects',
    summary: 'Work done in the background, newest first',
    access: 'signedIn',
    query: effectListQuerySchema,
    answer: pageOf(effectViewSchema).extend({ counts: effectCountsSchema }),
  }),
  retryEffect: endpoint({
    method: 'POST',
    path: '/api/effects/:effectId/retry',
    summary: 'Try a parked effect again',
    access: 'signedIn',
    params: effectParams,
    answer: effectViewSchema,
  }),
  republish: endpoint({
    method: 'POST',
    path: '/api/schedules/:caseId/publish',
    summary: 'Publish the approved edition to the Moodle calendar again',
    access: 'signedIn',
    params: caseParamsSchema,
    answer: effectViewSchema,
  }),
  pairMoodle: endpoint({
    method: 'POST',
    path: '/api/moodle/pairing',
    summary: 'Moodle presents itself: signed by the key that its JWKS address shows',
    access: 'moodle',
    body: pairingRequestSchema,
    answer: pairingAnswerSchema,
  }),
} as const;
