/** The department runs trainings. */
import { z } from 'zod';
import { idSchema } from '../basics.js';
import { endpoint } from '../endpoint.js';
import {
  announceTrainingSchema,
  cancelTrainingSchema,
  cloneTrainingSchema,
  cloneYearSchema,
  createTrainingSchema,
  officeListQuerySchema,
  officeListSchema,
  officeOptionsSchema,
  officeTrainingSchema,
  saveTrainingSchema,
  trainingParams,
  yearCopiesSchema,
  yearQuerySchema,
} from './office.js';

const ofOne = { access: 'signedIn', params: trainingParams } as const;

export const officeEndpoints = {
  officeTrainings: endpoint({
    method: 'GET',
    path: '/api/training-office/trainings',
    summary: 'Trainings as the department runs them, with seats, taken and waiting; the latest one first',
    access: 'signedIn',
    query: officeListQuerySchema,
    answer: officeListSchema,
  }),
  officeOptions: endpoint({
    method: 'GET',
    path: '/api/training-office/options',
    summary: 'What the form of a training offers to choose from',
    access: 'signedIn',
    answer: officeOptionsSchema,
  }),
  yearCopies: endpoint({
    method: 'GET',
    path: '/api/training-office/years',
    summary: 'Trainings of a calendar year and where their copies would stand in the next; nothing is saved',
    access: 'signedIn',
    query: yearQuerySchema,
    answer: yearCopiesSchema,
  }),
  cloneYear: endpoint({
    method: 'POST',
    path: '/api/training-office/years',
    summary: 'Copy the trainings of a calendar year to the next, as drafts; those that are there already are left',
    access: 'signedIn',
    body: cloneYearSchema,
    answer: z.object({ created: z.int().min(0) }),
  }),
  createTraining: endpoint({
    method: 'POST',
    path: '/api/training-office/trainings',
    summary: 'A new draft of a training',
    access: 'signedIn',
    body: createTrainingSchema,
    answer: officeTrainingSchema,
  }),
  officeTraining: endpoint({
    method: 'GET',
    path: '/api/training-office/trainings/:trainingId',
    summary: 'One training as the department writes it, with what keeps it from being announced',
    ...ofOne,
    answer: officeTrainingSchema,
  }),
  saveTraining: endpoint({
    method: 'POST',
    path: '/api/training-office/trainings/:trainingId',
    summary: 'Change a training; who has a seat is told of another time or place',
    ...ofOne,
    body: saveTrainingSchema,
    answer: officeTrainingSchema,
  }),
  announceTraining: endpoint({
    method: 'POST',
    path: '/api/training-office/trainings/:trainingId/announce',
    summary: 'Announce a draft that has everything it needs',
    ...ofOne,
    body: announceTrainingSchema,
    answer: officeTrainingSchema,
  }),
  cancelTraining: endpoint({
    method: 'POST',
    path: '/api/training-office/trainings/:trainingId/cancel',
    summary: 'Cancel a training with a reason that everybody who applied is told',
    ...ofOne,
    body: cancelTrainingSchema,
    answer: officeTrainingSchema,
  }),
  cloneTraining: endpoint({
    method: 'POST',
    path: '/api/training-office/trainings/:trainingId/clone',
    summary: 'A draft of another run of a training, moved to other dates',
    ...ofOne,
    body: cloneTrainingSchema,
    answer: z.object({ id: idSchema }),
  }),
} as const;
