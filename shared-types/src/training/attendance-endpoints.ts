/** The contract of attendance and results. */
import { z } from 'zod';
import { idParameterSchema, idSchema, localeQuerySchema } from '../basics.js';
import { download, endpoint } from '../endpoint.js';
import {
  attendanceSheetSchema,
  checkInCodeSchema,
  checkInsSchema,
  enterFinalTaskSchema,
  markAttendanceSchema,
  trainingResultsSchema,
} from './attendance.js';

const trainingParams = z.object({ trainingId: idParameterSchema });
const sessionParams = trainingParams.extend({ sessionId: idParameterSchema });

export const attendanceEndpoints = {
  attendance: endpoint({
    method: 'GET',
    path: '/api/trainings/:trainingId/attendance',
    summary: 'The list of a session, for marking who came; without a session the one at hand',
    access: 'signedIn',
    params: trainingParams,
    query: z.object({ sessionId: idParameterSchema.optional() }),
    answer: attendanceSheetSchema,
  }),
  markAttendance: endpoint({
    method: 'POST',
    path: '/api/trainings/:trainingId/sessions/:sessionId/attendance',
    summary: 'Mark who came; a mark without a status takes the last one back',
    access: 'signedIn',
    params: sessionParams,
    body: markAttendanceSchema,
    answer: attendanceSheetSchema,
  }),
  checkInCode: endpoint({
    method: 'GET',
    path: '/api/trainings/:trainingId/sessions/:sessionId/check-in-code',
    summary: 'The code of this moment for checking in, as letters and as a QR code',
    access: 'signedIn',
    params: sessionParams,
    query: z.object({ home: z.enum(['portal', 'moodle']) }),
    answer: checkInCodeSchema,
  }),
  checkIns: endpoint({
    method: 'GET',
    path: '/api/check-in',
    summary: 'Sessions under way in which I have a seat',
    access: 'signedIn',
    answer: checkInsSchema,
  }),
  checkIn: endpoint({
    method: 'POST',
    path: '/api/check-in',
    summary: 'Check in to a session with the code that is shown there',
    access: 'signedIn',
    body: z.object({ sessionId: idSchema, code: z.string().trim().min(1).max(20) }),
    answer: checkInsSchema,
  }),
  signInSheet: download('application/pdf', {
    path: '/api/trainings/:trainingId/sessions/:sessionId/sign-in-sheet.pdf',
    summary: 'The list of a session for signing on paper',
    access: 'signedIn',
    params: sessionParams,
    query: localeQuerySchema,
  }),
  trainingResults: endpoint({
    method: 'GET',
    path: '/api/trainings/:trainingId/results',
    summary: 'What attendance and final tasks amount to, and what finishing would do',
    access: 'signedIn',
    params: trainingParams,
    answer: trainingResultsSchema,
  }),
  enterFinalTasks: endpoint({
    method: 'POST',
    path: '/api/trainings/:trainingId/final-tasks',
    summary: 'Enter or correct results of the final task',
    access: 'signedIn',
    params: trainingParams,
    body: enterFinalTaskSchema,
    answer: trainingResultsSchema,
  }),
  finishTraining: endpoint({
    method: 'POST',
    path: '/api/trainings/:trainingId/finish',
    summary: 'Settle the outcome of everybody; again after a correction',
    access: 'signedIn',
    params: trainingParams,
    body: z.object({ version: z.int() }),
    answer: trainingResultsSchema,
  }),
} as const;
