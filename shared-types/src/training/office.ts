/** Trainings as the department runs them. */
import { z } from 'zod';
import {
  dateSchema,
  idParameterSchema,
  idSchema,
  instantSchema,
  orgUnitBriefSchema,
  pageOf,
  pageQuerySchema,
  personBriefSchema,
} from '../basics.js';
import { trainingBriefSchema } from './training.js';
import { trainingDraftSchema } from './training-draft.js';
import { trainingCategorySchema, trainingChangeSchema, trainingStateSchema } from './training-words.js';

export const officeListQuerySchema = pageQuerySchema.extend({
  state: trainingStateSchema.optional(),
  category: trainingCategorySchema.optional(),
  /** Words of a title; each must occur. */
  search: z.string().trim().max(100).optional(),
});

export const officeItemSchema = trainingBriefSchema.extend({
  /** First and last date of its sessions; null while there is none. */
  startsOn: dateSchema.nullable(),
  endsOn: dateSchema.nullable(),
  /** 0: not said yet. */
  seats: z.int().min(0),
  taken: z.int().min(0),
  waiting: z.int().min(0),
  /** Waiting for the head of their kafedra. */
  applied: z.int().min(0),
  applyUntil: instantSchema.nullable(),
});
export type OfficeItem = z.infer<typeof officeItemSchema>;

export const officeListSchema = pageOf(officeItemSchema).extend({
  counts: z.record(trainingStateSchema, z.int().min(0)),
});
export type OfficeList = z.infer<typeof officeListSchema>;

/** A sentence about one field of the form, e.g. `sessions.0.date`. */
export const fieldRemarkSchema = z.object({ field: z.string(), message: z.string() });
export type FieldRemark = z.infer<typeof fieldRemarkSchema>;

export const officeTrainingSchema = z.object({
  id: idSchema,
  state: trainingStateSchema,
  /** Goes along with every change; an older one is refused with who was faster. */
  version: z.int().min(1),
  draft: trainingDraftSchema,
  /** Names of the trainers that the draft names by number, and of who signs. */
  people: z.array(personBriefSchema),
  taken: z.int().min(0),
  waiting: z.int().min(0),
  applied: z.int().min(0),
  cancelReason: z.string().nullable(),
  /** What still keeps it from being announced; empty for what is announced. */
  obstacles: z.array(fieldRemarkSchema),
  /** What should be looked at, and hinders nothing. */
  warnings: z.array(fieldRemarkSchema),
  /** Sessions that have begun: they stay as they are. */
  heldKeys: z.array(z.string()),
  mayEdit: z.boolean(),
  mayAnnounce: z.boolean(),
  mayCancel: z.boolean(),
  changes: z.array(z.object({ action: trainingChangeSchema, by: personBriefSchema, changedAt: instantSchema })),
});
export type OfficeTraining = z.infer<typeof officeTrainingSchema>;

/** What the form offers to choose from. */
export const officeOptionsSchema = z.object({
  rooms: z.array(z.object({ code: z.string(), seats: z.int().nullable() })),
  units: z.array(orgUnitBriefSchema),
  /** Who may sign certificates besides the head of the department. */
  signatories: z.array(personBriefSchema),
});
export type OfficeOptions = z.infer<typeof officeOptionsSchema>;

const versionSchema = z.int().min(1);
export const createTrainingSchema = z.object({ draft: trainingDraftSchema });
export const saveTrainingSchema = z.object({ version: versionSchema, draft: trainingDraftSchema });
export const announceTrainingSchema = z.object({ version: versionSchema });
export const cancelTrainingSchema = z.object({
  version: versionSchema,
  /** Told to everybody who applied. */
  reason: z.string().trim().max(1000),
});
/** `startsOn`: the date of the first session of the copy; the others keep their distance. */
export const cloneTrainingSchema = z.object({ startsOn: dateSchema });

export const yearQuerySchema = z.object({ year: z.coerce.number().int().min(2020).max(2100) });
export const cloneYearSchema = z.object({ year: z.int().min(2020).max(2100) });
/** A training of a calendar year and where its copy would stand in the next. */
export const yearCopySchema = z.object({
  id: idSchema,
  title: trainingBriefSchema.shape.title,
  startsOn: dateSchema,
  /** First date of the copy. */
  copyStartsOn: dateSchema,
  /** Sessions that would fall on a day off, with the next working day to which they go. */
  moved: z.array(z.object({ from: dateSchema, to: dateSchema })),
  /** It has been copied to the next year before, or is planned there anyway. */
  isThere: z.boolean(),
});
export type YearCopy = z.infer<typeof yearCopySchema>;
export const yearCopiesSchema = z.object({ year: z.int(), items: z.array(yearCopySchema) });
export type YearCopies = z.infer<typeof yearCopiesSchema>;

export const trainingParams = z.object({ trainingId: idParameterSchema });
