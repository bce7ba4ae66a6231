/** Attendance of the sessions of a training, its final task, and what follows from both. */
import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, namedSchema, orgUnitBriefSchema, personBriefSchema } from '../basics.js';
import { applicationStateSchema } from './training-words.js';

export const attendanceStatuses = ['present', 'partly', 'absent'] as const;
export const attendanceStatusSchema = z.enum(attendanceStatuses);
export type AttendanceStatus = z.infer<typeof attendanceStatusSchema>;

export const finalTaskResults = ['passed', 'failed'] as const;
export const finalTaskResultSchema = z.enum(finalTaskResults);
export type FinalTaskResult = z.infer<typeof finalTaskResultSchema>;

/** A session as the lists of attendance name it. */
export const sessionBriefSchema = z.object({
  id: idSchema,
  /** From 1, in the order of time. */
  no: z.int().min(1),
  heldOn: dateSchema,
  /** `HH:MM` in Asia/Almaty. */
  starts: z.string(),
  ends: z.string(),
  place: z.string(),
  /** Whether the code for checking in can be shown now. */
  isOpen: z.boolean(),
  hasBegun: z.boolean(),
});
export type SessionBrief = z.infer<typeof sessionBriefSchema>;

export const attendanceMarkSchema = z.object({
  status: attendanceStatusSchema,
  reason: z.string(),
  /** `code`: checked in with the code of the session. */
  way: z.enum(['list', 'code']),
  by: personBriefSchema,
  at: instantSchema,
});
export type AttendanceMark = z.infer<typeof attendanceMarkSchema>;

/** The list of one session. */
export const attendanceSheetSchema = z.object({
  training: z.object({ id: idSchema, title: namedSchema, attendancePercent: z.int() }),
  sessions: z.array(sessionBriefSchema),
  session: sessionBriefSchema.nullable(),
  /** False when the results are settled, or nobody may mark before the session has begun. */
  canMark: z.boolean(),
  rows: z.array(
    z.object({
      applicationId: idSchema,
      person: personBriefSchema,
      unit: orgUnitBriefSchema.nullable(),
      mark: attendanceMarkSchema.nullable(),
    }),
  ),
});
export type AttendanceSheet = z.infer<typeof attendanceSheetSchema>;

export const markAttendanceSchema = z.object({
  marks: z
    .array(
      z.object({
        applicationId: idSchema,
        /** null takes the mark back. */
        status: attendanceStatusSchema.nullable(),
        reason: z.string().trim().max(500).default(''),
      }),
    )
    .min(1)
    .max(500),
});

/** The code for checking in, while it is shown. */
export const checkInCodeSchema = z.object({
  training: namedSchema,
  session: sessionBriefSchema,
  /** Six letters and digits, for who types. */
  code: z.string(),
  /** The same as a QR code: a square of so many modules, and the path of its dark ones in an SVG picture. */
  qr: z.object({ size: z.int(), path: z.string() }),
  /** Milliseconds until the next code. */
  changesInMs: z.int(),
  present: z.int(),
  seats: z.int(),
});
export type CheckInCode = z.infer<typeof checkInCodeSchema>;

export const checkInsSchema = z.object({
  /** Sessions that I can check in to now. */
  sessions: z.array(z.object({ training: namedSchema, session: sessionBriefSchema, isPresent: z.boolean() })),
  /** Sessions of about these days that I hold as a trainer. */
  kept: z.array(z.object({ trainingId: idSchema, training: namedSchema, session: sessionBriefSchema })),
});
export type CheckIns = z.infer<typeof checkInsSchema>;

/** What the rule makes of attendance and final task (domain §2.6). */
export const outcomes = ['completed', 'attended', 'missed'] as const;
export const outcomeSchema = z.enum(outcomes);
export type Outcome = z.infer<typeof outcomeSchema>;

export const outcomeRowSchema = z.object({
  applicationId: idSchema,
  person: personBriefSchema,
  unit: orgUnitBriefSchema.nullable(),
  state: applicationStateSchema,
  present: z.int(),
  partly: z.int(),
  absent: z.int(),
  /** Sessions at which nobody marked the person; they count as absence. */
  unmarked: z.int(),
  /** Of all sessions, rounded down. */
  percent: z.int(),
  finalTask: z.object({ result: finalTaskResultSchema, note: z.string() }).nullable(),
  /** What finishing gives, or gives anew after a correction. */
  outcome: outcomeSchema,
  /** Nobody takes an issued certificate back by finishing again. */
  isFixed: z.boolean(),
});
export type OutcomeRow = z.infer<typeof outcomeRowSchema>;

export const trainingResultsSchema = z.object({
  training: z.object({
    id: idSchema,
    title: namedSchema,
    version: z.int(),
    hours: z.int(),
    attendancePercent: z.int(),
    needsFinalTask: z.boolean(),
    isFinished: z.boolean(),
  }),
  sessionCount: z.int(),
  /** Why it cannot be finished yet; null: it can. */
  obstacle: z.enum(['noSessions', 'sessionsToCome', 'notAnnounced']).nullable(),
  rows: z.array(outcomeRowSchema),
  /** Application states that finishing would change. */
  changes: z.int(),
});
export type TrainingResults = z.infer<typeof trainingResultsSchema>;

export const enterFinalTaskSchema = z.object({
  results: z
    .array(
      z.object({
        applicationId: idSchema,
        result: finalTaskResultSchema.nullable(),
        note: z.string().trim().max(500).default(''),
      }),
    )
    .min(1)
    .max(500),
});
