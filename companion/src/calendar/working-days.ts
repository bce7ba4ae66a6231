/**
 * Working days of the office (Monday to Friday) and teaching days (Monday to Saturday).
 * A deadline is counted in working days from the day after receipt and ends at 23:59 in Asia/Almaty [I].
 */
import { addDays, daysBetween, weekdayOf } from './plain-dates.js';
import { endOfLocalDate, localDate } from './local-time.js';

export { assertTimeZoneData, localDate, localTime, localToInstant } from './local-time.js';

/** What the law and the Government make of a year. Dates are `YYYY-MM-DD`. */
export interface WorkCalendar {
  /** Days on which nobody works or teaches: the holidays themselves and the days to which their rest was moved. */
  readonly daysOff: ReadonlySet<string>;
  /** Saturdays and Sundays that a decree makes working days in exchange for a bridge day off. */
  readonly workedWeekends?: ReadonlySet<string>;
}

/** Does the office work on this date? A Saturday counts only when a decree says so. */
export function isWorkingDay(date: string, calendar: WorkCalendar): boolean {
  if (calendar.daysOff.has(date)) return false;
  return weekdayOf(date) <= 5 || (calendar.workedWeekends?.has(date) ?? false);
}

/** Are lessons held on this date? Saturday belongs to the teaching week, Sunday never does. */
export function isTeachingDay(date: string, calendar: WorkCalendar): boolean {
  return weekdayOf(date) <= 6 && !calendar.daysOff.has(date);
}

/** `isTeachingDay` for one term: also false before its first and after its last date. */
export function teachingDaysOf(
  term: { startsOn: string; endsOn: string },
  calendar: WorkCalendar,
): (date: string) => boolean {
  return (date) => date >= term.startsOn && date <= term.endsOn && isTeachingDay(date, calendar);
}

/**
 * The date of the n-th working day after `date`; the start day itself is not counted, 0 gives it back.
 * @throws RangeError when `count` is not a whole number from 0
 */
export function addWorkingDays(date: string, count: number, calendar: WorkCalendar): string {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a number of working days: ${count}`);
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/**
 * The date of the n-th working day before `date`; the day itself is not counted, 0 gives it back.
 * @throws RangeError when `count` is not a whole number from 0
 */
export function subtractWorkingDays(date: string, count: number, calendar: WorkCalendar): string {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a number of working days: ${count}`);
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, -1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** Working days after `from` up to and including `to`: days left until a deadline; negative when `to` has passed. */
export function workingDaysBetween(from: string, to: string, calendar: WorkCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  const days = daysBetween(from, to);
  const dayBefore = weekdayOf(from);
  const isWithin = (date: string) => date > from && date <= to;
  // Counted by weeks and exceptions: a case that nobody touched for years must not cost a step a day on every list.
  const restOfWeek = Array.from({ length: days % 7 }, (_, index) => (dayBefore + index) % 7);
  const holidays = [...calendar.daysOff].filter((date) => isWithin(date) && weekdayOf(date) <= 5);
  const moved = [...(calendar.workedWeekends ?? [])].filter(
    (date) => isWithin(date) && weekdayOf(date) > 5 && !calendar.daysOff.has(date),
  );
  const weekdays = Math.floor(days / 7) * 5 + restOfWeek.filter((weekday) => weekday < 5).length;
  return weekdays - holidays.length + moved.length;
}

/** The instant at which a step opened at `openedAt` falls due: the end of its last working day in Asia/Almaty. */
export function dueAt(openedAt: number, workingDays: number, calendar: WorkCalendar): number {
  return endOfLocalDate(addWorkingDays(localDate(openedAt), workingDays, calendar));
}
