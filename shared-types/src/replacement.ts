/** Replacing single lessons of a published schedule: another teacher holds them, they are held at another time or place, or two change places. */
import { z } from 'zod';
import { dateSchema, idParameterSchema, idSchema, namedSchema, pageOf, pageQuerySchema } from './basics.js';
import { clashSchema, namesSchema, scheduleLineSchema, timeSlotSchema } from './schedule.js';

/**
 * `substitution`: another teacher holds it; `move`: another date, slots or room; `swap`: two lessons of one term, each at the date and slots of the
 * other, either both in their own rooms or each in the other's; `exchange`: two lessons of two teachers, each held by the other, both as planned.
 */
export const replacementKinds = ['substitution', 'move', 'swap', 'exchange'] as const;
export const replacementKindSchema = z.enum(replacementKinds);
export type ReplacementKind = z.infer<typeof replacementKindSchema>;

/** Kinds of two lessons that belong together: none of them comes into force or ends without the other. */
export const pairedKinds = ['swap', 'exchange'] as const satisfies readonly ReplacementKind[];
export type PairedKind = (typeof pairedKinds)[number];

/** Why a replacement cannot be as it is wished; a kind: it does not change what the kind is for. The text is `obstacle_replacement_<code>`. */
export const replacementMistakes = [
  'unknown',
  'twice',
  'over',
  'taken',
  'dayoff',
  'slots',
  'length',
  'teacher',
  'room',
  ...replacementKinds,
] as const;
export type ReplacementMistake = (typeof replacementMistakes)[number];

/** One lesson (a line in one academic week) and how it will be held instead. */
export const wishedLessonSchema = z.object({
  lineKey: z.uuid(),
  week: z.int().min(1).max(53),
  toOn: dateSchema,
  ...scheduleLineSchema.pick({ firstSlot: true, lastSlot: true, mode: true, roomCode: true, teacherCode: true }).shape,
});
export type WishedLesson = z.infer<typeof wishedLessonSchema>;

/** More lessons than this are another schedule. */
export const mostReplacedLessons = 60;

export const replacementInputSchema = z.object({
  kind: replacementKindSchema,
  /** The schedule from which it was begun; it tells the term. A swap may take its other lesson from another schedule. */
  scheduleCaseId: idSchema,
  reason: z.string().trim().min(1).max(500),
  lessons: z.array(wishedLessonSchema).min(1).max(mostReplacedLessons),
});
export type ReplacementInput = z.infer<typeof replacementInputSchema>;
/** What is checked while it is being chosen has no reason yet. `caseId`: of the replacement that is being changed. */
export const checkReplacementSchema = replacementInputSchema
  .omit({ reason: true })
  .extend({ caseId: idSchema.optional() });
export type CheckReplacement = z.infer<typeof checkReplacementSchema>;
export const saveReplacementSchema = replacementInputSchema.extend({ version: z.int().min(0) });

export const replacedLessonSchema = wishedLessonSchema.extend({
  key: z.uuid(),
  /** The schedule in which its line stands. */
  scheduleCaseId: idSchema,
  /** Date of the lesson as planned. */
  on: dateSchema,
  /** The line as it stood when the replacement was prepared: the replacement holds as long as the line stays so. */
  line: scheduleLineSchema,
});
export type ReplacedLesson = z.infer<typeof replacedLessonSchema>;

/** What an edition freezes. */
export const replacementContentSchema = z.object({
  kind: replacementKindSchema,
  scheduleCaseId: idSchema,
  academicYear: z.string(),
  term: z.int(),
  reason: z.string(),
  lessons: z.array(replacedLessonSchema),
});
export type ReplacementContent = z.infer<typeof replacementContentSchema>;

/** All lessons of one teacher on one date, as they would be held. */
export const teacherDaySchema = z.object({
  teacherCode: z.string(),
  on: dateSchema,
  lessons: z.array(scheduleLineSchema),
  /** Keys of those that this replacement brings. */
  brought: z.array(z.string()),
});
export type TeacherDay = z.infer<typeof teacherDaySchema>;

/** Where a lesson can be held on another date: its teacher, its groups and the room are free together. */
export const freeDateSchema = scheduleLineSchema
  .pick({ firstSlot: true, lastSlot: true, roomCode: true })
  .extend({ on: dateSchema });
export type FreeDate = z.infer<typeof freeDateSchema>;

export const replacementCheckSchema = z.object({
  clashes: z.array(clashSchema),
  days: z.array(teacherDaySchema),
  /** For a move: the nearest free places of the same week. */
  freeDates: z.array(freeDateSchema),
  /** Why it cannot be so, in the reader's language. */
  mistakes: z.array(z.object({ code: z.enum(replacementMistakes), text: z.string() })),
  names: namesSchema,
});
export type ReplacementCheck = z.infer<typeof replacementCheckSchema>;

export const replacementViewSchema = z.object({
  caseId: idSchema,
  /** null: the working draft. */
  editionNo: z.int().nullable(),
  content: replacementContentSchema,
  clashes: z.array(clashSchema),
  days: z.array(teacherDaySchema),
  /** Keys of lessons whose replacement does not hold (any more): their line has changed since. */
  lapsed: z.array(z.string()),
  /** Version of the case for who may change the draft. */
  editableVersion: z.int().nullable(),
  names: namesSchema,
  slots: z.array(timeSlotSchema),
});
export type ReplacementView = z.infer<typeof replacementViewSchema>;

/** A lesson that can be chosen. */
const datedLessonSchema = z.object({ lineKey: z.string(), week: z.int(), on: dateSchema });
export const replacementFormQuerySchema = z.object({
  scheduleCaseId: idParameterSchema,
  lineKey: z.uuid(),
  /** The replacement that is being changed; left out for a new one. */
  caseId: idParameterSchema.optional(),
});
export const replacementFormSchema = z.object({
  scheduleCaseId: idSchema,
  line: scheduleLineSchema,
  /** Lessons of the line that are still to come. */
  lessons: z.array(datedLessonSchema),
  teachers: z.array(z.object({ code: z.string(), name: namedSchema })),
  rooms: z.array(z.object({ code: z.string(), seats: z.int().nullable() })),
  names: namesSchema,
  slots: z.array(timeSlotSchema),
  /** First and last date a lesson can be moved to. */
  earliest: dateSchema,
  latest: dateSchema,
});
export type ReplacementForm = z.infer<typeof replacementFormSchema>;

export const replacementPartnersQuerySchema = pageQuerySchema.extend({
  scheduleCaseId: idParameterSchema,
  lineKey: z.uuid(),
  /** The lesson of the line that is looked at; the nearest lesson of each partner is tried with it. */
  week: z.coerce.number().int().min(1).max(53),
  kind: z.enum(pairedKinds),
  /** Part of a discipline, teacher or group. */
  search: z.string().trim().max(100).default(''),
  /** The replacement that is being changed; left out for a new one. */
  caseId: idParameterSchema.optional(),
});
export const replacementPartnerSchema = z.object({
  line: scheduleLineSchema,
  lessons: z.array(datedLessonSchema),
  /** What would clash on the two dates with its nearest lesson. */
  clashes: z.int().min(0),
});
export type ReplacementPartner = z.infer<typeof replacementPartnerSchema>;
/** Lines of the term that a lesson can be swapped or exchanged with: those without a clash first, then the nearest ones. */
export const replacementPartnersSchema = pageOf(replacementPartnerSchema).extend({ names: namesSchema });
export type ReplacementPartners = z.infer<typeof replacementPartnersSchema>;
