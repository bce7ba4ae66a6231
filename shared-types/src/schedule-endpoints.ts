/** Schedules: their drafts, editions and lines, and the way in from a file. */
import { z } from 'zod';
import { idParameterSchema, localeQuerySchema, pageOf } from './basics.js';
import { caseParamsSchema } from './case.js';
import { datedChangesSchema, datedViewSchema } from './dated-schedule.js';
import { download, endpoint } from './endpoint.js';
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
import { scheduleKindSchema } from './words.js';

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const editionParams = caseParamsSchema.extend({ editionNo: idParameterSchema });
const lineParams = caseParamsSchema.extend({ lineKey: z.uuid() });
const importParams = z.object({ importId: idParameterSchema });

export const scheduleEndpoints = {
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
} as const;
