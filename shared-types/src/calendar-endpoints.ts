/** The academic calendar. */
import { z } from 'zod';
import { dateSchema } from './basics.js';
import {
  academicTermSchema,
  calendarQuerySchema,
  calendarSchema,
  examLimitsEffectSchema,
  movedDeadlinesSchema,
  saveAcademicTermSchema,
  saveCalendarDaySchema,
  saveExamLimitsSchema,
} from './calendar.js';
import { endpoint } from './endpoint.js';

export const calendarEndpoints = {
  calendar: endpoint({
    method: 'GET',
    path: '/api/calendar',
    summary: 'Days off, moved days and terms',
    access: 'signedIn',
    query: calendarQuerySchema,
    answer: calendarSchema,
  }),
  saveCalendarDay: endpoint({
    method: 'POST',
    path: '/api/calendar/days',
    summary: 'Enter or change a day off or a worked weekend; running deadlines follow',
    access: 'signedIn',
    body: saveCalendarDaySchema,
    answer: movedDeadlinesSchema,
  }),
  removeCalendarDay: endpoint({
    method: 'POST',
    path: '/api/calendar/days/remove',
    summary: 'Let a day follow the rule of the week again; running deadlines follow',
    access: 'signedIn',
    body: z.object({ date: dateSchema }),
    answer: movedDeadlinesSchema,
  }),
  saveAcademicTerm: endpoint({
    method: 'POST',
    path: '/api/calendar/terms',
    summary: 'Enter a term or change its dates',
    access: 'signedIn',
    body: saveAcademicTermSchema,
  }),
  removeAcademicTerm: endpoint({
    method: 'POST',
    path: '/api/calendar/terms/remove',
    summary: 'Remove a term for which there is no schedule',
    access: 'signedIn',
    body: academicTermSchema.pick({ academicYear: true, term: true }),
  }),
  saveExamLimits: endpoint({
    method: 'POST',
    path: '/api/calendar/exam-limits',
    summary: 'Set how many exams a day and which pause a kind of schedule allows; drafts are checked by them at once',
    access: 'signedIn',
    body: saveExamLimitsSchema,
    answer: examLimitsEffectSchema,
  }),
} as const;
