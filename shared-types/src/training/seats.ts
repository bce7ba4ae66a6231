/** Trainings as those see them who learn, and applications with their way to a seat. */
import { z } from 'zod';
import {
  dateSchema,
  idSchema,
  instantSchema,
  namedSchema,
  orgUnitBriefSchema,
  pageOf,
  pageQuerySchema,
  personBriefSchema,
} from '../basics.js';
import { dueSchema } from '../case.js';
import { localeSchema, roleSchema } from '../words.js';
import { applicationReasonSchema } from './application-reasons.js';
import { trainingBriefSchema } from './training.js';
import {
  applicationStateSchema,
  positionSchema,
  trainingApprovalSchema,
  trainingCategorySchema,
  trainingFormSchema,
} from './training-words.js';

/** What may be done to an application: by the applicant, by the head who is asked, by the department. */
export const applicationActions = ['cancel', 'accept', 'refuse', 'swap', 'agree', 'decline', 'seat'] as const;
export const applicationActionSchema = z.enum(applicationActions);
export type ApplicationAction = z.infer<typeof applicationActionSchema>;

/** Why somebody cannot apply now; each has the text `training_whynot_<code>`. */
export const applyRefusals = [
  'trainingNotOpen',
  'applicationsNotYet',
  'applicationsClosed',
  'appliedInSeries',
  'notEligible',
  'queueClosed',
] as const;
export const applyRefusalSchema = z.enum(applyRefusals);

export const catalogueQuerySchema = pageQuerySchema.extend({
  category: trainingCategorySchema.optional(),
  form: trainingFormSchema.optional(),
  language: localeSchema.optional(),
  /** Held on some day from … */
  from: dateSchema.optional(),
  /** … to. */
  to: dateSchema.optional(),
  /** Words of a title; each must occur. */
  search: z.string().trim().max(100).optional(),
  /** `1`: only those for which I may apply now. */
  open: z.literal('1').optional(),
});

const ownBriefSchema = z.object({ id: idSchema, state: applicationStateSchema });

export const catalogueItemSchema = trainingBriefSchema.extend({
  startsAt: instantSchema.nullable(),
  endsAt: instantSchema.nullable(),
  applyFrom: instantSchema,
  applyUntil: instantSchema,
  seats: z.int().min(0),
  taken: z.int().min(0),
  waiting: z.int().min(0),
  /** My application that has not ended; else null. */
  mine: ownBriefSchema.nullable(),
  /** Why I cannot apply now; null: I can, or have. */
  whyNot: applyRefusalSchema.nullable(),
});
export type CatalogueItem = z.infer<typeof catalogueItemSchema>;

/** A rule of eligibility, and whether I meet it. */
export const eligibilityFindingSchema = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('unit'), isMet: z.boolean(), units: z.array(namedSchema) }),
  z.object({
    rule: z.literal('position'),
    isMet: z.boolean(),
    positions: z.array(positionSchema),
    mine: positionSchema.nullable(),
  }),
  z.object({
    rule: z.literal('notDoneBefore'),
    isMet: z.boolean(),
    years: z.int(),
    /** When I completed it last, and from when I may again; null: never. */
    doneOn: dateSchema.nullable(),
    againFrom: dateSchema.nullable(),
  }),
  z.object({
    rule: z.literal('timetable'),
    isMet: z.boolean(),
    /** The first of my lessons that are in the way. */
    clashes: z.array(z.object({ startsAt: instantSchema, endsAt: instantSchema, discipline: namedSchema })),
  }),
]);
export type EligibilityFinding = z.infer<typeof eligibilityFindingSchema>;

/** A step of an application, told without names of other people. */
export const applicationStepSchema = z.object({
  at: instantSchema,
  to: applicationStateSchema,
  reason: applicationReasonSchema,
  note: z.string(),
  by: z.enum(['applicant', 'head', 'department', 'service']),
});
export type ApplicationStepView = z.infer<typeof applicationStepSchema>;

export const ownApplicationSchema = z.object({
  id: idSchema,
  state: applicationStateSchema,
  motive: z.string(),
  appliedAt: instantSchema,
  /** Place in the waiting list, from 1; null for who does not wait. */
  place: z.int().min(1).nullable(),
  offerUntil: instantSchema.nullable(),
  /** Who is asked to agree, and until when; null where nobody is asked now. */
  asked: z.object({ role: roleSchema, orgUnit: orgUnitBriefSchema, due: dueSchema }).nullable(),
  history: z.array(applicationStepSchema),
  actions: z.array(applicationActionSchema),
  /** The run whose seat is given up when this one is confirmed. */
  swapFrom: z.object({ trainingId: idSchema, startsAt: instantSchema.nullable() }).nullable(),
});
export type OwnApplication = z.infer<typeof ownApplicationSchema>;

/** Another run of the same series that is announced and has not begun. */
export const trainingRunSchema = z.object({
  id: idSchema,
  title: namedSchema,
  startsAt: instantSchema.nullable(),
  seats: z.int(),
  /** Seats that a newcomer would get at once. */
  free: z.int().min(0),
  waiting: z.int().min(0),
  mine: ownBriefSchema.nullable(),
  whyNot: applyRefusalSchema.nullable(),
});
export type TrainingRun = z.infer<typeof trainingRunSchema>;

export const trainingViewSchema = catalogueItemSchema.extend({
  about: namedSchema,
  approval: trainingApprovalSchema,
  offerHours: z.int(),
  cancelUntil: instantSchema,
  /** From then on nothing is offered to those who wait; null while no session is set. */
  queueClosesAt: instantSchema.nullable(),
  cancelReason: z.string().nullable(),
  sessions: z.array(
    z.object({
      key: z.string(),
      startsAt: instantSchema,
      endsAt: instantSchema,
      room: z.string().nullable(),
      /** Only for who has a seat. */
      link: z.string().nullable(),
    }),
  ),
  trainers: z.array(namedSchema),
  eligibility: z.array(eligibilityFindingSchema),
  /** My newest application, also one that has ended. */
  application: ownApplicationSchema.nullable(),
  /** My earlier applications for this training, newest first. */
  earlier: z.array(z.object({ id: idSchema, history: z.array(applicationStepSchema) })),
  /** For who waits: seats that were offered to others ahead since they came, and seats given past the queue, with the reason. */
  sinceMine: z
    .object({
      offered: z.int().min(0),
      pastQueue: z.array(z.object({ at: instantSchema, reason: z.string() })),
    })
    .nullable(),
  runs: z.array(trainingRunSchema),
});
export type TrainingView = z.infer<typeof trainingViewSchema>;

export const applySchema = z.object({ motive: z.string().trim().max(1000).default('') });
export const swapSchema = z.object({
  trainingId: idSchema,
  /** Where no seat is free there: wait there, and keep the seat here meanwhile. */
  mayWait: z.boolean(),
});
export const declineSchema = z.object({ reason: z.string().trim().max(1000) });
export const seatCountSchema = z.object({ seats: z.int().min(1).max(1000), version: z.int().min(1) });

/** My applications, newest first, and the sessions before me. */
export const myTrainingsSchema = pageOf(
  z.object({
    id: idSchema,
    training: trainingBriefSchema.extend({ startsAt: instantSchema.nullable(), endsAt: instantSchema.nullable() }),
    state: applicationStateSchema,
    place: z.int().min(1).nullable(),
    offerUntil: instantSchema.nullable(),
    changedAt: instantSchema,
    /** Why it is where it is. */
    reason: applicationReasonSchema,
    note: z.string(),
  }),
).extend({
  sessions: z.array(
    z.object({
      trainingId: idSchema,
      title: namedSchema,
      startsAt: instantSchema,
      endsAt: instantSchema,
      room: z.string().nullable(),
      link: z.string().nullable(),
    }),
  ),
});
export type MyTrainings = z.infer<typeof myTrainingsSchema>;
export const myTrainingsQuerySchema = pageQuerySchema.extend({
  /** `ended`: declined, given up, or with a result. */
  show: z.enum(['present', 'ended']).default('present'),
});

const applicantFields = {
  id: idSchema,
  person: personBriefSchema,
  orgUnit: orgUnitBriefSchema.nullable(),
  position: positionSchema.nullable(),
  motive: z.string(),
  appliedAt: instantSchema,
  state: applicationStateSchema,
} as const;

/** An application that waits for a head. */
export const applicationToDecideSchema = z.object({
  ...applicantFields,
  training: trainingBriefSchema.extend({ startsAt: instantSchema.nullable(), endsAt: instantSchema.nullable() }),
  due: dueSchema,
  /** In whose place I would decide; null: in my own. */
  actingFor: personBriefSchema.nullable(),
  /** Lessons of the applicant at the time of sessions, counted. */
  clashes: z.int().min(0),
  free: z.int().min(0),
});
export type ApplicationToDecide = z.infer<typeof applicationToDecideSchema>;

export const applicantSchema = z.object({
  ...applicantFields,
  arrivalNo: z.int().min(1),
  place: z.int().min(1).nullable(),
  offerUntil: instantSchema.nullable(),
  changedAt: instantSchema,
  reason: applicationReasonSchema,
  note: z.string(),
  /** Who took the last step; null: the service. */
  by: personBriefSchema.nullable(),
  actions: z.array(applicationActionSchema),
});
export type ApplicantView = z.infer<typeof applicantSchema>;

export const applicantsQuerySchema = pageQuerySchema.extend({ state: applicationStateSchema.optional() });
export const applicantsSchema = pageOf(applicantSchema).extend({
  training: trainingBriefSchema.extend({
    version: z.int().min(1),
    seats: z.int(),
    taken: z.int(),
    waiting: z.int(),
    startsAt: instantSchema.nullable(),
    queueClosesAt: instantSchema.nullable(),
    offerHours: z.int(),
  }),
  counts: z.record(applicationStateSchema, z.int().min(0)),
});
export type Applicants = z.infer<typeof applicantsSchema>;
