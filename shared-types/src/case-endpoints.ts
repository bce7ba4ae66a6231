/** Cases of every kind. */
import { localeQuerySchema, pageOf } from './basics.js';
import { caseParamsSchema, caseViewSchema, inboxItemSchema, inboxQuerySchema, takeActionSchema } from './case.js';
import { download, endpoint } from './endpoint.js';
import { overviewQuerySchema, overviewSchema } from './overview.js';

export const caseEndpoints = {
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
} as const;
