/** The report on training: who was trained, where and how; attendance, completion and feedback; plan against fact. */
import { z } from 'zod';
import {
  dateSchema,
  idParameterSchema,
  idSchema,
  namedSchema,
  orgUnitBriefSchema,
  pageQuerySchema,
  personBriefSchema,
} from '../basics.js';
import { localeSchema } from '../words.js';
import { positionSchema, trainingCategorySchema, trainingFormSchema, trainingStateSchema } from './training-words.js';

/** The four numbers of the report, each leading to its rows. */
export const reportTiles = ['trained', 'hours', 'completion', 'deviations'] as const;
export const reportTileSchema = z.enum(reportTiles);
export type ReportTile = z.infer<typeof reportTileSchema>;

const reportFilterSchema = z.object({
  /** A completion counts on the last day of its training. Both days included; the present academic year when nothing is said. */
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  /** A unit covers what is below it. */
  unitId: idParameterSchema.optional(),
  category: trainingCategorySchema.optional(),
});
export const reportQuerySchema = reportFilterSchema.extend({
  show: reportTileSchema.default('trained'),
  ...pageQuerySchema.shape,
});
export const reportFileQuerySchema = reportFilterSchema.extend({ locale: localeSchema.optional() });

/** People and hours of one unit, with everything below it. */
export const reportUnitSchema = z.object({
  orgUnit: orgUnitBriefSchema,
  /** 0: a faculty or another unit at the top; 1: a kafedra inside one. */
  depth: z.int().min(0).max(1),
  /** People who completed at least one training. */
  trained: z.int().min(0),
  completions: z.int().min(0),
  /** Academic hours credited, those of certificates from elsewhere too. */
  hours: z.int(),
});
export type ReportUnit = z.infer<typeof reportUnitSchema>;

export const reportCategorySchema = z.object({
  category: trainingCategorySchema,
  form: trainingFormSchema,
  trainings: z.int().min(0),
  completions: z.int().min(0),
  hours: z.int(),
});
export type ReportCategory = z.infer<typeof reportCategorySchema>;

/** Who completed what. */
export const reportPersonSchema = z.object({
  /** null: this reader is shown numbers, not names. */
  person: personBriefSchema.nullable(),
  position: positionSchema.nullable(),
  orgUnit: orgUnitBriefSchema.nullable(),
  title: namedSchema,
  trainingId: idSchema,
  category: trainingCategorySchema,
  form: trainingFormSchema,
  completedOn: dateSchema,
});
export type ReportPerson = z.infer<typeof reportPersonSchema>;

/** An entry of hours: of a training, or of a certificate from elsewhere. */
export const reportCreditSchema = z.object({
  person: personBriefSchema.nullable(),
  orgUnit: orgUnitBriefSchema.nullable(),
  /** What the hours are for; null: from elsewhere. */
  title: namedSchema.nullable(),
  earnedOn: dateSchema,
  /** Negative where hours were taken back. */
  hours: z.int(),
});
export type ReportCredit = z.infer<typeof reportCreditSchema>;

/** One training that was held: how many came, completed, and what they thought of it. */
export const reportTrainingSchema = z.object({
  id: idSchema,
  title: namedSchema,
  category: trainingCategorySchema,
  form: trainingFormSchema,
  endsOn: dateSchema,
  seats: z.int().min(0),
  /** Of the chosen unit, as all that follows. */
  participants: z.int().min(0),
  /** Took part, also without completing. */
  came: z.int().min(0),
  completed: z.int().min(0),
  /** Mean of all ratings, 1 to 5; null: too few answers, or still being asked. It is of everybody, whichever unit is chosen. */
  feedback: z.number().min(1).max(5).nullable(),
  feedbackAnswers: z.int().min(0).nullable(),
});
export type ReportTraining = z.infer<typeof reportTrainingSchema>;

/**
 * How a line of a plan in force turned out. `planned`: its time has not come; `underWay`: there is a training, not over yet; `asPlanned`;
 * `late`: held after its last planned day; `fewer`: held with fewer people than seats were planned; `notMade`: its time is over and nobody
 * made a training; `cancelled`; `unplanned`: held without a line.
 */
export const planOutcomes = [
  'planned',
  'underWay',
  'asPlanned',
  'late',
  'fewer',
  'notMade',
  'cancelled',
  'unplanned',
] as const;
export const planOutcomeSchema = z.enum(planOutcomes);
export type PlanOutcome = z.infer<typeof planOutcomeSchema>;
export const planDeviations = [
  'late',
  'fewer',
  'notMade',
  'cancelled',
  'unplanned',
] as const satisfies readonly PlanOutcome[];

export const planFactSchema = z.object({
  /** The plan; null: unplanned. */
  caseId: idSchema.nullable(),
  lineKey: z.string().nullable(),
  title: namedSchema,
  category: trainingCategorySchema,
  plannedFrom: dateSchema.nullable(),
  plannedTo: dateSchema.nullable(),
  heldTo: dateSchema.nullable(),
  trainings: z.array(z.object({ id: idSchema, state: trainingStateSchema })),
  seatsPlanned: z.int().min(0),
  seatsFilled: z.int().min(0),
  /** Hours of the line times its seats. */
  hoursPlanned: z.int().min(0),
  hoursCredited: z.int(),
  outcome: planOutcomeSchema,
  /** Why it turned out otherwise, as somebody wrote: of a cancelled training, or for the report. Empty: nobody did. */
  reason: z.string(),
});
export type PlanFact = z.infer<typeof planFactSchema>;

const pageNumbers = { page: z.int().min(1), pageSize: z.int().min(1), total: z.int().min(0) };
/** The rows behind the chosen number. */
export const reportRowsSchema = z.discriminatedUnion('show', [
  z.object({ show: z.literal('trained'), items: z.array(reportPersonSchema), ...pageNumbers }),
  z.object({ show: z.literal('hours'), items: z.array(reportCreditSchema), ...pageNumbers }),
  z.object({ show: z.literal('completion'), items: z.array(reportTrainingSchema), ...pageNumbers }),
  z.object({ show: z.literal('deviations'), items: z.array(planFactSchema), ...pageNumbers }),
]);
export type ReportRows = z.infer<typeof reportRowsSchema>;

export const reportSchema = z.object({
  from: dateSchema,
  to: dateSchema,
  tiles: z.object({
    /** People who completed at least one training. */
    trained: z.int().min(0),
    /** Academic hours credited. */
    hours: z.int(),
    /** Completed, of who had a seat, in percent; null: nobody had. */
    completion: z.int().min(0).max(100).nullable(),
    /** Lines of plans that turned out otherwise, and trainings without a line. */
    deviations: z.int().min(0),
  }),
  /** Took part, of who had a seat, in percent; null: nobody had. */
  attendance: z.int().min(0).max(100).nullable(),
  /** Mean of the ratings of all trainings that may be shown. */
  feedback: z.number().min(1).max(5).nullable(),
  units: z.array(reportUnitSchema),
  categories: z.array(reportCategorySchema),
  /** SVG of the chosen number; null where there is nothing to draw. */
  chart: z.string().nullable(),
  rows: reportRowsSchema,
  /** Units this reader may choose. */
  choices: z.array(orgUnitBriefSchema),
  /** The department writes why a line of a plan turned out otherwise. */
  canExplain: z.boolean(),
});
export type Report = z.infer<typeof reportSchema>;

export const explainSchema = z.object({ reason: z.string().trim().max(1000) });
