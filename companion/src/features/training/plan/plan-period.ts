/** The days a plan is for, and the same week of another period. Pure. */
import type { AcademicTerm, PlanHeader, PlanLine } from '@qashyq/shared-types';
import { addDays, daysBetween, weekdayOf } from '../../../calendar/plain-dates.js';

export interface Period {
  startsOn: string;
  endsOn: string;
}

/** `2026/27` → 2026. */
const firstYear = (academicYear: string): number => Number(academicYear.slice(0, 4));

/** `2026/27` → `2025/26` for -1. */
export function academicYearBy(academicYear: string, years: number): string {
  const year = firstYear(academicYear) + years;
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}

/**
 * An academic year is from 1 September to 31 August. A term goes on until the day before the next one begins: people learn between terms,
 * when there are no lessons [I]. A term that is not in the calendar has the days of its year.
 */
export function periodOf({ academicYear, term }: PlanHeader, terms: readonly AcademicTerm[]): Period {
  const year = firstYear(academicYear);
  const whole = { startsOn: `${year}-09-01`, endsOn: `${year + 1}-08-31` };
  if (term === null) return whole;
  const ofYear = terms.filter((one) => one.academicYear === academicYear).sort((a, b) => a.term - b.term);
  const at = ofYear.findIndex((one) => one.term === term);
  if (at < 0) return whole;
  const next = ofYear[at + 1];
  return {
    startsOn: ofYear[at]!.startsOn,
    endsOn: next === undefined ? whole.endsOn : addDays(next.startsOn, -1),
  };
}

/** The same weekday of the same week, counted from the week in which the period begins. */
export function sameDayOf(date: string, from: Period, to: Period): string {
  const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));
  return addDays(mondayOf(to.startsOn), daysBetween(mondayOf(from.startsOn), date));
}

/** The lines for a new period: new keys, since they are other trainings, and dates in the same week. */
export function clonedLines(lines: readonly PlanLine[], from: Period, to: Period, newKey: () => string): PlanLine[] {
  const moved = (date: string | null): string | null => (date === null ? null : sameDayOf(date, from, to));
  return lines.map((line) => ({
    ...line,
    key: newKey(),
    startsOn: moved(line.startsOn),
    endsOn: moved(line.endsOn),
  }));
}
