import { z } from 'zod';
import { idSchema, instantSchema, namedSchema, orgUnitBriefSchema } from './basics.js';
import { trainingPageSchema } from './training/training-pages.js';
import { localeSchema, mailPaceSchema, noticeKindSchema, roleSchema } from './words.js';

export const tabs = [
  'inbox',
  'timetable',
  'schedules',
  'trainings',
  'overview',
  'calendar',
  'routes',
  'roles',
  'effects',
  'readJournal',
] as const;
export const tabSchema = z.enum(tabs);
export type Tab = z.infer<typeof tabSchema>;

/** Who I am here, and which tabs I have something to do with. */
export const meSchema = z.object({
  id: idSchema,
  name: namedSchema,
  locale: localeSchema,
  roles: z.array(z.object({ role: roleSchema, orgUnit: orgUnitBriefSchema })),
  tabs: z.array(tabSchema),
  /** What stands under the tab of trainings. */
  trainingPages: z.array(trainingPageSchema),
  /** Applications for training that wait for my decision. */
  trainingsWaiting: z.int().min(0),
  waitingCount: z.int().min(0),
  unreadNotices: z.int().min(0),
  /** Whom to ask for rights: the department's own contact. */
  helper: z.object({ name: namedSchema, email: z.string() }).nullable(),
});
export type Me = z.infer<typeof meSchema>;

export const noticeViewSchema = z.object({
  id: idSchema,
  kind: noticeKindSchema,
  /** null: it is about no case. */
  caseId: idSchema.nullable(),
  /** null: it is about no training. */
  trainingId: idSchema.nullable(),
  /** Where it leads, e.g. `#/cases/42`. */
  place: z.string(),
  /** A sentence in the reader's language. */
  text: z.string(),
  createdAt: instantSchema,
  readAt: instantSchema.nullable(),
});
export type NoticeView = z.infer<typeof noticeViewSchema>;

/**
 * How notices reach me besides this list. `moodle`: as I chose there, its own digest among it; `mail`: by our mail at my pace;
 * `none`: there is no mail server or no address.
 */
export const mailSettingsSchema = z.object({ way: z.enum(['moodle', 'mail', 'none']), pace: mailPaceSchema });
export type MailSettings = z.infer<typeof mailSettingsSchema>;
