/** What is held of a person's learning, for the page “My data” and its file. It holds no answer of feedback: those are nobody's. */
import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, namedSchema } from '../basics.js';
import { attendanceStatusSchema, finalTaskResultSchema } from './attendance.js';
import { certificateStateSchema, outsideCertificateStateSchema } from './certificate.js';
import { applicationStepSchema } from './seats.js';
import { applicationStateSchema } from './training-words.js';

const myParticipationSchema = z.object({
  training: z.object({ id: idSchema, title: namedSchema }),
  state: applicationStateSchema,
  appliedAt: instantSchema,
  /** What the person wrote when they applied. */
  motive: z.string(),
  history: z.array(applicationStepSchema),
  /** The sessions, earliest first; status null: not marked. Empty where the person never had a seat for sure. */
  attendance: z.array(z.object({ startsAt: instantSchema, status: attendanceStatusSchema.nullable() })),
  /** null: none was entered. */
  finalTask: finalTaskResultSchema.nullable(),
  /** Whether they answered; what, nobody can tell. */
  feedback: z.enum(['notAsked', 'notGiven', 'given']),
});
export type MyParticipation = z.infer<typeof myParticipationSchema>;

export const myLearningSchema = z.object({
  /** The newest first, as the other lists; the page holds some of each, the file all. */
  participations: z.array(myParticipationSchema),
  certificates: z.array(
    z.object({
      number: z.string(),
      title: namedSchema,
      state: certificateStateSchema,
      hours: z.int(),
      issuedOn: dateSchema,
      expiresOn: dateSchema.nullable(),
      revokedOn: dateSchema.nullable(),
    }),
  ),
  outside: z.array(
    z.object({
      title: z.string(),
      issuer: z.string(),
      state: outsideCertificateStateSchema,
      hours: z.int(),
      /** What the department credited; null: nothing, or not yet. */
      creditedHours: z.int().nullable(),
      fromOn: dateSchema,
      toOn: dateSchema,
      fileName: z.string(),
    }),
  ),
  /** How many there are of each. */
  totals: z.object({ participations: z.int(), certificates: z.int(), outside: z.int() }),
  /** Academic hours in the ledger, all together. */
  hours: z.int(),
});
export type MyLearning = z.infer<typeof myLearningSchema>;
