/**
 * What the university allows at exams, by kind of schedule, and where it stands in the academic calendar. The Regulation names none of these
 * numbers: all are defaults of ours [I]. Exams a day and pauses are what holds until the department sets them otherwise (exam-limits.ts).
 */
import type { AcademicPeriod, DatedKind } from '@qashyq/shared-types';

export interface DatedPolicy {
  /** Exams that a group may have on one day. */
  mostADay: number;
  /** Minutes that must lie between two of them for a group, and for a person who goes from one place to another. */
  leastPauseMinutes: number;
  /** Periods of the term in which it must be held. */
  periods: readonly AcademicPeriod[];
  /** Working days before its period by which it must be published (domain §4 rows 2 and 3); null: no such rule. */
  publishedDaysBefore: number | null;
}

export const datedPolicies: Readonly<Record<DatedKind, DatedPolicy>> = {
  midtermControlSchedule: {
    mostADay: 2,
    leastPauseMinutes: 10,
    periods: ['midterm1', 'midterm2'],
    publishedDaysBefore: null,
  },
  interimAttestationSchedule: {
    mostADay: 1,
    leastPauseMinutes: 30,
    periods: ['session'],
    publishedDaysBefore: 10,
  },
  finalAttestationSchedule: {
    mostADay: 1,
    leastPauseMinutes: 30,
    periods: ['finalAttestation'],
    publishedDaysBefore: 10,
  },
};

/** A consultation takes one academic hour. */
export const consultationMinutes = 50;
