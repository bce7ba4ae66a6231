/** A term as it is held: the editions in force with their replacements, and how a replacement would change it. */
import type { Knex } from 'knex';
import type { Clash, FreeDate, ReplacedLesson, TeacherDay } from '@qashyq/shared-types';
import { dateInWeek, weekOfDate } from '../../../calendar/academic-weeks.js';
import { findTerm } from '../../../calendar/calendar-store.js';
import { localDate } from '../../../calendar/working-days.js';
import { AppError } from '../../../errors.js';
import { findClashes, findClashesOfLine, indexLines, type PlacedLine } from '../clashes.js';
import { listExamLines } from '../dated/exam-lines.js';
import { findFreePlaces, type PlaceReference } from '../free-places.js';
import type { TermCalendar } from '../occurrences.js';
import { createApprovedEditions, type ListApprovedEditions } from '../timetable/approved-editions.js';
import { termCalendar } from '../timetable/term-lessons.js';
import { plannedLines } from './held-editions.js';
import { heldLines } from './held-lines.js';
import { lessonName, withoutSchedule, type PlannedLine, type ReplacementReference } from './replacement-rules.js';
import { listReplacements, type ReplacementInForce } from './replacement-store.js';

export interface HeldTerm {
  academicYear: string;
  term: number;
  endsOn: string;
  calendar: TermCalendar;
  /** Lines of every edition in force, each with its schedule. */
  planned: readonly PlannedLine[];
  replacements: readonly ReplacementInForce[];
  /** Exams and consultations of the term. */
  exams: readonly PlacedLine[];
}

/** `editionsOf`: a reader that keeps what it parsed, for who asks again and again. @throws AppError `notFound` for a term that is not entered */
export async function loadHeldTerm(
  db: Knex,
  { academicYear, term }: { academicYear: string; term: number },
  editionsOf: ListApprovedEditions = createApprovedEditions(),
): Promise<HeldTerm> {
  const row = await findTerm(db, academicYear, term);
  if (row === undefined) throw new AppError('notFound');
  const editions = await editionsOf(db, { academicYear, term });
  return {
    academicYear,
    term,
    endsOn: row.ends_on,
    calendar: await termCalendar(db, row),
    planned: plannedLines(editions),
    replacements: await listReplacements(db, { academicYear, term }),
    exams: await listExamLines(db, { academicYear, term }),
  };
}

/** What the rules of a replacement ask; `exceptCaseId`: the replacement itself, where it is in force already. */
export async function referenceOf(
  db: Knex,
  held: HeldTerm,
  exceptCaseId: number | null,
  now: number,
): Promise<ReplacementReference> {
  const rooms = await db('rooms').select('code');
  const teachers = await db('persons').whereNotNull('staff_code').select('staff_code');
  const { week1On, isTeachingDay, slots } = held.calendar;
  const isOwn = ({ caseId }: ReplacementInForce): boolean => caseId === exceptCaseId;
  return {
    lines: new Map(held.planned.map((line) => [line.key, line])),
    week1On,
    isTeachingDay,
    slotNos: new Set(slots.map(({ no }) => no)),
    teachers: new Set(teachers.map(({ staff_code }) => staff_code!)),
    rooms: new Set(rooms.map(({ code }) => code)),
    today: localDate(now),
    taken: new Set(held.replacements.filter((one) => !isOwn(one)).map(lessonName)),
    standing: new Map(held.replacements.filter(isOwn).map((one) => [lessonName(one), one.toOn])),
  };
}

/** The term as it would be held with these lessons replaced. */
export function linesWith(
  held: HeldTerm,
  lessons: readonly ReplacedLesson[],
  exceptCaseId: number | null,
): PlannedLine[] {
  const others = held.replacements.filter(({ caseId }) => caseId !== exceptCaseId);
  return heldLines(held.planned, [...others, ...lessons], held.calendar.week1On).map(({ line }) => line);
}

/** The term with these lessons replaced: their clashes on the very dates, and the whole day of everybody who would teach them. */
export function tryReplacement(
  held: HeldTerm,
  wished: readonly ReplacedLesson[],
  exceptCaseId: number | null,
): { clashes: Clash[]; days: TeacherDay[] } {
  const { week1On } = held.calendar;
  // A date before the term meets nothing in it; that it cannot be is said by the rules.
  const lessons = wished.filter(({ toOn }) => toOn >= week1On && toOn <= held.endsOn);
  const lines = linesWith(held, lessons, exceptCaseId);
  const ours = new Set(lessons.map(({ key }) => key));
  // A reason accepts the clash it was given for, and no new one.
  const placed = [
    ...lines.map((line): PlacedLine => (ours.has(line.key) ? withoutSchedule(line) : line)),
    ...held.exams,
  ].map((line): PlacedLine => ({ ...line, clashReason: null }));
  const byKey = new Map(lines.map((line) => [line.key, withoutSchedule(line)]));
  const accepted = acceptedAsPlanned([...linesWith(held, [], exceptCaseId), ...held.exams], lessons);
  const clashes = findClashes(placed).map((clash) => ({
    ...clash,
    otherLine: clash.otherLine ?? byKey.get(clash.otherLineKey) ?? null,
    acceptedReason: accepted.get(clashName(clash.lineKey, clash)) ?? null,
  }));
  const wanted = new Map(lessons.map(({ teacherCode, toOn }) => [`${toOn} ${teacherCode}`, { teacherCode, on: toOn }]));
  const days = [...wanted.values()].map(({ teacherCode, on }): TeacherDay => {
    const { week, weekday } = weekOfDate(week1On, on);
    const onThatDay = lines
      .filter((line) => line.teacherCode === teacherCode && line.weekday === weekday && line.weeks.includes(week))
      .sort((a, b) => a.firstSlot - b.firstSlot);
    return {
      teacherCode,
      on,
      lessons: onThatDay.map(withoutSchedule),
      brought: onThatDay.filter(({ key }) => ours.has(key)).map(({ key }) => key),
    };
  });
  return { clashes, days: days.sort((a, b) => (a.on < b.on ? -1 : 1)) };
}

const clashName = (key: string, { resource, resourceCode, otherLineKey }: Clash): string =>
  [key, resource, resourceCode, otherLineKey].join(' ');

/** Reasons of the clashes that these lessons have as planned, by the key of the replaced lesson, subject and other line. */
function acceptedAsPlanned(planned: readonly PlacedLine[], lessons: readonly ReplacedLesson[]): Map<string, string> {
  const index = indexLines(planned);
  return new Map(
    lessons.flatMap(({ key, week, line }) =>
      findClashesOfLine({ ...line, weeks: [week] }, index).flatMap((clash) =>
        clash.acceptedReason === null ? [] : [[clashName(key, clash), clash.acceptedReason] as const],
      ),
    ),
  );
}

/** What would clash if these lessons of a replacement went back to their planned places; others may stand there since. */
export function clashesOnReturn(held: HeldTerm, lessons: readonly ReplacedLesson[], caseId: number | null): Clash[] {
  const index = indexLines([...linesWith(held, [], caseId), ...held.exams]);
  return lessons
    .flatMap(({ lineKey, week }) => {
      const line = held.planned.find(({ key }) => key === lineKey);
      return line === undefined ? [] : findClashesOfLine({ ...withoutSchedule(line), weeks: [week] }, index);
    })
    .filter(({ acceptedReason }) => acceptedReason === null);
}

/** The nearest places of its week, from `today` on, in which this lesson could be held. */
export function freeDates(
  held: HeldTerm,
  { lineKey, week }: Pick<ReplacedLesson, 'lineKey' | 'week'>,
  reference: Omit<PlaceReference, 'calendar'>,
  { today, exceptCaseId }: { today: string; exceptCaseId: number | null },
): FreeDate[] {
  const line = held.planned.find(({ key }) => key === lineKey);
  if (line === undefined) return [];
  const { week1On, isTeachingDay } = held.calendar;
  // The lesson itself leaves its place, the other weeks of its line stay.
  const others = linesWith(held, [], exceptCaseId).map((other) =>
    other.key === lineKey ? { ...other, weeks: other.weeks.filter((each) => each !== week) } : other,
  );
  const calendar = { ...held.calendar, isTeachingDay: (date: string) => date >= today && isTeachingDay(date) };
  const lesson = { ...withoutSchedule(line), weeks: [week] };
  return findFreePlaces(lesson, indexLines([...others, ...held.exams]), { ...reference, calendar }).map(
    ({ weekday, ...place }) => ({
      ...place,
      on: dateInWeek(week1On, week, weekday),
    }),
  );
}
