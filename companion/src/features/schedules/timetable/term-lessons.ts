/** The lessons of one teacher, group or room in one term. */
import type { Knex } from 'knex';
import type { ScheduleLine, TimetableOwner } from '@qashyq/shared-types';
import { listTimeSlots, loadWorkCalendar } from '../../../calendar/calendar-store.js';
import { localDate, teachingDaysOf } from '../../../calendar/working-days.js';
import type { AcademicTermRow } from '../../../db/tables.js';
import type { TermCalendar } from '../occurrences.js';

/** Whose lessons. */
export interface Owner {
  owner: TimetableOwner;
  code: string;
}

/** Reads `group:АЖ-25-11`. */
export function ownerOf(text: string): Owner {
  const at = text.indexOf(':');
  return { owner: text.slice(0, at) as TimetableOwner, code: text.slice(at + 1) };
}

export function concerns({ owner, code }: Owner, line: ScheduleLine): boolean {
  switch (owner) {
    case 'teacher':
      return line.teacherCode === code;
    case 'group':
      return line.groupCodes.includes(code);
    case 'room':
      return line.roomCode === code;
  }
}

export async function termCalendar(db: Knex, term: AcademicTermRow): Promise<TermCalendar> {
  return {
    week1On: term.week1_on,
    slots: await listTimeSlots(db),
    isTeachingDay: teachingDaysOf({ startsOn: term.starts_on, endsOn: term.ends_on }, await loadWorkCalendar(db)),
  };
}

/** The term of today, between terms the coming one, after the last one that; undefined where none is entered. */
export function presentTerm(terms: readonly AcademicTermRow[], now: number): AcademicTermRow | undefined {
  const today = localDate(now);
  const byStart = [...terms].sort((a, b) => (a.starts_on < b.starts_on ? -1 : 1));
  return byStart.find((term) => term.ends_on >= today) ?? byStart.at(-1);
}
