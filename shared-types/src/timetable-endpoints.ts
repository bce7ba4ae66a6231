/** What is held when, and single lessons that are held otherwise. */
import { z } from 'zod';
import { idParameterSchema } from './basics.js';
import { caseParamsSchema } from './case.js';
import { endpoint } from './endpoint.js';
import {
  checkReplacementSchema,
  replacementCheckSchema,
  replacementFormQuerySchema,
  replacementFormSchema,
  replacementInputSchema,
  replacementPartnersQuerySchema,
  replacementPartnersSchema,
  replacementViewSchema,
  saveReplacementSchema,
} from './replacement.js';
import { calendarAddressSchema, timetableQuerySchema, timetableSchema } from './timetable.js';

const editionParams = caseParamsSchema.extend({ editionNo: idParameterSchema });

export const timetableEndpoints = {
  replacementForm: endpoint({
    method: 'GET',
    path: '/api/replacements/form',
    summary: 'Lessons of a line that are still to come, and what they can be replaced with',
    access: 'signedIn',
    query: replacementFormQuerySchema,
    answer: replacementFormSchema,
  }),
  replacementPartners: endpoint({
    method: 'GET',
    path: '/api/replacements/partners',
    summary: 'Lessons of the term that one lesson can be swapped or exchanged with, those without a clash first',
    access: 'signedIn',
    query: replacementPartnersQuerySchema,
    answer: replacementPartnersSchema,
  }),
  checkReplacement: endpoint({
    method: 'POST',
    path: '/api/replacements/check',
    summary: 'Clashes of a replacement on its very dates, and the whole day of its teachers; nothing is saved',
    access: 'signedIn',
    body: checkReplacementSchema,
    answer: replacementCheckSchema,
  }),
  createReplacement: endpoint({
    method: 'POST',
    path: '/api/replacements',
    summary: 'Begin a replacement of lessons of a published schedule',
    access: 'signedIn',
    body: replacementInputSchema,
    answer: z.object({ caseId: z.int().positive() }),
  }),
  saveReplacement: endpoint({
    method: 'POST',
    path: '/api/replacements/:caseId',
    summary: 'Change the draft of a replacement',
    access: 'signedIn',
    params: caseParamsSchema,
    body: saveReplacementSchema,
    answer: z.object({ caseId: z.int().positive() }),
  }),
  replacementDraft: endpoint({
    method: 'GET',
    path: '/api/replacements/:caseId/draft',
    summary: 'The working draft of a replacement with its clashes',
    access: 'signedIn',
    params: caseParamsSchema,
    answer: replacementViewSchema,
  }),
  replacementEdition: endpoint({
    method: 'GET',
    path: '/api/replacements/:caseId/editions/:editionNo',
    summary: 'A frozen edition of a replacement',
    access: 'signedIn',
    params: editionParams,
    answer: replacementViewSchema,
  }),
  myTimetable: endpoint({
    method: 'GET',
    path: '/api/my-timetable',
    summary: 'Lessons in force of one teacher, group or room; mine when nobody is named',
    access: 'signedIn',
    query: timetableQuerySchema,
    answer: timetableSchema,
  }),
  renewCalendarFeed: endpoint({
    method: 'POST',
    path: '/api/my-timetable/feed',
    summary: 'A new secret calendar address for my lessons; the one before stops working',
    access: 'signedIn',
    answer: calendarAddressSchema,
  }),
  revokeCalendarFeed: endpoint({
    method: 'POST',
    path: '/api/my-timetable/feed/revoke',
    summary: 'My secret calendar address stops working',
    access: 'signedIn',
  }),
} as const;
