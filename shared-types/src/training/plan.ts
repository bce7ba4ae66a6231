/** The training plan of an academic year or of one of its terms (domain §2.3, «Training plan line»). */
import { z } from 'zod';
import { dateSchema, idSchema, idParameterSchema, orgUnitBriefSchema, pageQuerySchema } from '../basics.js';
import { caseSummarySchema } from '../case.js';
import { caseStateSchema } from '../words.js';
import { positionSchema, trainingCategorySchema, trainingFormSchema, trainingStateSchema } from './training-words.js';

/** What who completes a training is given [I]. */
export const planResults = ['certificate', 'reference', 'none'] as const;
export const planResultSchema = z.enum(planResults);
export type PlanResult = z.infer<typeof planResultSchema>;

/** For whom a training is planned; empty lists: everybody. A unit covers what is below it. */
export const planAudienceSchema = z.object({
  unitIds: z.array(idSchema).max(50),
  positions: z.array(positionSchema).max(20),
});
export type PlanAudience = z.infer<typeof planAudienceSchema>;

/** One line, also while it is being written: what is missing still stands in the way of submitting, not of saving. */
export const planLineSchema = z.object({
  /** Stable across editions. UUID. */
  key: z.uuid(),
  title: z.object({
    kk: z.string().trim().max(250),
    ru: z.string().trim().max(250),
    en: z.string().trim().max(250),
  }),
  purpose: z.string().trim().max(1000),
  category: trainingCategorySchema,
  /** Academic hours. */
  hours: z.int().min(1).max(1000).nullable(),
  form: trainingFormSchema,
  startsOn: dateSchema.nullable(),
  endsOn: dateSchema.nullable(),
  seats: z.int().min(1).max(1000).nullable(),
  trainers: z.string().trim().max(300),
  /** Room, address or name of the course. */
  place: z.string().trim().max(200),
  /** Tenge; 0: it costs nothing. */
  cost: z.int().min(0).max(1_000_000_000),
  /** Who takes part is released from work meanwhile. */
  leaveFromWork: z.boolean(),
  audience: planAudienceSchema,
  result: planResultSchema,
});
export type PlanLine = z.infer<typeof planLineSchema>;

/** Fields whose change is shown to people, in the order of the form. */
export const planLineFields = [
  'title',
  'purpose',
  'category',
  'hours',
  'form',
  'startsOn',
  'endsOn',
  'seats',
  'trainers',
  'place',
  'cost',
  'leaveFromWork',
  'audience',
  'result',
] as const satisfies readonly Exclude<keyof PlanLine, 'key'>[];
export const planLineFieldSchema = z.enum(planLineFields);
export type PlanLineField = z.infer<typeof planLineFieldSchema>;

export const planHeaderSchema = z.object({
  /** e.g. `2026/27` */
  academicYear: z.string().regex(/^\d{4}\/\d{2}$/),
  /** null: the whole year. */
  term: z.int().min(1).max(3).nullable(),
});
export type PlanHeader = z.infer<typeof planHeaderSchema>;

export const mostPlanLines = 300;
/** What an edition freezes. */
export const planContentSchema = z.object({
  header: planHeaderSchema,
  lines: z.array(planLineSchema).max(mostPlanLines),
});
export type PlanContent = z.infer<typeof planContentSchema>;

/** What is missing or wrong in a line, in the reader's language. */
export const planProblemSchema = z.object({
  lineKey: z.string(),
  field: planLineFieldSchema,
  message: z.string(),
});
export type PlanProblem = z.infer<typeof planProblemSchema>;

/** One edition, or the working draft (`editionNo: null`). */
export const planViewSchema = z.object({
  caseId: idSchema,
  editionNo: z.int().nullable(),
  /** Of the case, for saving the draft. */
  version: z.int().min(0),
  header: planHeaderSchema,
  /** First and last day of the planned period. */
  period: z.object({ startsOn: dateSchema, endsOn: dateSchema }),
  lines: z.array(planLineSchema),
  problems: z.array(planProblemSchema),
  /** Units that an audience can name: faculties, kafedras and the others, in the order of the tree. */
  units: z.array(orgUnitBriefSchema),
  /** This reader may change the draft now. */
  canEdit: z.boolean(),
  /** Trainings made from lines of this plan. */
  trainings: z.array(z.object({ lineKey: z.string(), id: idSchema, state: trainingStateSchema })),
  /** This reader may make trainings of its lines: it is the edition in force, and the reader runs trainings. */
  canMakeTrainings: z.boolean(),
});
export type PlanView = z.infer<typeof planViewSchema>;

export const planListQuerySchema = pageQuerySchema.extend({ state: caseStateSchema.optional() });
export const planListItemSchema = caseSummarySchema.extend({
  header: planHeaderSchema,
  lineCount: z.int().min(0),
  /** Sums over the lines of the draft. */
  hours: z.int().min(0),
  seats: z.int().min(0),
  /** Tenge. */
  cost: z.int().min(0),
});
export type PlanListItem = z.infer<typeof planListItemSchema>;

/** The choices of the form for a new plan. */
export const planOptionsSchema = z.object({
  canCreate: z.boolean(),
  /** Periods without a plan yet. */
  periods: z.array(planHeaderSchema),
  /** Plans whose lines a new one can begin with, newest first. */
  sources: z.array(z.object({ caseId: idSchema, header: planHeaderSchema, lineCount: z.int().min(0) })),
});
export type PlanOptions = z.infer<typeof planOptionsSchema>;

export const createPlanSchema = planHeaderSchema.extend({
  /** The plan to begin with: its lines, dates moved to the same week of this period. */
  cloneOf: idSchema.nullable(),
});
export type CreatePlan = z.infer<typeof createPlanSchema>;

/** `version` is the one of the case that the person saw: an older one is refused with who was faster. */
export const savePlanSchema = z.object({
  version: z.int().min(0),
  lines: z
    .array(planLineSchema)
    .max(mostPlanLines)
    .refine((lines) => new Set(lines.map(({ key }) => key)).size === lines.length, 'two lines have one key'),
});
export type SavePlan = z.infer<typeof savePlanSchema>;

export const planLineChangeSchema = z.object({
  lineKey: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  before: planLineSchema.nullable(),
  after: planLineSchema.nullable(),
  fields: z.array(planLineFieldSchema),
});
export type PlanLineChange = z.infer<typeof planLineChangeSchema>;

export const planChangesSchema = z.object({
  caseId: idSchema,
  fromEdition: z.int().min(1),
  toEdition: z.int().min(1),
  changes: z.array(planLineChangeSchema),
  counts: z.object({ added: z.int(), removed: z.int(), changed: z.int(), unchanged: z.int() }),
  units: z.array(orgUnitBriefSchema),
});
export type PlanChanges = z.infer<typeof planChangesSchema>;

/** Lines read from a file; nothing is saved. Rows with faults are left out. */
export const planFileAnswerSchema = z.object({
  lines: z.array(planLineSchema),
  faults: z.array(z.object({ row: z.int().min(0), column: z.string(), found: z.string(), message: z.string() })),
});
export type PlanFileAnswer = z.infer<typeof planFileAnswerSchema>;

export const planParamsSchema = z.object({ caseId: idParameterSchema });
