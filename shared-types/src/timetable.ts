/** Lessons that are in force, as one teacher, group or room meets them; and the address under which a calendar program reads one's own. */
import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, namedSchema } from './basics.js';
import { datedLineSchema } from './dated-schedule.js';
import { replacementKindSchema } from './replacement.js';
import { clashResources, namesSchema, scheduleLineSchema, timeSlotSchema } from './schedule.js';
import { datedKindSchema } from './words.js';

export const timetableOwners = clashResources;
export type TimetableOwner = (typeof timetableOwners)[number];

export const timetableQuerySchema = z.object({
  /** Whose lessons, e.g. `group:АЖ-25-11`; mine when left out. Others' are for readers of schedules. */
  of: z
    .string()
    .regex(/^(teacher|group|room):.{1,40}$/u)
    .optional(),
  /** Both or neither; the present term, else the coming one, when left out. */
  academicYear: z.string().max(7).optional(),
  term: z.coerce.number().int().optional(),
});

const choiceSchema = z.object({ code: z.string(), name: namedSchema });

export const timetableSchema = z.object({
  /** Null: nobody was named, and the reader does not teach. */
  of: z.object({ owner: z.enum(timetableOwners), code: z.string(), name: namedSchema }).nullable(),
  /** Does it show the reader's own lessons. */
  isMine: z.boolean(),
  terms: z.array(
    z.object({
      academicYear: z.string(),
      term: z.int(),
      startsOn: dateSchema,
      endsOn: dateSchema,
      chosen: z.boolean(),
    }),
  ),
  /** Lines of the approved editions of the chosen term. */
  lines: z.array(scheduleLineSchema),
  /** Exams, midterm controls and final attestation of the approved editions of the chosen term. */
  exams: z.array(z.object({ kind: datedKindSchema, line: datedLineSchema })),
  /** Lines that are replaced lessons, as they were planned, and why. */
  replaced: z.array(
    scheduleLineSchema.pick({ firstSlot: true, lastSlot: true, mode: true, roomCode: true, teacherCode: true }).extend({
      lineKey: z.string(),
      on: dateSchema,
      kind: replacementKindSchema,
      caseId: idSchema,
      reason: z.string(),
    }),
  ),
  /** Lines of which the reader may replace lessons: the schedule in which each stands, by its key. */
  replaceable: z.record(z.string(), idSchema),
  names: namesSchema,
  slots: z.array(timeSlotSchema),
  /** Monday of academic week 1 of the chosen term. */
  week1On: dateSchema,
  /** The academic week of today; null outside the term. */
  presentWeek: z.int().nullable(),
  /** The lesson that is held now or comes next; null when none is left in the term. */
  next: z.object({ lineKey: z.string(), week: z.int(), startsAt: instantSchema, endsAt: instantSchema }).nullable(),
  /** Days of the term, Sundays aside, on which no lessons are held. */
  daysOff: z.array(z.object({ on: dateSchema, name: namedSchema })),
  /** Whose timetables the reader may look at; empty for who sees only their own. */
  choices: z.object({ teachers: z.array(choiceSchema), groups: z.array(choiceSchema), rooms: z.array(choiceSchema) }),
  /** Sessions of trainings ahead that the reader takes part in or gives, the next one first; only with the reader's own lessons. */
  trainings: z.array(
    z.object({
      trainingId: idSchema,
      title: namedSchema,
      startsAt: instantSchema,
      endsAt: instantSchema,
      /** Room, link, or both; empty where nobody said. */
      place: z.string(),
      isTrainer: z.boolean(),
    }),
  ),
  /** Since when the reader's secret calendar address works; null while there is none. */
  feedSince: instantSchema.nullable(),
  /** Only who teaches has lessons of their own to subscribe to. */
  canHaveFeed: z.boolean(),
});
export type Timetable = z.infer<typeof timetableSchema>;

/** The address is shown this once: only its hash is kept. */
export const calendarAddressSchema = z.object({ url: z.url() });
export type CalendarAddress = z.infer<typeof calendarAddressSchema>;
