import { z } from 'zod';
import { dateSchema, idSchema, namedSchema, orgUnitBriefSchema, pageQuerySchema } from './basics.js';
import { caseStateSchema, deliveryModeSchema, lessonTypeSchema, localeSchema, scheduleKindSchema } from './words.js';
import { caseSummarySchema } from './case.js';

/** 1 is Monday, 7 is Sunday (ISO 8601). The teaching week is Monday to Saturday. */
export const weekdaySchema = z.int().min(1).max(7);

/** One line of a lesson schedule: form of domain §2.3. Codes refer to the reference tables (disciplines, groups, rooms, persons). */
export const scheduleLineSchema = z.object({
  /** Stable across editions: a changed line keeps its key, so its calendar events keep theirs. UUID. */
  key: z.uuid(),
  weekday: weekdaySchema,
  /** Numbers of the first and last time slot, both included. */
  firstSlot: z.int().min(1).max(20),
  lastSlot: z.int().min(1).max(20),
  /** Academic weeks of the term (1 = the week of `week1On`), ascending, no repeats. */
  weeks: z.array(z.int().min(1).max(53)).min(1),
  disciplineCode: z.string().min(1).max(40),
  lessonType: lessonTypeSchema,
  groupCodes: z.array(z.string().min(1).max(40)).min(1).max(30),
  /** Staff number of the teacher. */
  teacherCode: z.string().min(1).max(40),
  mode: deliveryModeSchema,
  /** Compulsory on campus, null online. */
  roomCode: z.string().max(40).nullable(),
  /** Meeting link for online lessons (http or https). */
  link: z.string().max(500).nullable(),
  language: localeSchema.nullable(),
  remark: z.string().max(500).nullable(),
  /** Why a clash of this line is accepted; it stays on the sheet. */
  clashReason: z.string().max(500).nullable(),
});
export type ScheduleLine = z.infer<typeof scheduleLineSchema>;
/** A line before it got its key. */
export type NewScheduleLine = Omit<ScheduleLine, 'key'>;
/** Fields whose change is shown to people, in the order of the form. */
export const scheduleLineFields = [
  'weekday',
  'firstSlot',
  'lastSlot',
  'weeks',
  'disciplineCode',
  'lessonType',
  'groupCodes',
  'teacherCode',
  'mode',
  'roomCode',
  'link',
  'language',
  'remark',
  'clashReason',
] as const satisfies readonly (keyof NewScheduleLine)[];
export const scheduleLineFieldSchema = z.enum(scheduleLineFields);
export type ScheduleLineField = z.infer<typeof scheduleLineFieldSchema>;

export const scheduleHeaderSchema = z.object({
  /** e.g. `2026/27` */
  academicYear: z.string().regex(/^\d{4}\/\d{2}$/),
  term: z.int().min(1).max(3),
  facultyCode: z.string().min(1).max(40),
  /** Free words after the generated title, e.g. a year of study. */
  label: z.string().trim().max(120).default(''),
});
export type ScheduleHeader = z.infer<typeof scheduleHeaderSchema>;

export const clashResources = ['teacher', 'group', 'room'] as const;
export const clashSchema = z.object({
  resource: z.enum(clashResources),
  /** Code of the teacher, group or room that would be in two places. */
  resourceCode: z.string(),
  weekday: weekdaySchema,
  /** Slots and weeks that both lines claim. */
  slots: z.array(z.int()).min(1),
  weeks: z.array(z.int()).min(1),
  lineKey: z.string(),
  otherLineKey: z.string(),
  /** Set when the other line stands in another schedule of the same term. */
  otherCaseId: idSchema.nullable(),
  /** The other line itself, where it stands in another schedule; the names of the answer cover its codes. */
  otherLine: scheduleLineSchema.nullable(),
  /** Set when the other is no lesson: an exam, midterm control or defence, or the consultation before it. */
  otherWhat: z.enum(['exam', 'consultation']).optional(),
  /** Reason under which the clash was accepted, from either line. */
  acceptedReason: z.string().nullable(),
});
export type Clash = z.infer<typeof clashSchema>;

/** What an edition freezes. */
export const scheduleContentSchema = z.object({
  header: scheduleHeaderSchema,
  lines: z.array(scheduleLineSchema),
  /** Clashes as they were accepted when the edition was submitted; left out where there are none. */
  acceptedClashes: z.array(clashSchema).optional(),
});
export type ScheduleContent = z.infer<typeof scheduleContentSchema>;

/** Where a line may stand; slots as in the line. */
export const placeSchema = scheduleLineSchema.pick({ weekday: true, firstSlot: true, lastSlot: true, roomCode: true });
export type Place = z.infer<typeof placeSchema>;

/** A place in which teacher, groups and room of this line are free in all of its weeks. Of one line the nearest comes first. */
export const freePlaceSchema = placeSchema.extend({ lineKey: z.string() });
export type FreePlace = z.infer<typeof freePlaceSchema>;

/** Names for the codes in a content, so that a screen needs no second request. Keys are codes. */
export const namesSchema = z.object({
  disciplines: z.record(z.string(), namedSchema),
  groups: z.record(z.string(), z.string()),
  teachers: z.record(z.string(), namedSchema),
  rooms: z.record(z.string(), z.string()),
});
export type Names = z.infer<typeof namesSchema>;

export const timeSlotSchema = z.object({ no: z.int().min(1), starts: z.string(), ends: z.string() });
export type TimeSlot = z.infer<typeof timeSlotSchema>;

/** The week grid and the line list of one edition, or of the working draft (`editionNo: null`). */
export const scheduleViewSchema = z.object({
  caseId: idSchema,
  editionNo: z.int().nullable(),
  header: scheduleHeaderSchema,
  lines: z.array(scheduleLineSchema),
  clashes: z.array(clashSchema),
  names: namesSchema,
  slots: z.array(timeSlotSchema),
  /** Monday of academic week 1. */
  week1On: dateSchema,
  /** For lines of a draft whose clash nobody has accepted. */
  freePlaces: z.array(freePlaceSchema),
  /** Version of the case that a change of a line names; null where the reader may change none. */
  editableVersion: z.int().min(0).nullable(),
  /** Set on the edition in force for who may replace lessons of it: those of that teacher, or all where it is null. */
  replaceable: z.object({ teacherCode: z.string().nullable() }).nullable(),
});
export type ScheduleView = z.infer<typeof scheduleViewSchema>;

export const scheduleListQuerySchema = pageQuerySchema.extend({
  state: caseStateSchema.optional(),
  kind: scheduleKindSchema.optional(),
});
export const scheduleListItemSchema = caseSummarySchema.extend({
  header: scheduleHeaderSchema,
  lineCount: z.int().min(0),
  publishedEdition: z.int().nullable(),
});
export type ScheduleListItem = z.infer<typeof scheduleListItemSchema>;

/** What a person needs to start a schedule: the choices of the form. */
export const scheduleOptionsSchema = z.object({
  terms: z.array(z.object({ academicYear: z.string(), term: z.int(), startsOn: dateSchema, endsOn: dateSchema })),
  /** The kinds this person may prepare, each with the faculties, or for final attestation the kafedras, for which they may. */
  kinds: z.array(z.object({ kind: scheduleKindSchema, units: z.array(orgUnitBriefSchema).min(1) })),
});
export type ScheduleOptions = z.infer<typeof scheduleOptionsSchema>;

/** What of a draft's line may be changed on the screen. */
export const lineEditSchema = scheduleLineSchema.pick({
  weekday: true,
  firstSlot: true,
  lastSlot: true,
  weeks: true,
  teacherCode: true,
  mode: true,
  roomCode: true,
  clashReason: true,
});
export type LineEdit = z.infer<typeof lineEditSchema>;
/** `version` is the case version the person saw. */
export const saveLineSchema = lineEditSchema.extend({ version: z.int().min(0) });

/** How a line would stand: its clashes with everything else of the term, and free places near it. */
export const lineCheckSchema = z.object({
  line: scheduleLineSchema,
  clashes: z.array(clashSchema),
  /** Lines of the same draft that the clashes name. */
  otherLines: z.array(scheduleLineSchema),
  freePlaces: z.array(freePlaceSchema),
  names: namesSchema,
});
export type LineCheck = z.infer<typeof lineCheckSchema>;

/** The form that changes one line of a draft. */
export const lineFormSchema = lineCheckSchema.extend({
  version: z.int().min(0),
  slots: z.array(timeSlotSchema),
  /** Monday of academic week 1. */
  week1On: dateSchema,
  weekCount: z.int().min(1),
  teachers: z.array(z.object({ code: z.string(), name: namedSchema })),
  rooms: z.array(z.object({ code: z.string(), seats: z.int().nullable() })),
  /** Learners of all groups of the line. */
  learners: z.int().min(0),
});
export type LineForm = z.infer<typeof lineFormSchema>;

export const lineChangeSchema = z.object({
  lineKey: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: scheduleLineSchema.nullable(),
  after: scheduleLineSchema.nullable(),
  fields: z.array(scheduleLineFieldSchema),
});
export type LineChange = z.infer<typeof lineChangeSchema>;

export const editionChangesSchema = z.object({
  caseId: idSchema,
  fromEdition: z.int().min(1),
  toEdition: z.int().min(1),
  changes: z.array(lineChangeSchema),
  counts: z.object({ added: z.int(), removed: z.int(), changed: z.int(), unchanged: z.int() }),
  names: namesSchema,
  slots: z.array(timeSlotSchema),
});
export type EditionChanges = z.infer<typeof editionChangesSchema>;
