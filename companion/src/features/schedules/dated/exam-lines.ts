/** Exams and consultations as a lesson schedule meets them: hours of one week in which people, groups and a room are not free. */
import type { Knex } from 'knex';
import type { ScheduleHeader } from '@qashyq/shared-types';
import { weekOfDate } from '../../../calendar/academic-weeks.js';
import { findTerm } from '../../../calendar/calendar-store.js';
import type { PlacedLine } from '../clashes.js';
import type { TermCalendar } from '../occurrences.js';
import { termCalendar } from '../timetable/term-lessons.js';
import { appointmentsOf, minutesOf, type Appointment } from './appointments.js';
import { listForeignDatedLines } from './dated-store.js';

/**
 * Null where nothing is taught at that time: before and after the hours of lessons, on a day off. In a break there are those whose lesson goes on
 * after it, as exams see it too. Pure.
 */
export function examLine(
  { what, lineKey, caseId, date, from, to, persons, groups, roomCode, disciplineCode, reason }: Appointment,
  { slots, week1On, isTeachingDay }: TermCalendar,
): PlacedLine | null {
  const within = slots
    .filter(({ starts, ends }) => minutesOf(starts) < to && from < minutesOf(ends))
    .map(({ no }) => no)
    .sort((a, b) => a - b);
  const met = within.length > 0 ? within : slotsAround({ from, to }, slots);
  const { week, weekday } = weekOfDate(week1On, date);
  if (met.length === 0 || week < 1 || !isTeachingDay(date) || what === 'lesson' || caseId === null) return null;
  return {
    key: lineKey,
    caseId,
    what,
    persons,
    weekday,
    firstSlot: met[0]!,
    lastSlot: met.at(-1)!,
    ...(within.length > 0 ? {} : { isInBreak: true }),
    weeks: [week],
    disciplineCode,
    // An exam has none of its own, and whoever shows it says what it is.
    lessonType: 'lecture',
    groupCodes: [...groups],
    teacherCode: persons[0] ?? '-',
    mode: roomCode === null ? 'onlineSync' : 'campus',
    roomCode,
    link: null,
    language: null,
    remark: null,
    clashReason: reason,
  };
}

/** The slots before and after a break in which something lies; none before the first and after the last slot. */
function slotsAround({ from, to }: Pick<Appointment, 'from' | 'to'>, slots: TermCalendar['slots']): number[] {
  const byStart = slots.toSorted((a, b) => minutesOf(a.starts) - minutesOf(b.starts));
  const before = byStart.findLast(({ ends }) => minutesOf(ends) <= from);
  const after = byStart.find(({ starts }) => minutesOf(starts) >= to);
  return before === undefined || after === undefined ? [] : [before.no, after.no];
}

/** Of the schedules of exams, midterm control and final attestation that were submitted at least once, as far as they meet the term. */
export async function listExamLines(
  db: Knex,
  { academicYear, term }: Pick<ScheduleHeader, 'academicYear' | 'term'>,
): Promise<PlacedLine[]> {
  const row = await findTerm(db, academicYear, term);
  if (row === undefined) return [];
  const lines = await listForeignDatedLines(db, { from: row.starts_on, to: row.ends_on }, null);
  if (lines.length === 0) return [];
  const calendar = await termCalendar(db, row);
  return lines
    .flatMap(({ line, caseId }) => appointmentsOf(line, caseId))
    .flatMap((appointment) => examLine(appointment, calendar) ?? []);
}
