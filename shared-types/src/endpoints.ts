/**
 * The contract of the companion's API: one value per endpoint. The service checks requests and answers with it, the browser is typed by it,
 * OpenAPI and the access tests are made from it. Adding an endpoint = adding a value here and a handler in the feature's routes.
 */
import { z } from 'zod';
import { idParameterSchema, localeQuerySchema, pageOf } from './basics.js';
import { calendarEndpoints } from './calendar-endpoints.js';
import { caseParamsSchema, caseViewSchema, inboxItemSchema, inboxQuerySchema, takeActionSchema } from './case.js';
import { datedChangesSchema, datedViewSchema } from './dated-schedule.js';
import { effectEndpoints } from './effect-endpoints.js';
import { download, endpoint } from './endpoint.js';
import { overviewQuerySchema, overviewSchema } from './overview.js';
import { personEndpoints } from './person-endpoints.js';
import {
  checkReplacementSchema,
  replacementCheckSchema,
  replacementFormQuerySchema,
  replacementFormSchema,
  replacementPartnersQuerySchema,
  replacementPartnersSchema,
  replacementInputSchema,
  replacementViewSchema,
  saveReplacementSchema,
} from './replacement.js';
import { routeEndpoints } from './route-endpoints.js';
import { importPreviewSchema, importQuerySchema, importTemplateQuerySchema } from './schedule-import.js';
import {
  editionChangesSchema,
  lineCheckSchema,
  lineEditSchema,
  lineFormSchema,
  saveLineSchema,
  scheduleListItemSchema,
  scheduleListQuerySchema,
  scheduleOptionsSchema,
  scheduleViewSchema,
} from './schedule.js';
import { calendarAddressSchema, timetableQuerySchema, timetableSchema } from './timetable.js';
import { trainingEndpoints } from './training/training-endpoints.js';
import { scheduleKindSchema } from './words.js';

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const editionParams = caseParamsSchema.extend({ editionNo: idParameterSchema });
const lineParams = caseParamsSchema.extend({ lineKey: z.uuid() });
const importParams = z.object({ importId: idParameterSchema });

export const endpoints = {
  inbox: endpoint({
    method: 'GET',
    path: '/api/inbox',
    summary: 'Cases that wait for me, that are mine, or that I decided',
    access: 'signedIn',
    query: inboxQuerySchema,
    answer: pageOf(inboxItemSchema),
  }),
  overview: endpoint({
    method: 'GET',
    path: '/api/overview',
    summary: 'What waits for whom since when, by unit, for the department',
    access: 'signedIn',
    query: overviewQuerySchema,
    answer: overviewSchema,
  }),
  case: endpoint({
    method: 'GET',
    path: '/api/cases/:caseId',
    summary: 'One case with its route, history and what I may do',
    access: 'signedIn',
    params: caseParamsSchema,
    answer: caseViewSchema,
  }),
  takeAction: endpoint({
    method: 'POST',
    path: '/api/cases/:caseId/actions',
    summary: 'Decide on a case or move it: one of the actions it allows me',
    access: 'signedIn',
    params: caseParamsSchema,
    body: takeActionSchema,
    answer: caseViewSchema,
  }),
  agreementSheet: download('application/pdf', {
    path: '/api/cases/:caseId/agreement-sheet.pdf',
    summary: 'The agreement sheet («Келісім парағы») as PDF, from the decision log',
    access: 'signedIn',
    params: caseParamsSchema,
    query: localeQuerySchema,
  }),
  agreementSheetDocx: download('application/vnd.openxmlformats-officedocument.wordprocessingml.document', {
    path: '/api/cases/:caseId/agreement-sheet.docx',
    summary: 'The same agreement sheet for text processors (Word)',
    access: 'signedIn',
    params: caseParamsSchema,
    query: localeQuerySchema,
  }),
  schedules: endpoint({
    method: 'GET',
    path: '/api/schedules',
    summary: 'Schedules I may see',
    access: 'signedIn',
    query: scheduleListQuerySchema,
    answer: pageOf(scheduleListItemSchema).extend({ mayPrepare: z.array(scheduleKindSchema) }),
  }),
  scheduleOptions: endpoint({
    method: 'GET',
    path: '/api/schedules/options',
    summary: 'Terms and faculties a new schedule can be for',
    access: 'signedIn',
    answer: scheduleOptionsSchema,
  }),
  scheduleDraft: endpoint({
    method: 'GET',
    path: '/api/schedules/:caseId/draft',
    summary: 'The working draft with its clashes',
    access: 'signedIn',
    params: caseParamsSchema,
    answer: scheduleViewSchema,
  }),
  scheduleEdition: endpoint({
    method: 'GET',
    path: '/api/schedules/:caseId/editions/:editionNo',
    summary: 'A frozen edition with its clashes',
    access: 'signedIn',
    params: editionParams,
    answer: scheduleViewSchema,
  }),
  scheduleChanges: endpoint({
    method: 'GET',
    path: '/api/schedules/:caseId/changes',
    summary: 'What changed between two editions',
    access: 'signedIn',
    params: caseParamsSchema,
    query: z.object({ from: idParameterSchema, to: idParameterSchema }),
    answer: editionChangesSchema,
  }),
  lineForm: endpoint({
    method: 'GET',
    path: '/api/schedules/:caseId/lines/:lineKey',
    summary: 'One line of a draft with its clashes, free places near it, and the choices of its form',
    access: 'signedIn',
    params: lineParams,
    answer: lineFormSchema,
  }),
  checkLine: endpoint({
    method: 'POST',
    path: '/api/schedules/:caseId/lines/:lineKey/check',
    summary: 'How a line would stand if it were changed so; nothing is saved',
    access: 'signedIn',
    params: lineParams,
    body: lineEditSchema,
    answer: lineCheckSchema,
  }),
  saveLine: endpoint({
    method: 'POST',
    path: '/api/schedules/:caseId/lines/:lineKey',
    summary: 'Change one line of a draft: its place, teacher, or the reason of an accepted clash',
    access: 'signedIn',
    params: lineParams,
    body: saveLineSchema,
    answer: lineCheckSchema,
  }),
  datedDraft: endpoint({
    method: 'GET',
    path: '/api/dated-schedules/:caseId/draft',
    summary: 'The working draft of a schedule of exams, midterm control or final attestation, with its clashes',
    access: 'signedIn',
    params: caseParamsSchema,
    answer: datedViewSchema,
  }),
  datedEdition: endpoint({
    method: 'GET',
    path: '/api/dated-schedules/:caseId/editions/:editionNo',
    summary: 'A frozen edition of such a schedule with its clashes',
    access: 'signedIn',
    params: editionParams,
    answer: datedViewSchema,
  }),
  datedChanges: endpoint({
    method: 'GET',
    path: '/api/dated-schedules/:caseId/changes',
    summary: 'What changed between two editions of such a schedule',
    access: 'signedIn',
    params: caseParamsSchema,
    query: z.object({ from: idParameterSchema, to: idParameterSchema }),
    answer: datedChangesSchema,
  }),
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
  importTemplate: download(workbook, {
    path: '/api/schedule-imports/template.xlsx',
    summary: 'An empty timetable of a kind with headings in my language',
    access: 'signedIn',
    query: importTemplateQuerySchema,
  }),
  checkImport: endpoint({
    method: 'POST',
    path: '/api/schedule-imports',
    summary: 'Check a timetable file; nothing is saved to the schedule',
    access: 'signedIn',
    query: importQuerySchema,
    upload: true,
    answer: importPreviewSchema,
  }),
  importPreview: endpoint({
    method: 'GET',
    path: '/api/schedule-imports/:importId',
    summary: 'A checked file again',
    access: 'signedIn',
    params: importParams,
    answer: importPreviewSchema,
  }),
  importFaults: download(workbook, {
    path: '/api/schedule-imports/:importId/faults.xlsx',
    summary: 'The faults and clashes of a checked file as a spreadsheet',
    access: 'signedIn',
    params: importParams,
    query: localeQuerySchema,
  }),
  applyImport: endpoint({
    method: 'POST',
    path: '/api/schedule-imports/:importId/apply',
    summary: 'Apply a checked file to the draft: whole or not at all',
    access: 'signedIn',
    params: importParams,
    answer: z.object({ caseId: z.int().positive() }),
  }),
  ...personEndpoints,
  ...calendarEndpoints,
  ...effectEndpoints,
  ...routeEndpoints,
  ...trainingEndpoints,
} as const;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
export type ParamsOf<N extends EndpointName> = z.output<Endpoints[N]['params']>;
export type QueryOf<N extends EndpointName> = z.output<Endpoints[N]['query']>;
export type QueryInputOf<N extends EndpointName> = z.input<Endpoints[N]['query']>;
export type BodyOf<N extends EndpointName> = z.output<Endpoints[N]['body']>;
export type BodyInputOf<N extends EndpointName> = z.input<Endpoints[N]['body']>;
export type AnswerOf<N extends EndpointName> = z.output<Endpoints[N]['answer']>;
