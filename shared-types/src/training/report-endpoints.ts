/** The contract of the report on training. */
import { z } from 'zod';
import { download, endpoint } from '../endpoint.js';
import { planParamsSchema } from './plan.js';
import { explainSchema, reportFileQuerySchema, reportQuerySchema, reportSchema } from './report.js';

export const reportEndpoints = {
  trainingReport: endpoint({
    method: 'GET',
    path: '/api/training-report',
    summary:
      'Who was trained, attendance, completion and feedback, plan against fact; numbers with the rows of one of them',
    access: 'signedIn',
    query: reportQuerySchema,
    answer: reportSchema,
  }),
  trainingReportXlsx: download('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', {
    path: '/api/training-report.xlsx',
    summary: 'The same report as a workbook, with all rows',
    access: 'signedIn',
    query: reportFileQuerySchema,
  }),
  trainingReportDocx: download('application/vnd.openxmlformats-officedocument.wordprocessingml.document', {
    path: '/api/training-report.docx',
    summary: 'The same report for text processors (Word)',
    access: 'signedIn',
    query: reportFileQuerySchema,
  }),
  trainingReportPdf: download('application/pdf', {
    path: '/api/training-report.pdf',
    summary: 'The same report as PDF',
    access: 'signedIn',
    query: reportFileQuerySchema,
  }),
  explainPlanLine: endpoint({
    method: 'POST',
    path: '/api/training-plans/:caseId/lines/:lineKey/reason',
    summary: 'Write why a line of a plan turned out otherwise; it stands in the report',
    access: 'signedIn',
    params: planParamsSchema.extend({ lineKey: z.uuid() }),
    body: explainSchema,
  }),
} as const;
