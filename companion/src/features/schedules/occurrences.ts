/**
 * From a line («Mondays, slots 1–2, weeks 1–15») to single lessons on dates, and which calendar event stands for which lesson.
 */
import type { ScheduleLine, TimeSlot } from '@qashyq/shared-types';
import { dateInWeek } from '../../calendar/academic-weeks.js';
import { localToInstant } from '../../calendar/local-time.js';
import { grouped } from '../../grouped.js';

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

/** A lesson of a line; `week` tells the lessons of one line apart. */
export interface LessonOfLine {
  readonly lineKey: string;
  readonly week: number;
}

/** What to do with the calendar events of a schedule. */
export interface EventAssignment<Wished> {
  /** Every wished lesson with the event that stands for it, in the order asked; `created` tells a new event from a kept one. */
  readonly assigned: (Wished & { externalId: string; created: boolean })[];
  /** Events that no lesson needs any more. */
  readonly removed: string[];
}

/**
 * Decides which calendar event stands for which lesson. A lesson whose line and week stay keeps its event; the other lessons
 * of the same line take over that line's freed events in the order of weeks (a lesson moved to another week is the same event
 * at another time); what is still without an event gets one from `newId`, and events left over are to be removed.
 */
export function assignOccurrences<Wished extends LessonOfLine>(
  previous: readonly (LessonOfLine & { readonly externalId: string })[],
  wished: readonly Wished[],
  newId: () => string,
): EventAssignment<Wished> {
  const kept = new Map<number, string>();
  const places = wished.map(({ lineKey, week }, position) => ({ lineKey, week, position }));
  const takeOver = (
    lessons: typeof places,
    events: Map<string, { externalId: string }[]>,
    name: typeof lineOf,
  ): void => {
    for (const lesson of lessons) {
      const event = events.get(name(lesson))?.shift();
      if (event) kept.set(lesson.position, event.externalId);
    }
  };

  const present = grouped(previous, lineAndWeekOf);
  takeOver(places, present, lineAndWeekOf);
  const freed = grouped([...present.values()].flat().sort(byWeek), lineOf);
  takeOver(places.filter(({ position }) => !kept.has(position)).sort(byWeek), freed, lineOf);

  return {
    assigned: wished.map((lesson, position) => {
      const externalId = kept.get(position);
      return { ...lesson, externalId: externalId ?? newId(), created: externalId === undefined };
    }),
    removed: [...freed.values()].flat().map(({ externalId }) => externalId),
  };
}

const lineOf = ({ lineKey }: LessonOfLine): string => lineKey;
const lineAndWeekOf = ({ lineKey, week }: LessonOfLine): string => `${week} ${lineKey}`;
const byWeek = (a: LessonOfLine, b: LessonOfLine): number => a.week - b.week;
