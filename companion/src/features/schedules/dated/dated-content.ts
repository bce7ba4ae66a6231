/** What the lines of a dated schedule are held against: the academic calendar, lessons in force, and other dated schedules. */
import type { Knex } from 'knex';
import type { DatedClash, DatedContent, DatedKind, ExamLimits } from '@qashyq/shared-types';
import {
  academicTerm,
  findTerm,
  listTerms,
  listTimeSlots,
  loadWorkCalendar,
} from '../../../calendar/calendar-store.js';
import { isTeachingDay, teachingDaysOf } from '../../../calendar/working-days.js';
import { occurrencesOf } from '../occurrences.js';
import { heldInTerm } from '../replacements/held-editions.js';
import { createApprovedEditions } from '../timetable/approved-editions.js';
import { appointmentOfLesson, appointmentsOf, type Appointment } from './appointments.js';
import { findDatedClashes } from './dated-clashes.js';
import { datedPolicies } from './dated-policy.js';
import { listForeignDatedLines } from './dated-store.js';
import { loadExamLimits } from './exam-limits.js';

export function datedContentOf(json: string): DatedContent {
  return JSON.parse(json) as DatedContent;
}

interface Span {
  startsOn: string;
  endsOn: string;
}

/** The periods of the term in which lines of the kind must lie, as far as the academic calendar sets them. */
export async function periodsOf(db: Knex, kind: DatedKind, { header }: Pick<DatedContent, 'header'>): Promise<Span[]> {
  const row = await findTerm(db, header.academicYear, header.term);
  const set = row === undefined ? {} : (academicTerm(row).periods ?? {});
  return datedPolicies[kind].periods.flatMap((period) => set[period] ?? []);
}

/** Clashes among the lines of a content, with other dated schedules, and with lessons in force, by the limits that the department has set. */
export async function datedClashesOf(
  db: Knex,
  kind: DatedKind,
  content: DatedContent,
  caseId: number | null,
): Promise<DatedClash[]> {
  return (await clashFinder(db, kind, content, caseId))(await loadExamLimits(db, kind));
}

/** How many clashes without a reason the lines have under each of several limits. */
export async function countOpenClashes(
  db: Knex,
  kind: DatedKind,
  content: DatedContent,
  caseId: number,
  limits: readonly ExamLimits[],
): Promise<number[]> {
  const clashesUnder = await clashFinder(db, kind, content, caseId);
  return limits.map((these) => clashesUnder(these).filter(({ acceptedReason }) => acceptedReason === null).length);
}

async function clashFinder(
  db: Knex,
  kind: DatedKind,
  content: DatedContent,
  caseId: number | null,
): Promise<(limits: ExamLimits) => DatedClash[]> {
  const calendar = await loadWorkCalendar(db);
  const elsewhere = await foreignAppointments(db, content, caseId);
  const periods = await periodsOf(db, kind, content);
  const isDayOff = (date: string) => !isTeachingDay(date, calendar);
  return ({ mostADay, leastPauseMinutes }) =>
    findDatedClashes(content.lines, elsewhere, { mostADay, leastPauseMinutes, periods, isDayOff });
}

async function foreignAppointments(db: Knex, content: DatedContent, caseId: number | null): Promise<Appointment[]> {
  const dates = new Set(content.lines.flatMap(({ date, consultationOn }) => [date, consultationOn ?? date]));
  if (dates.size === 0) return [];
  const sorted = [...dates].sort();
  const between = { from: sorted[0]!, to: sorted.at(-1)! };
  const elsewhere = await listForeignDatedLines(db, between, caseId);
  return [
    ...elsewhere.flatMap(({ line, caseId: other }) => appointmentsOf(line, other)),
    ...(await lessonsOn(db, dates)),
  ].filter(({ date }) => dates.has(date));
}

/** Lessons of the schedules in force on these dates. */
async function lessonsOn(db: Knex, dates: ReadonlySet<string>): Promise<Appointment[]> {
  const terms = (await listTerms(db))
    .map(academicTerm)
    .filter(({ startsOn, endsOn }) => [...dates].some((date) => date >= startsOn && date <= endsOn));
  if (terms.length === 0) return [];
  const [workCalendar, slots, inForce] = [
    await loadWorkCalendar(db),
    await listTimeSlots(db),
    createApprovedEditions(),
  ];
  const found: Appointment[] = [];
  for (const term of terms) {
    const calendar = { week1On: term.week1On, slots, isTeachingDay: teachingDaysOf(term, workCalendar) };
    for (const { line } of await heldInTerm(db, await inForce(db, term), term))
      for (const occurrence of occurrencesOf(line, calendar))
        if (dates.has(occurrence.date)) found.push(appointmentOfLesson(line, occurrence, line.caseId));
  }
  return found;
}
