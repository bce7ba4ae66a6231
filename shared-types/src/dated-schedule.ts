/** Schedules of midterm control, of the exam session and of final attestation: lines that have a date. */
import { z } from 'zod';
import { dateSchema, idSchema } from './basics.js';
import { namesSchema, scheduleHeaderSchema } from './schedule.js';
import { attestationTypeSchema, datedKindSchema, examFormSchema } from './words.js';

/** `HH:MM`, in Asia/Almaty. */
export const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const staffCode = z.string().min(1).max(40);

/**
 * One line: forms «exam» and «final attestation» of domain §2.3. Fields of the other form are null or empty. Codes refer to the reference
 * tables (disciplines, groups, rooms, persons).
 */
export const datedLineSchema = z.object({
  /** Stable across editions: a changed line keeps its key, so its calendar events keep theirs. UUID. */
  key: z.uuid(),
  /** Final attestation only. */
  attestation: attestationTypeSchema.nullable(),
  disciplineCode: z.string().min(1).max(40),
  groupCodes: z.array(z.string().min(1).max(40)).min(1).max(30),
  /** Exams and midterm control only. */
  form: examFormSchema.nullable(),
  /** Where it is written or taken, e.g. `Platonus`; exams and midterm control only. */
  platform: z.string().min(1).max(60).nullable(),
  /** Exams only: day and time of the consultation, both or neither. */
  consultationOn: dateSchema.nullable(),
  consultationStarts: clockTimeSchema.nullable(),
  consultationLink: z.string().max(500).nullable(),
  date: dateSchema,
  starts: clockTimeSchema,
  /** It ends on the same day. */
  durationMinutes: z.int().min(5).max(720),
  roomCode: z.string().max(40).nullable(),
  /** Exams and midterm control only: staff number. */
  examinerCode: staffCode.nullable(),
  proctorCode: staffCode.nullable(),
  /** Final attestation only: the commission, by staff numbers; `memberCodes` without chair and secretary. */
  chairCode: staffCode.nullable(),
  secretaryCode: staffCode.nullable(),
  memberCodes: z.array(staffCode).max(20),
  /** Of the exam or the defence (http or https); without a room it says where. */
  link: z.string().max(500).nullable(),
  /** Final attestation only: number and date of the order that admits the learners. */
  learnersOrder: z.string().min(1).max(120).nullable(),
  /** Final attestation only: is it recorded on video. */
  recording: z.boolean().nullable(),
  remark: z.string().max(500).nullable(),
  /** Why a clash of this line is accepted; it stands on the agreement sheet. */
  clashReason: z.string().max(500).nullable(),
});
export type DatedLine = z.infer<typeof datedLineSchema>;
/** A line before it got its key. */
export type NewDatedLine = Omit<DatedLine, 'key'>;

/** Fields whose change is shown to people, in the order of the form. */
export const datedLineFields = [
  'attestation',
  'disciplineCode',
  'groupCodes',
  'form',
  'platform',
  'consultationOn',
  'consultationStarts',
  'consultationLink',
  'date',
  'starts',
  'durationMinutes',
  'roomCode',
  'examinerCode',
  'proctorCode',
  'chairCode',
  'secretaryCode',
  'memberCodes',
  'link',
  'learnersOrder',
  'recording',
  'remark',
  'clashReason',
] as const satisfies readonly (keyof NewDatedLine)[];
export const datedLineFieldSchema = z.enum(datedLineFields);
export type DatedLineField = z.infer<typeof datedLineFieldSchema>;

/** Final attestation is the schedule of one graduating kafedra; the others are a faculty's. */
export const datedHeaderSchema = scheduleHeaderSchema.extend({ kafedraCode: z.string().min(1).max(40).nullable() });
export type DatedHeader = z.infer<typeof datedHeaderSchema>;

/**
 * `person`, `group`, `room`: in two places at once. `tooManyExams`: more exams of a group on one day than its kind allows. `backToBack`: too short
 * a way from one to the next. The others set the line against the academic calendar, or its consultation against its exam.
 */
export const datedClashRules = [
  'person',
  'group',
  'room',
  'tooManyExams',
  'backToBack',
  'outsideSession',
  'dayOff',
  'consultationAfterExam',
] as const;
export type DatedClashRule = (typeof datedClashRules)[number];

/** What somebody does at a time: `exam` is also a midterm control and a final attestation. */
export const appointmentTypes = ['exam', 'consultation', 'lesson'] as const;
export type AppointmentType = (typeof appointmentTypes)[number];

export const datedClashSchema = z.object({
  rule: z.enum(datedClashRules),
  /** Who or what is concerned; null where the line stands against the calendar. */
  subject: z.object({ resource: z.enum(['person', 'group', 'room']), code: z.string() }).nullable(),
  /** What of the line is meant. */
  what: z.enum(appointmentTypes),
  lineKey: z.string(),
  date: dateSchema,
  /** The common time of both; for one line its own time; for `backToBack` the pause between. */
  starts: clockTimeSchema,
  ends: z.string(),
  /** With what it clashes. */
  other: z
    .object({
      what: z.enum(appointmentTypes),
      lineKey: z.string(),
      /** Set when it stands in another schedule. */
      caseId: idSchema.nullable(),
      disciplineCode: z.string(),
      groupCodes: z.array(z.string()),
      roomCode: z.string().nullable(),
      starts: clockTimeSchema,
      ends: z.string(),
    })
    .nullable(),
  /** `tooManyExams`: exams on that day; `backToBack`: minutes between. */
  found: z.int().nullable(),
  /** What the policy allows: exams a day, or minutes between. */
  allowed: z.int().nullable(),
  /** Reason under which the clash was accepted, from either line. */
  acceptedReason: z.string().nullable(),
});
export type DatedClash = z.infer<typeof datedClashSchema>;

/** What an edition freezes. Clashes that were accepted stand in it as those who agreed saw them; none where there were none. */
export const datedContentSchema = z.object({
  header: datedHeaderSchema,
  lines: z.array(datedLineSchema),
  acceptedClashes: z.array(datedClashSchema).optional(),
});
export type DatedContent = z.infer<typeof datedContentSchema>;

/** What the university allows at exams of a kind, as the department has set it. */
export const examLimitsSchema = z.object({
  kind: datedKindSchema,
  /** Exams that a group may have on one day. */
  mostADay: z.int().min(1).max(10),
  /** Minutes that must lie between two of them for a group, and for a person who goes from one place to another. */
  leastPauseMinutes: z.int().min(0).max(480),
});
export type ExamLimits = z.infer<typeof examLimitsSchema>;

/** The lines of one edition, or of the working draft (`editionNo: null`), by date. */
export const datedViewSchema = z.object({
  caseId: idSchema,
  kind: datedKindSchema,
  editionNo: z.int().nullable(),
  header: datedHeaderSchema,
  lines: z.array(datedLineSchema),
  clashes: z.array(datedClashSchema),
  /** By what the clashes were found. */
  limits: examLimitsSchema,
  names: namesSchema,
});
export type DatedView = z.infer<typeof datedViewSchema>;

export const datedLineChangeSchema = z.object({
  lineKey: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: datedLineSchema.nullable(),
  after: datedLineSchema.nullable(),
  fields: z.array(datedLineFieldSchema),
});

export const datedChangesSchema = z.object({
  caseId: idSchema,
  kind: datedKindSchema,
  fromEdition: z.int().min(1),
  toEdition: z.int().min(1),
  changes: z.array(datedLineChangeSchema),
  counts: z.object({ added: z.int(), removed: z.int(), changed: z.int(), unchanged: z.int() }),
  names: namesSchema,
});
export type DatedChanges = z.infer<typeof datedChangesSchema>;
