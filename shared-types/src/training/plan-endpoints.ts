/** The contract of training plans. */
import { z } from 'zod';
import { idParameterSchema, idSchema, localeQuerySchema, pageOf } from '../basics.js';
import { download, endpoint } from '../endpoint.js';
import {
  createPlanSchema,
  planChangesSchema,
  planFileAnswerSchema,
  planListItemSchema,
  planListQuerySchema,
  planOptionsSchema,
  planParamsSchema,
  planViewSchema,
  savePlanSchema,
} from './plan.js';

export const planEndpoints = {
  trainingPlans: endpoint({
    method: 'GET',
    path: '/api/training-plans',
    summary: 'Training plans I may see, newest change first',
    access: 'signedIn',
    query: planListQuerySchema,
    answer: pageOf(planListItemSchema),
  }),
  trainingPlanOptions: endpoint({
    method: 'GET',
    path: '/api/training-plans/options',
    summary: 'Periods a new training plan can be for, and plans it can begin with',
    access: 'signedIn',
    answer: planOptionsSchema,
  }),
  createTrainingPlan: endpoint({
    method: 'POST',
    path: '/api/training-plans',
    summary: 'Begin the training plan of a period, empty or with the lines of another',
    access: 'signedIn',
    body: createPlanSchema,
    answer: z.object({ caseId: idSchema }),
  }),
  trainingPlanTemplate: download('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', {
    path: '/api/training-plans/template.xlsx',
    summary: 'An empty training plan with headings in my language',
    access: 'signedIn',
    query: localeQuerySchema,
  }),
  trainingPlanDraft: endpoint({
    method: 'GET',
    path: '/api/training-plans/:caseId/draft',
    summary: 'The working draft of a training plan, with what is missing',
    access: 'signedIn',
    params: planParamsSchema,
    answer: planViewSchema,
  }),
  trainingPlanEdition: endpoint({
    method: 'GET',
    path: '/api/training-plans/:caseId/editions/:editionNo',
    summary: 'A frozen edition of a training plan, with the trainings made from it',
    access: 'signedIn',
    params: planParamsSchema.extend({ editionNo: idParameterSchema }),
    answer: planViewSchema,
  }),
  trainingPlanChanges: endpoint({
    method: 'GET',
    path: '/api/training-plans/:caseId/changes',
    summary: 'What changed between two editions of a training plan',
    access: 'signedIn',
    params: planParamsSchema,
    query: z.object({ from: idParameterSchema, to: idParameterSchema }),
    answer: planChangesSchema,
  }),
  saveTrainingPlan: endpoint({
    method: 'POST',
    path: '/api/training-plans/:caseId/lines',
    summary: 'Save the lines of the working draft, whole',
    access: 'signedIn',
    params: planParamsSchema,
    body: savePlanSchema,
    answer: planViewSchema,
  }),
  readTrainingPlanFile: endpoint({
    method: 'POST',
    path: '/api/training-plans/:caseId/file',
    summary: 'Read lines from a spreadsheet; nothing is saved',
    access: 'signedIn',
    params: planParamsSchema,
    query: z.object({ fileName: z.string().min(1).max(200) }),
    upload: true,
    answer: planFileAnswerSchema,
  }),
  trainingFromPlanLine: endpoint({
    method: 'POST',
    path: '/api/training-plans/:caseId/lines/:lineKey/training',
    summary: 'Make a training, still a draft, of a line of the plan in force',
    access: 'signedIn',
    params: planParamsSchema.extend({ lineKey: z.uuid() }),
    answer: z.object({ trainingId: idSchema }),
  }),
} as const;
