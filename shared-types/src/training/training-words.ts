/** The closed word lists of training (docs/glossary.md). */
import { z } from 'zod';

/** `announced`: applications are taken within their dates; `completed`: results are entered and final. */
export const trainingStates = ['draft', 'announced', 'completed', 'cancelled'] as const;
export const trainingStateSchema = z.enum(trainingStates);
export type TrainingState = z.infer<typeof trainingStateSchema>;

/** What the department does with a training; its own journal. */
export const trainingChanges = ['created', 'changed', 'announced', 'cancelled', 'completed'] as const;
export const trainingChangeSchema = z.enum(trainingChanges);
export type TrainingChange = z.infer<typeof trainingChangeSchema>;

/** What a training is about; for filters and reports [I]. */
export const trainingCategories = [
  'learningPlatform',
  'testItems',
  'digitalResources',
  'teachingMethods',
  'academicIntegrity',
  'other',
] as const;
export const trainingCategorySchema = z.enum(trainingCategories);
export type TrainingCategory = z.infer<typeof trainingCategorySchema>;

export const trainingForms = ['campus', 'online', 'blended'] as const;
export const trainingFormSchema = z.enum(trainingForms);
export type TrainingForm = z.infer<typeof trainingFormSchema>;

/** Who lets a person take part besides the seats: nobody, or the head of their kafedra (domain §4 row 9). */
export const trainingApprovals = ['automatic', 'chairHead'] as const;
export const trainingApprovalSchema = z.enum(trainingApprovals);
export type TrainingApproval = z.infer<typeof trainingApprovalSchema>;

/**
 * States of an application (domain §3). `applied` waits for the head of the kafedra; `offered` is a freed seat held until its deadline;
 * `attended` took part without completing, `missed` never came. `declined` was refused by others, `cancelled` was given up.
 */
export const applicationStates = [
  'applied',
  'waitlisted',
  'offered',
  'confirmed',
  'attended',
  'missed',
  'completed',
  'certified',
  'declined',
  'cancelled',
] as const;
export const applicationStateSchema = z.enum(applicationStates);
export type ApplicationState = z.infer<typeof applicationStateSchema>;

/** States that take one of the seats. */
export const seatTakingStates = [
  'offered',
  'confirmed',
  'attended',
  'missed',
  'completed',
  'certified',
] as const satisfies readonly ApplicationState[];

/** States that end an application: the person may apply anew. */
export const endedApplicationStates = ['declined', 'cancelled'] as const satisfies readonly ApplicationState[];

/** Posts of teaching and teaching-support staff, by which the norm of training hours is set. */
export const positions = [
  'professor',
  'associateProfessor',
  'docent',
  'seniorTeacher',
  'teacher',
  'supportStaff',
] as const;
export const positionSchema = z.enum(positions);
export type Position = z.infer<typeof positionSchema>;
