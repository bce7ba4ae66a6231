import { z } from 'zod';
import { orgUnitBriefSchema, pageQuerySchema, personBriefSchema } from './basics.js';

export const personQuerySchema = pageQuerySchema.extend({
  /** Words of a name, login or staff number; each must occur. */
  search: z.string().trim().min(2).max(100),
});

/** A person as those see them who look people up: with the home unit, to tell namesakes apart. */
export const foundPersonSchema = personBriefSchema.extend({ orgUnit: orgUnitBriefSchema.nullable() });
export type FoundPerson = z.infer<typeof foundPersonSchema>;
