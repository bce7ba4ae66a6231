import { z } from 'zod';
import { idSchema, namedSchema } from '../basics.js';
import { localeSchema } from '../words.js';
import { trainingCategorySchema, trainingFormSchema, trainingStateSchema } from './training-words.js';

/** A training as lists of every kind name it. */
export const trainingBriefSchema = z.object({
  id: idSchema,
  title: namedSchema,
  state: trainingStateSchema,
  category: trainingCategorySchema,
  form: trainingFormSchema,
  language: localeSchema,
  /** Academic hours; 0: not said yet, only in drafts. */
  hours: z.int().min(0),
});
export type TrainingBrief = z.infer<typeof trainingBriefSchema>;
