/**
 * Academic weeks of a term: week 1 begins on the Monday `week1On`, even when lessons start later in that week.
 */
import { addDays, daysBetween, weekdayOf } from './plain-dates.js';

/** The date of a weekday (1 is Monday) in an academic week. */
export function dateInWeek(week1On: string, week: number, weekday: number): string {
  return addDays(week1On, (week - 1) * 7 + (weekday - 1));
}

/** The academic week and the weekday of a date; the week is below 1 when the date is before the term's first week. */
export function weekOfDate(week1On: string, date: string): { week: number; weekday: number } {
  return { week: Math.floor(daysBetween(week1On, date) / 7) + 1, weekday: weekdayOf(date) };
}
