import { z } from 'zod';
import { idSchema, instantSchema, namedSchema, pageQuerySchema } from './basics.js';
import { effectKindSchema, effectStateSchema } from './words.js';

export const effectListQuerySchema = pageQuerySchema.extend({ state: effectStateSchema.optional() });
export const effectViewSchema = z.object({
  id: idSchema,
  kind: effectKindSchema,
  state: effectStateSchema,
  caseId: idSchema.nullable(),
  /** Of the case, or of the training. */
  caseTitle: namedSchema.nullable(),
  attempts: z.int().min(0),
  /** When it is tried next; null when done or parked. */
  runAt: instantSchema.nullable(),
  createdAt: instantSchema,
  doneAt: instantSchema.nullable(),
  /** Why the last attempt failed, in the reader's language; null when it never failed. */
  lastError: z.object({ code: z.string(), message: z.string(), details: z.array(z.string()) }).nullable(),
});
export type EffectView = z.infer<typeof effectViewSchema>;
export const effectCountsSchema = z.record(effectStateSchema, z.int().min(0));
