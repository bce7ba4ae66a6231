import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, namedSchema, orgUnitBriefSchema, personBriefSchema } from './basics.js';
import { caseKindSchema, roleSchema, stepModeSchema, stepNeedsSchema, stepScopeSchema } from './words.js';

/** One step of an agreement route. Routes are data: the department edits them, a case keeps the one it was submitted with. */
export const routeStepSchema = z.object({
  /** Stable within the route, e.g. `kafedras`. */
  key: z.string().min(1).max(40),
  role: roleSchema,
  scope: stepScopeSchema,
  mode: stepModeSchema,
  needs: stepNeedsSchema,
  /** Working days to decide, counted from the day after receipt. */
  workingDays: z.int().min(1).max(60),
  /** What a positive decision is called here: agreement steps agree, the last one approves. */
  decision: z.enum(['agree', 'approve']),
  /** Paragraph of the Regulation this step rests on, e.g. `16.3b`; null is a default of ours. */
  basis: z.string().max(60).nullable(),
});
export type RouteStep = z.infer<typeof routeStepSchema>;

export const routeSchema = z.object({ kind: caseKindSchema, steps: z.array(routeStepSchema).min(1).max(20) });
export type Route = z.infer<typeof routeSchema>;

/** Fields of a step, in the order of the form; `steps` means the route as a whole. */
export const routeFields = [
  'steps',
  'key',
  'role',
  'scope',
  'mode',
  'needs',
  'workingDays',
  'decision',
  'basis',
] as const satisfies readonly ('steps' | keyof RouteStep)[];
export type RouteField = (typeof routeFields)[number];

/** A step while it is edited, or as a file brings it: of the right form, but nobody has looked yet whether it makes sense. */
export const routeDraftStepSchema = z.object({
  key: z.string().max(200),
  role: z.string().max(200),
  scope: z.string().max(200),
  mode: z.string().max(200),
  needs: z.string().max(200),
  /** null: the field is empty. */
  workingDays: z.number().nullable(),
  decision: z.string().max(200),
  basis: z.string().max(500).nullable(),
});
export type RouteDraftStep = z.infer<typeof routeDraftStepSchema>;
const draftStepsSchema = z.array(routeDraftStepSchema).max(50);

/** Why a route cannot be taken, in the reader's language. `stepNo: null` concerns the route as a whole. */
export const routeProblemSchema = z.object({
  stepNo: z.int().min(1).nullable(),
  field: z.enum(routeFields),
  message: z.string(),
});
export type RouteProblemView = z.infer<typeof routeProblemSchema>;

/** The file in which a route travels from house to house. */
export const routeFileFormat = 'qashyq-route';
export const routeFileSchema = z.object({
  format: z.literal(routeFileFormat),
  version: z.literal(1),
  kind: z.string().max(200),
  steps: draftStepsSchema,
});
export type RouteFile = z.infer<typeof routeFileSchema>;

export const routeListItemSchema = z.object({
  kind: caseKindSchema,
  /** Rises by one with every change; 0: never changed. */
  version: z.int().min(0),
  /** The route is the default of the house. */
  isDefault: z.boolean(),
  roles: z.array(roleSchema),
  /** Cases now under agreement; they keep the route they were submitted with. */
  runningCases: z.int().min(0),
  changedBy: personBriefSchema.nullable(),
  changedAt: instantSchema.nullable(),
});
export type RouteListItem = z.infer<typeof routeListItemSchema>;

export const routeChangeSchema = z.object({
  version: z.int().min(1),
  by: personBriefSchema,
  at: instantSchema,
  note: z.string(),
  /** The change went back to the default of the house. */
  isReset: z.boolean(),
  /** What changed, sentence by sentence, in the reader's language. */
  changes: z.array(z.string()),
  steps: z.array(routeStepSchema),
});
export type RouteChange = z.infer<typeof routeChangeSchema>;

/** The route of a kind with all that its editor needs. */
export const routeViewSchema = routeListItemSchema.extend({
  steps: z.array(routeStepSchema),
  canEdit: z.boolean(),
  /** Who may sit at a step of this kind, and where each can be looked for. */
  choices: z.array(z.object({ role: roleSchema, scopes: z.array(stepScopeSchema) })),
  /** On what a dry run can be tried. */
  subjects: z.object({
    cases: z.array(z.object({ id: idSchema, title: namedSchema })),
    faculties: z.array(orgUnitBriefSchema),
  }),
  /** Newest first. */
  history: z.array(routeChangeSchema),
});
export type RouteView = z.infer<typeof routeViewSchema>;

/** `version` is the one the person saw: an older one is refused with who was faster. */
export const saveRouteSchema = z.object({
  version: z.int().min(0),
  steps: draftStepsSchema,
  /** Why, for those who read the history. */
  note: z.string().trim().max(500).default(''),
});
export const resetRouteSchema = saveRouteSchema.omit({ steps: true });

export const dryRunSchema = z.object({
  steps: draftStepsSchema,
  /** A case by its working draft, or any schedule of a faculty; null looks for problems only. */
  subject: z.union([z.object({ caseId: idSchema }), z.object({ facultyId: idSchema })]).nullable(),
  /** The day of submission; today when it is not given. */
  startsOn: dateSchema.optional(),
});

export const plannedStepSchema = z.object({
  stepNo: z.int().min(1),
  role: roleSchema,
  mode: stepModeSchema,
  needs: stepNeedsSchema,
  decision: z.enum(['agree', 'approve']),
  workingDays: z.int(),
  basis: z.string().nullable(),
  /** Empty when the step concerns no unit here: it is passed over. */
  seats: z.array(
    z.object({
      orgUnit: orgUnitBriefSchema,
      /** Who would be asked. */
      holders: z.array(personBriefSchema),
      /** Nobody could decide here, and without this seat the route cannot be submitted. */
      blocks: z.boolean(),
      /** When each before decides on the last day; null where an earlier visa stands. */
      opensOn: dateSchema.nullable(),
      dueOn: dateSchema.nullable(),
      /** The edition whose visa stands. */
      agreedInEdition: z.int().nullable(),
    }),
  ),
});
export const routePlanSchema = z.object({
  startsOn: dateSchema,
  /** The last day of the last step, when everybody takes all the time they have. */
  endsOn: dateSchema,
  steps: z.array(plannedStepSchema),
});
export type RoutePlan = z.infer<typeof routePlanSchema>;

/** `plan` is null while there are problems, and when no subject was named. */
export const dryRunAnswerSchema = z.object({
  problems: z.array(routeProblemSchema),
  plan: routePlanSchema.nullable(),
});
export type DryRunAnswer = z.infer<typeof dryRunAnswerSchema>;
