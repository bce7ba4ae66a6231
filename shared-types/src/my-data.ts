/** What is held about the person who asks, for the page “My data” and as a file. It holds no secret and no hash of one. */
import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, namedSchema, orgUnitBriefSchema } from './basics.js';
import { delegationsSchema } from './delegation.js';
import { myReadSchema } from './read-journal.js';
import { myLearningSchema } from './training/my-learning.js';
import { localeSchema, mailPaceSchema, roleSchema } from './words.js';

export const myDataSchema = z.object({
  preparedAt: instantSchema,
  person: z.object({
    id: idSchema,
    name: namedSchema,
    login: z.string(),
    /** As timetables write it; null for who does not teach. */
    staffCode: z.string().nullable(),
    email: z.string().nullable(),
    locale: localeSchema,
    mailPace: mailPaceSchema,
    /** Number of the account in Moodle; null: not linked. */
    moodleUserId: z.int().nullable(),
    /** Home unit. */
    orgUnit: orgUnitBriefSchema.nullable(),
    createdAt: instantSchema,
  }),
  /** Those that ended, too. */
  roles: z.array(
    z.object({
      role: roleSchema,
      orgUnit: orgUnitBriefSchema,
      validFromOn: dateSchema,
      /** null: until further notice. */
      validToOn: dateSchema.nullable(),
    }),
  ),
  delegations: delegationsSchema.pick({ given: true, received: true }),
  /** How many entries name the person. */
  counts: z.object({
    casesAuthored: z.int().min(0),
    /** Entries of decision logs, submissions among them. */
    decisions: z.int().min(0),
    notices: z.int().min(0),
    unreadNotices: z.int().min(0),
    /** Timetable files brought in. */
    imports: z.int().min(0),
    calendarChanges: z.int().min(0),
    routeChanges: z.int().min(0),
    /** Entries of the journal of reads that name the person as reader. */
    readsMade: z.int().min(0),
  }),
  /** Running sessions in the portal, the newest first. */
  sessions: z.array(
    z.object({
      signedInAt: instantSchema,
      /** To five minutes. */
      lastUsedAt: instantSchema,
      /** When it ends unless it is used. */
      endsAt: instantSchema,
      isThisOne: z.boolean(),
    }),
  ),
  /** Since when the secret calendar address works; null while there is none. */
  calendarAddressSince: instantSchema.nullable(),
  /** Trainings and certificates: the newest of each on the page, all of them in the file. */
  learning: myLearningSchema,
});
export type MyData = z.infer<typeof myDataSchema>;

/** The same as a file, with everything learnt and everybody who read protected data about the person; the screen pages them. */
export const myDataFileSchema = myDataSchema.extend({ reads: z.array(myReadSchema) });
