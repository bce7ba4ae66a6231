/** A training moved by days. Pure. */
import type { TrainingDraft } from '@qashyq/shared-types';
import { addDays } from '../../../calendar/plain-dates.js';
import { isWorkingDay, type WorkCalendar } from '../../../calendar/working-days.js';

/** Days from a date to the same weekday of the next year. */
export const yearInWeeks = 364;
/** Further than that nobody looks for a working day. */
const furthest = 31;

export interface ShiftedDraft {
  draft: TrainingDraft;
  /** Sessions that would fall on a day off, and the next day on which they can be held. */
  moved: { from: string; to: string }[];
}

/**
 * The draft for another run, all its dates so many days later. A session on one of the `daysOff` goes to the next working day on which no
 * other session of the training stands at its time. Sessions are new ones, and reasons for old clashes are not taken along.
 */
export function shiftDraft(draft: TrainingDraft, days: number, calendar: WorkCalendar): ShiftedDraft {
  const shifted = draft.sessions.map((session) => ({ ...session, key: null, date: addDays(session.date, days) }));
  const moved: ShiftedDraft['moved'] = [];
  // Those that stay take their places first.
  const sessions = shifted.filter(({ date }) => !calendar.daysOff.has(date));
  for (const session of shifted.filter(({ date }) => calendar.daysOff.has(date))) {
    const isFree = (date: string) =>
      !sessions.some((other) => other.date === date && other.starts < session.ends && other.ends > session.starts);
    const to = nextFreeDay(session.date, calendar, isFree);
    if (to !== session.date) moved.push({ from: session.date, to });
    sessions.push({ ...session, date: to });
  }
  sessions.sort((a, b) => `${a.date} ${a.starts}`.localeCompare(`${b.date} ${b.starts}`));
  return {
    draft: {
      ...draft,
      sessions,
      applyFrom: shiftMoment(draft.applyFrom, days),
      applyUntil: shiftMoment(draft.applyUntil, days),
      cancelUntil: shiftMoment(draft.cancelUntil, days),
      clashReason: '',
    },
    moved,
  };
}

function nextFreeDay(from: string, calendar: WorkCalendar, isFree: (date: string) => boolean): string {
  for (let step = 1; step <= furthest; step++) {
    const date = addDays(from, step);
    if (isWorkingDay(date, calendar) && isFree(date)) return date;
  }
  return from;
}

function shiftMoment(moment: string, days: number): string {
  return moment === '' ? '' : `${addDays(moment.slice(0, 10), days)}${moment.slice(10)}`;
}
