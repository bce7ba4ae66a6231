/** From a line («Mondays, slots 1–2, weeks 1–15») to single lessons on dates. */
import type { ScheduleLine, TimeSlot } from '@qashyq/shared-types';
import { dateInWeek } from '../../calendar/academic-weeks.js';
import { localToInstant } from '../../calendar/local-time.js';

/** What a term makes of weeks, weekdays and slot numbers. */
export interface TermCalendar {
  /** Monday of academic week 1. */
  readonly week1On: string;
  readonly slots: readonly TimeSlot[];
  /** False on Sundays, holidays and outside the term: no lesson is held then. */
  readonly isTeachingDay: (date: string) => boolean;
}

/** One lesson. */
export interface Occurrence {
  readonly week: number;
  readonly date: string;
  /** Milliseconds UTC. */
  readonly startsAtMs: number;
  /** From the start of the first to the end of the last slot, breaks included. */
  readonly durationSeconds: number;
}

/**
 * The lessons of a line, at most one per week, by week. A lesson that would fall on a day without teaching is left out.
 * @throws RangeError when the line uses a slot that the term does not have
 */
export function occurrencesOf(
  line: Pick<ScheduleLine, 'weekday' | 'firstSlot' | 'lastSlot' | 'weeks'>,
  calendar: TermCalendar,
): Occurrence[] {
  const slot = (no: number): TimeSlot => {
    const found = calendar.slots.find((candidate) => candidate.no === no);
    if (!found) throw new RangeError(`no time slot ${no}`);
    return found;
  };
  const { starts } = slot(line.firstSlot);
  const { ends } = slot(line.lastSlot);
  return [...new Set(line.weeks)]
    .sort((a, b) => a - b)
    .map((week) => ({ week, date: dateInWeek(calendar.week1On, week, line.weekday) }))
    .filter(({ date }) => calendar.isTeachingDay(date))
    .map(({ week, date }) => {
      const startsAtMs = localToInstant(date, starts);
      return { week, date, startsAtMs, durationSeconds: (localToInstant(date, ends) - startsAtMs) / 1000 };
    });
}
