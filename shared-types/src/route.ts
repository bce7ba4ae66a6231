import { z } from 'zod';
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
  basis: z.string().nullable(),
});
export type RouteStep = z.infer<typeof routeStepSchema>;

export const routeSchema = z.object({ kind: caseKindSchema, steps: z.array(routeStepSchema).min(1).max(20) });
export type Route = z.infer<typeof routeSchema>;
