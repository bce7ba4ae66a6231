import { z } from 'zod';

/** The pages of training, in the order of their navigation; a page that a person has nothing to do with is not there. */
export const trainingPages = [
  'catalogue',
  'mine',
  'certificates',
  'checkIn',
  'decide',
  'manage',
  'plans',
  'register',
  'outside',
  'norms',
  'reports',
] as const;
export const trainingPageSchema = z.enum(trainingPages);
export type TrainingPage = z.infer<typeof trainingPageSchema>;
