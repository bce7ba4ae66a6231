/** The journal of reads: who read protected data about whom, when, in which role, and why where a reason is asked (domain §6). */
import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, pageOf, pageQuerySchema, personBriefSchema } from './basics.js';
import { roleSchema } from './words.js';

/**
 * Classes of data whose reads are journalled: personal data of staff, of learners, special ones, and secrets of the service such as test
 * items. What is public or internal (P0, P1) is not.
 */
export const journalledClasses = ['P2', 'P3', 'P4', 'S1'] as const;
export const journalledClassSchema = z.enum(journalledClasses);
export type JournalledClass = z.infer<typeof journalledClassSchema>;

/** What can be read that is journalled; a feature that shows another thing adds its word here, and the text `read_<code>`. */
export const readMatters = [
  'trainingHistory',
  'trainingApplication',
  'certificate',
  'workPlan',
  'readJournal',
] as const;
export const readMatterSchema = z.enum(readMatters);
export type ReadMatter = z.infer<typeof readMatterSchema>;

export const readEntrySchema = z.object({
  id: idSchema,
  readAt: instantSchema,
  reader: personBriefSchema,
  /** The role that opened the door; null: none was needed, as for who acts in a matter of their own. */
  role: roleSchema.nullable(),
  /** In whose place the reader acted. */
  actingFor: personBriefSchema.nullable(),
  /** Whose data it was; null: about no person. */
  subject: personBriefSchema.nullable(),
  /** What was read where it is a thing of its own, e.g. `item:42`. */
  object: z.string().nullable(),
  dataClass: journalledClassSchema,
  matter: readMatterSchema,
  /** The reason given; asked for class P4. */
  purpose: z.string().nullable(),
  /** Name of the endpoint of this contract that answered. */
  via: z.string(),
});
export type ReadEntry = z.infer<typeof readEntrySchema>;

/** Of whom the filter asks: whose data were read, or who read. */
export const readSides = ['subject', 'reader'] as const;
export type ReadSide = (typeof readSides)[number];

export const readJournalQuerySchema = pageQuerySchema.extend({
  personId: z.coerce.number().int().positive().optional(),
  side: z.enum(readSides).default('subject'),
  /** Both days included, in Asia/Almaty. */
  fromOn: dateSchema.optional(),
  toOn: dateSchema.optional(),
});

export const readJournalSchema = pageOf(readEntrySchema).extend({
  /** The person of the filter. */
  person: personBriefSchema.nullable(),
  /** How long an entry is kept. */
  keptYears: z.int().min(1),
});
export type ReadJournal = z.infer<typeof readJournalSchema>;

/** Somebody read data about me. */
export const myReadSchema = readEntrySchema.omit({ id: true, subject: true, via: true });
export type MyRead = z.infer<typeof myReadSchema>;
