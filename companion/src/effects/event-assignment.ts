/** Which calendar event stands for which lesson. Pure. */
import { grouped } from '../grouped.js';

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
