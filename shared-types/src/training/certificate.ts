/** Certificates of trainings, those brought from elsewhere, the ledger of hours and its norms. */
import { z } from 'zod';
import {
  dateSchema,
  idParameterSchema,
  idSchema,
  instantSchema,
  namedSchema,
  orgUnitBriefSchema,
  pageOf,
  pageQuerySchema,
  personBriefSchema,
} from '../basics.js';
import { localeSchema } from '../words.js';
import { positionSchema } from './training-words.js';

/** `issuing`: numbered, its files are being made. */
export const certificateStates = ['issuing', 'valid', 'expired', 'revoked'] as const;
export const certificateStateSchema = z.enum(certificateStates);
export type CertificateState = z.infer<typeof certificateStateSchema>;

export const certificateViewSchema = z.object({
  id: idSchema,
  /** `ҚОБ-2026-0001` */
  number: z.string(),
  state: certificateStateSchema,
  person: personBriefSchema,
  training: z.object({ id: idSchema, title: namedSchema }),
  hours: z.int(),
  issuedOn: dateSchema,
  expiresOn: dateSchema.nullable(),
  revokedOn: dateSchema.nullable(),
  revokeReason: z.string().nullable(),
  /** Anyone who has this address can check the certificate. */
  checkUrl: z.string(),
});
export type CertificateView = z.infer<typeof certificateViewSchema>;

/** The certificates of one training. */
export const trainingCertificatesSchema = z.object({
  training: z.object({ id: idSchema, title: namedSchema }),
  /** Who completed and has no certificate yet. */
  due: z.int(),
  /** Numbered certificates whose files are still being made. */
  issuing: z.int(),
  /** Of these, work that is stuck and waits for a person. */
  stuck: z.int(),
  items: z.array(certificateViewSchema),
});
export type TrainingCertificates = z.infer<typeof trainingCertificatesSchema>;

export const certificateRegistrySchema = pageOf(certificateViewSchema);
export const certificateRegistryQuerySchema = pageQuerySchema.extend({
  /** Part of a number or of a name. */
  search: z.string().trim().max(100).default(''),
});

/** What a check of a file says; the page of the certificate tells the rest. */
export const fileCheckSchema = z.object({
  /** The language in which exactly this file was issued; null: it is not as it was issued. */
  locale: localeSchema.nullable(),
});
export type FileCheck = z.infer<typeof fileCheckSchema>;

export const outsideCertificateStates = ['submitted', 'confirmed', 'refused'] as const;
export const outsideCertificateStateSchema = z.enum(outsideCertificateStates);
export type OutsideCertificateState = z.infer<typeof outsideCertificateStateSchema>;

export const outsideFileTypes = ['pdf', 'jpeg', 'png'] as const;
export const outsideFileTypeSchema = z.enum(outsideFileTypes);
export type OutsideFileType = z.infer<typeof outsideFileTypeSchema>;

export const outsideCertificateSchema = z.object({
  id: idSchema,
  person: personBriefSchema,
  unit: orgUnitBriefSchema.nullable(),
  title: z.string(),
  issuer: z.string(),
  hours: z.int(),
  fromOn: dateSchema,
  toOn: dateSchema,
  fileName: z.string(),
  state: outsideCertificateStateSchema,
  creditedHours: z.int().nullable(),
  decisionReason: z.string(),
  decidedAt: instantSchema.nullable(),
  createdAt: instantSchema,
});
export type OutsideCertificate = z.infer<typeof outsideCertificateSchema>;

/** What the person says of the file; it comes as the query of the upload. */
export const addOutsideCertificateSchema = z
  .object({
    title: z.string().trim().min(1).max(300),
    issuer: z.string().trim().min(1).max(300),
    hours: z.coerce.number().int().min(1).max(1000),
    fromOn: dateSchema,
    toOn: dateSchema,
    fileName: z.string().trim().min(1).max(200),
  })
  .refine(({ fromOn, toOn }) => fromOn <= toOn, { path: ['toOn'], message: 'not before fromOn' });

export const outsideCertificatesQuerySchema = pageQuerySchema.extend({
  state: outsideCertificateStateSchema.default('submitted'),
});

export const decideOutsideCertificateSchema = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('confirm'),
    hours: z.int().min(1).max(1000),
    reason: z.string().trim().max(1000).default(''),
  }),
  z.object({ decision: z.literal('refuse'), reason: z.string().trim().min(1).max(1000) }),
]);

/** `certificate`, `outside`: credited; `revocation`, `correction`: counter-entries. */
export const hoursKinds = ['certificate', 'outside', 'revocation', 'correction'] as const;
export const hoursKindSchema = z.enum(hoursKinds);
export type HoursKind = z.infer<typeof hoursKindSchema>;

export const hoursEntrySchema = z.object({
  id: idSchema,
  kind: hoursKindSchema,
  hours: z.int(),
  earnedOn: dateSchema,
  /** What the hours are for. */
  title: namedSchema,
  /** Number of the certificate; null: it is from elsewhere. */
  number: z.string().nullable(),
  /** Sessions attended, of how many; null: it is from elsewhere. */
  attendance: z.object({ present: z.int(), partly: z.int(), sessions: z.int() }).nullable(),
  reason: z.string(),
  by: personBriefSchema,
  at: instantSchema,
  /** The entry can still be corrected to fewer hours. */
  correctable: z.int(),
});
export type HoursEntry = z.infer<typeof hoursEntrySchema>;

/** What is asked of a post, and what was reached. */
export const normStandingSchema = z.object({
  hours: z.int(),
  years: z.int(),
  /** The house's own default; the department has set nothing else. */
  isDefault: z.boolean(),
  /** First day of the period that ends today. */
  since: dateSchema,
  reached: z.int(),
});
export type NormStanding = z.infer<typeof normStandingSchema>;

export const transcriptSchema = z.object({
  person: personBriefSchema,
  unit: orgUnitBriefSchema.nullable(),
  position: positionSchema.nullable(),
  isMine: z.boolean(),
  /** null: nothing is asked of this post. */
  norm: normStandingSchema.nullable(),
  years: z.array(z.object({ year: z.int(), hours: z.int() })),
  /** Hours by year as an SVG picture, in the reader's language; null while there are none. */
  chart: z.string().nullable(),
  certificates: z.array(certificateViewSchema),
  outside: z.array(outsideCertificateSchema),
  /** Newest first. */
  entries: z.array(hoursEntrySchema),
  canCorrect: z.boolean(),
});
export type Transcript = z.infer<typeof transcriptSchema>;

export const correctHoursSchema = z.object({
  entryId: idSchema,
  /** How many could be taken back as the person saw it: the same click twice takes nothing twice. */
  correctable: z.int(),
  /** How many hours are taken back. */
  hours: z.int().min(1).max(1000),
  reason: z.string().trim().min(1).max(1000),
});

export const trainingNormSchema = z.object({
  position: positionSchema,
  hours: z.int().min(0).max(1000),
  years: z.union([z.literal(3), z.literal(5)]),
});
export type TrainingNorm = z.infer<typeof trainingNormSchema>;
export const normViewSchema = trainingNormSchema.extend({
  isDefault: z.boolean(),
  changedBy: personBriefSchema.nullable(),
  changedAt: instantSchema.nullable(),
});

export const shortOfNormQuerySchema = pageQuerySchema.extend({
  /** A faculty or kafedra; without it all that the reader may see. */
  unitId: idParameterSchema.optional(),
  show: z.enum(['short', 'all']).default('short'),
});
export const shortOfNormSchema = pageOf(
  z.object({
    person: personBriefSchema,
    unit: orgUnitBriefSchema.nullable(),
    position: positionSchema,
    norm: normStandingSchema,
  }),
).extend({
  units: z.array(orgUnitBriefSchema),
  norms: z.array(normViewSchema),
  canEditNorms: z.boolean(),
});
export type ShortOfNorm = z.infer<typeof shortOfNormSchema>;
