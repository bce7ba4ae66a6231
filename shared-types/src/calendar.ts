/** The academic calendar as the department keeps it: days that differ from the week's rule, and the dates of terms. */
import { z } from 'zod';
import { academicPeriodSchema, datedKindSchema } from './words.js';
import { dateSchema, instantSchema, namedSchema, personBriefSchema } from './basics.js';
import { examLimitsSchema } from './dated-schedule.js';

/** `dayOff`: nobody works or teaches. `workingDay`: a Saturday or Sunday worked in exchange for another day. */
export const calendarDayKinds = ['dayOff', 'workingDay'] as const;
export const calendarDayKindSchema = z.enum(calendarDayKinds);
export type CalendarDayKind = z.infer<typeof calendarDayKindSchema>;

export const calendarDaySchema = z.object({ date: dateSchema, kind: calendarDayKindSchema, name: namedSchema });
export type CalendarDay = z.infer<typeof calendarDaySchema>;

export const academicTermSchema = z.object({
  /** `2026/27` */
  academicYear: z.string(),
  term: z.int().min(1),
  startsOn: dateSchema,
  endsOn: dateSchema,
  /** Monday of academic week 1. */
  week1On: dateSchema,
  /** First and last day of each period that is set; the session follows the lessons, so it may lie behind `endsOn`. */
  periods: z.partialRecord(academicPeriodSchema, z.object({ startsOn: dateSchema, endsOn: dateSchema })).optional(),
});
export type AcademicTerm = z.infer<typeof academicTermSchema>;

export const calendarChangeActions = ['added', 'changed', 'removed'] as const;
export const calendarChangeActionSchema = z.enum(calendarChangeActions);
export type CalendarChangeAction = z.infer<typeof calendarChangeActionSchema>;

/** Who changed the calendar and when: the day, the term or the limits as they were set, or as they were before they were removed. */
export const calendarChangeSchema = z.object({
  by: personBriefSchema,
  changedAt: instantSchema,
  action: calendarChangeActionSchema,
  day: calendarDaySchema.nullable(),
  term: academicTermSchema.nullable(),
  examLimits: examLimitsSchema.nullable(),
});
export type CalendarChange = z.infer<typeof calendarChangeSchema>;

export const calendarQuerySchema = z.object({ year: z.coerce.number().int().min(2020).max(2100).optional() });

export const calendarSchema = z.object({
  year: z.int(),
  /** Days of this year that differ from the week's rule, by date. */
  days: z.array(calendarDaySchema),
  /** All terms, by academic year and number. */
  terms: z.array(academicTermSchema),
  /** Of each kind of schedule with exams. */
  examLimits: z.array(examLimitsSchema),
  mayEdit: z.boolean(),
  /** The newest changes first. */
  changes: z.array(calendarChangeSchema),
});
export type Calendar = z.infer<typeof calendarSchema>;

/** Dates and names are looked at by the rule, which says at the field what is wrong. */
const typedDate = z.string().trim().max(20);
const typedName = z.string().trim().max(200);

export const saveCalendarDaySchema = z.object({
  /** The date under which the day stood until now; null for a new one. */
  instead: dateSchema.nullable(),
  date: typedDate,
  kind: calendarDayKindSchema,
  name: z.object({ kk: typedName, ru: typedName, en: typedName }),
});
export type SaveCalendarDay = z.infer<typeof saveCalendarDaySchema>;

export const saveAcademicTermSchema = z.object({
  /** A new term must not stand yet; an old one is found by its year and number. */
  isNew: z.boolean(),
  academicYear: z.string().trim().max(20),
  term: z.int().min(1).max(9),
  startsOn: typedDate,
  endsOn: typedDate,
  week1On: typedDate,
  /** A period without dates is not set. */
  periods: z.partialRecord(academicPeriodSchema, z.object({ startsOn: typedDate, endsOn: typedDate })).optional(),
});
export type SaveAcademicTerm = z.infer<typeof saveAcademicTermSchema>;

/** What a change of the calendar did to deadlines that are running. */
export const movedDeadlinesSchema = z.object({ later: z.int().min(0), earlier: z.int().min(0) });
export type MovedDeadlines = z.infer<typeof movedDeadlinesSchema>;

/** Numbers are looked at by the rule, too. */
export const saveExamLimitsSchema = z.object({
  kind: datedKindSchema,
  mostADay: z.number(),
  leastPauseMinutes: z.number(),
});
export type SaveExamLimits = z.infer<typeof saveExamLimitsSchema>;

/** What new limits do to drafts that are being prepared: how many were checked, and how many have more or fewer open clashes now. */
export const examLimitsEffectSchema = z.object({
  drafts: z.int().min(0),
  moreClashes: z.int().min(0),
  fewerClashes: z.int().min(0),
});
export type ExamLimitsEffect = z.infer<typeof examLimitsEffectSchema>;
