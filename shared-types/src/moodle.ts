/**
 * What crosses the wire between the companion and the plugin's external functions (server to server), and the launch token's claims.
 * Names are Moodle's style (lower case, one word) because they are parameters of PHP external functions.
 */
import { z } from 'zod';
import { localeSchema } from './words.js';

/** One lesson occurrence as the calendar shall show it. Repeating it changes nothing. */
export const calendarEventSchema = z.object({
  /** Our id; stays with the occurrence across editions. */
  externalid: z.string().min(1).max(100),
  /** `idnumber` of the Moodle course. */
  course: z.string(),
  /** `idnumber`s of the Moodle groups concerned. Where they are all the groups of the course, or it has none, it becomes a course event; otherwise one event a group. */
  groups: z.array(z.string()),
  name: z.string().max(255),
  /** Plain text; the plugin escapes it. */
  description: z.string(),
  location: z.string(),
  /** Unix seconds. */
  timestart: z.int(),
  /** Seconds. */
  timeduration: z.int().min(0),
});
export type CalendarEvent = z.infer<typeof calendarEventSchema>;

export const publishCalendarRequestSchema = z.object({
  /** Number of rows sent: PHP cuts long lists of removals silently (max_input_vars). */
  count: z.int(),
  events: z.array(calendarEventSchema),
  removals: z.array(z.string()),
});
export type PublishCalendarRequest = z.infer<typeof publishCalendarRequestSchema>;

export const publishCalendarAnswerSchema = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  deleted: z.int(),
  /** Events that could not be placed: `coursenotfound` or `groupnotfound`, with the idnumber that is missing. */
  refused: z.array(z.object({ externalid: z.string(), reason: z.string(), subject: z.string() })),
});
export type PublishCalendarAnswer = z.infer<typeof publishCalendarAnswerSchema>;

export const moodleNoticeSchema = z.object({
  /** Our id; a notice is sent once however often it is asked for. */
  externalid: z.string().min(1).max(100),
  /** Moodle user id. */
  userid: z.int().positive(),
  subject: z.string().max(255),
  /** Plain text; the plugin escapes it. */
  text: z.string(),
  /** Where the screen is inside the plugin, e.g. `#/cases/42`. */
  fragment: z.string(),
});
export type MoodleNotice = z.infer<typeof moodleNoticeSchema>;
export const notifyRequestSchema = z.object({ count: z.int(), notices: z.array(moodleNoticeSchema) });
export type NotifyRequest = z.infer<typeof notifyRequestSchema>;
export const notifyAnswerSchema = z.object({
  sent: z.int(),
  already: z.int(),
  refused: z.array(z.object({ externalid: z.string(), reason: z.string(), subject: z.string() })),
});
export type NotifyAnswer = z.infer<typeof notifyAnswerSchema>;

/** One person in one course as it shall be. Repeating it changes nothing. */
export const moodleEnrolmentSchema = z.object({
  /** Our id of the row; names it in refusals. */
  externalid: z.string().min(1).max(100),
  /** `idnumber` of the Moodle course. */
  course: z.string(),
  /** Moodle user id; 0 where it is not known: then the account is found by the login. */
  userid: z.int().min(0),
  login: z.string(),
  /** Archetype of Moodle's role. */
  role: z.enum(['student', 'teacher']),
  /** `completed`: enrolled, and the course is completed. `gone`: unenrolled. Only enrolments that we made are suspended or ended. */
  state: z.enum(['active', 'completed', 'suspended', 'gone']),
});
export type MoodleEnrolment = z.infer<typeof moodleEnrolmentSchema>;
export const syncEnrolmentsRequestSchema = z.object({
  count: z.int(),
  /** The field of Moodle's accounts that holds the logins. */
  loginfield: z.enum(['username', 'idnumber', 'email']),
  enrolments: z.array(moodleEnrolmentSchema),
});
export type SyncEnrolmentsRequest = z.infer<typeof syncEnrolmentsRequestSchema>;
export const syncEnrolmentsAnswerSchema = z.object({
  enrolled: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  removed: z.int(),
  /** `coursenotfound` or `usernotfound`, with the idnumber or login that is missing; `rolenotfound` with the archetype. */
  refused: z.array(z.object({ externalid: z.string(), reason: z.string(), subject: z.string() })),
});
export type SyncEnrolmentsAnswer = z.infer<typeof syncEnrolmentsAnswerSchema>;

/** Is the line alive, and which version answers. */
export const pingAnswerSchema = z.object({ release: z.string(), plugin: z.string(), time: z.int() });
export type PingAnswer = z.infer<typeof pingAnswerSchema>;

/**
 * Claims of the launch token: ES256, five minutes, `iss` = Moodle's wwwroot, `aud` = the companion's address without a trailing slash,
 * `sub` = Moodle user id, `jti` unique.
 */
export const launchClaimsSchema = z.object({
  iss: z.url(),
  aud: z.string(),
  sub: z.string().regex(/^\d+$/),
  jti: z.string().min(1),
  iat: z.int(),
  exp: z.int(),
  purpose: z.literal('launch'),
  username: z.string().min(1),
  idnumber: z.string(),
  email: z.string(),
  firstname: z.string(),
  lastname: z.string(),
  lang: localeSchema,
  /** Holder of the capability local/qashyq:manage. */
  manage: z.boolean(),
});
export type LaunchClaims = z.infer<typeof launchClaimsSchema>;

/** Claims of the pairing token, same signature and audience, sent server to server when the companion's address is saved. `wstoken` never reaches a browser. */
export const pairingClaimsSchema = z.object({
  iss: z.url(),
  aud: z.string(),
  jti: z.string().min(1),
  iat: z.int(),
  exp: z.int(),
  purpose: z.literal('pairing'),
});
export const pairingRequestSchema = z.object({ wstoken: z.string().regex(/^[0-9a-f]{32}$/) });
export const pairingAnswerSchema = z.object({
  companion: z.string(),
  /** Did the companion reach Moodle's web service with the token it just got. */
  reached: z.boolean(),
  error: z.string().nullable(),
});
export type PairingAnswer = z.infer<typeof pairingAnswerSchema>;
