import { z } from 'zod';
import { idSchema } from '../basics.js';
import { positionSchema } from './training-words.js';

/** Who may apply for a training. What is empty, null or false asks for nothing. */
export const eligibilitySchema = z.object({
  /** People of these units; a unit covers what is below it. Empty: everybody. */
  unitIds: z.array(idSchema).max(200),
  /** Posts; empty: all. */
  positions: z.array(positionSchema).max(20),
  /** Not for who completed a run of the same series within so many years. */
  notDoneWithinYears: z.int().min(1).max(20).nullable(),
  /** Not for who has lessons of the timetable in force at the time of a session. */
  noTimetableClash: z.boolean(),
});
export type Eligibility = z.infer<typeof eligibilitySchema>;

/** Asks for nothing: everybody who works here may apply. */
export const openToEverybody: Eligibility = {
  unitIds: [],
  positions: [],
  notDoneWithinYears: null,
  noTimetableClash: false,
};

/** The rules of eligibility, in the order in which they are told. */
export const eligibilityRules = ['unit', 'position', 'notDoneBefore', 'timetable'] as const;
export const eligibilityRuleSchema = z.enum(eligibilityRules);
export type EligibilityRule = z.infer<typeof eligibilityRuleSchema>;
