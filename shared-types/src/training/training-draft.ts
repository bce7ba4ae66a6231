/**
 * A training as the department writes it. The form is lenient on purpose: what is missing or wrong in it is answered field by field in the
 * reader's language, all at once, and a draft may have gaps.
 */
import { z } from 'zod';
import { idSchema } from '../basics.js';
import { localeSchema } from '../words.js';
import { eligibilitySchema } from './eligibility.js';
import { trainingApprovalSchema, trainingCategorySchema, trainingFormSchema } from './training-words.js';

const line = (longest: number) => z.string().trim().max(longest);
const inThreeLanguages = (longest: number) => z.object({ kk: line(longest), ru: line(longest), en: line(longest) });
/** `2026-12-01T09:00` on the clock of Asia/Almaty; empty: not said yet. */
const momentSchema = line(16);
/** Null: not said yet. */
const countSchema = z.int().min(-1_000_000).max(1_000_000).nullable();

/** One meeting of a training. */
export const sessionDraftSchema = z.object({
  /** Null: a new one. Stays with the session when it is moved. */
  key: z.uuid().nullable(),
  /** `YYYY-MM-DD` */
  date: line(10),
  /** `HH:MM`, Asia/Almaty. */
  starts: line(5),
  ends: line(5),
  /** Code of a room, or a place in words; empty: none. */
  room: line(40),
  /** Where it is online; empty: none. */
  link: line(450),
});
export type SessionDraft = z.infer<typeof sessionDraftSchema>;

/** Somebody of the house, or somebody from outside by name. */
export const trainerDraftSchema = z.object({ personId: idSchema.nullable(), outsideName: line(200) });
export type TrainerDraft = z.infer<typeof trainerDraftSchema>;

export const trainingDraftSchema = z.object({
  title: inThreeLanguages(250),
  about: inThreeLanguages(4000),
  category: trainingCategorySchema,
  form: trainingFormSchema,
  language: localeSchema,
  /** Academic hours. */
  hours: countSchema,
  seats: countSchema,
  applyFrom: momentSchema,
  applyUntil: momentSchema,
  /** Until then a seat is given up without asking. */
  cancelUntil: momentSchema,
  /** Whole hours for which a freed seat is held. */
  offerHours: countSchema,
  approval: trainingApprovalSchema,
  eligibility: eligibilitySchema,
  attendancePercent: countSchema,
  needsFinalTask: z.boolean(),
  /** `idnumber` of the Moodle course; empty: none. */
  moodleCourse: line(100),
  /** Who signs the certificates; null: the head of the department. */
  signatoryId: idSchema.nullable(),
  /** Certificates are valid that long; null: without end. */
  certificateMonths: countSchema,
  trainers: z.array(trainerDraftSchema).max(20),
  sessions: z.array(sessionDraftSchema).max(100),
  /** Why clashes with lessons are accepted; empty: they are not. */
  clashReason: line(1000),
});
export type TrainingDraft = z.infer<typeof trainingDraftSchema>;
