/** The answer of the screen «My timetable»: lessons in force of one teacher, group or room, the next one first. */
import type { Knex } from 'knex';
import type { DatedLine, Named, Names, QueryOf, ScheduleLine, Timetable } from '@qashyq/shared-types';
import { listTerms } from '../../../calendar/calendar-store.js';
import { weekdayOf } from '../../../calendar/plain-dates.js';
import { localDate } from '../../../calendar/working-days.js';
import { weekOfDate } from '../../../calendar/academic-weeks.js';
import type { AcademicTermRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import { holdsRole, type CurrentPerson } from '../../../identity/current-person.js';
import { named } from '../../../identity/person-store.js';
import { canReadSchedules, isDispatcherOf } from '../../../identity/policies.js';
import { instant } from '../../../workflow/case-presenter.js';
import { sessionsOfPerson } from '../../training/sessions-of-person.js';
import { occurrencesOf, type TermCalendar } from '../occurrences.js';
import { datedNames } from '../dated/dated-names.js';
import { heldInTerm } from '../replacements/held-editions.js';
import type { HeldLine } from '../replacements/held-lines.js';
import { withoutSchedule, type PlannedLine } from '../replacements/replacement-rules.js';
import type { ReplacementInForce } from '../replacements/replacement-store.js';
import { loadNames } from '../schedule-names.js';
import type { ApprovedDated, ApprovedEdition, ListApprovedDated, ListApprovedEditions } from './approved-editions.js';
import { findFeed, staffCodeOf } from './feed-store.js';
import { examsOf } from './term-exams.js';
import { concerns, ownerOf, presentTerm, termCalendar, type Owner } from './term-lessons.js';

/**
 * @throws AppError `notAllowed` for somebody else's timetable without the right to read schedules; `notFound` for a term that is not
 * entered
 */
export async function presentTimetable(
  db: Knex,
  { approved, approvedDated }: { approved: ListApprovedEditions; approvedDated: ListApprovedDated },
  person: CurrentPerson,
  query: QueryOf<'myTimetable'>,
  now: number,
): Promise<Timetable> {
  const staffCode = await staffCodeOf(db, person.id);
  const mine: Owner | null = staffCode === null ? null : { owner: 'teacher', code: staffCode };
  const of = query.of === undefined ? mine : ownerOf(query.of);
  const isMine = of !== null && of.owner === mine?.owner && of.code === mine.code;
  const mayChoose = canReadSchedules(person);
  if (of !== null && !isMine && !mayChoose) throw new AppError('notAllowed');

  const terms = await listTerms(db);
  const term = chosenTerm(terms, query, now);
  if (term === undefined) throw new AppError('notFound');
  const editions = await approved(db, { academicYear: term.academic_year, term: term.term });
  const dated = await approvedDated(db, { academicYear: term.academic_year, term: term.term });
  const held = (
    await heldInTerm(db, editions, { academicYear: term.academic_year, term: term.term, week1On: term.week1_on })
  ).filter(({ line }) => of !== null && concerns(of, line));
  const lines = held.map(({ line }) => withoutSchedule(line));
  const exams = of === null ? [] : examsOf(dated, of);
  const calendar = await termCalendar(db, term);
  const feed = isMine ? await findFeed(db, person.id) : undefined;
  const today = localDate(now);
  return {
    of: of && { ...of, name: await nameOf(db, of) },
    isMine,
    terms: terms.map((row) => ({
      academicYear: row.academic_year,
      term: row.term,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      chosen: row.id === term.id,
    })),
    lines,
    replaced: held.flatMap(({ line, replaced }) => (replaced === null ? [] : [asPlanned(line.key, replaced)])),
    replaceable: await replaceableLines(db, person, isMine, held),
    exams,
    names: mergedNames(
      await loadNames(db, [...lines, ...held.flatMap(({ replaced }) => replaced?.line ?? [])]),
      await datedNames(
        db,
        exams.map(({ line }) => line),
      ),
    ),
    slots: [...calendar.slots],
    week1On: term.week1_on,
    presentWeek: today >= term.starts_on && today <= term.ends_on ? weekOfDate(term.week1_on, today).week : null,
    next: nextLesson(lines, calendar, now),
    daysOff: await daysOffOf(db, term),
    choices: mayChoose ? await choicesOf(db, editions, dated) : { teachers: [], groups: [], rooms: [] },
    trainings: isMine || of === null ? await trainingsOf(db, person.id, now) : [],
    feedSince: feed === undefined ? null : instant(feed.created_at),
    canHaveFeed: mine !== null,
  };
}

function asPlanned(
  lineKey: string,
  { on, kind, caseId, reason, line }: ReplacementInForce,
): Timetable['replaced'][number] {
  const { firstSlot, lastSlot, mode, roomCode, teacherCode } = line;
  return { lineKey, on, kind, caseId, reason, firstSlot, lastSlot, mode, roomCode, teacherCode };
}

/** A teacher asks to replace own lessons, a dispatcher those of the schedules they keep. */
async function replaceableLines(
  db: Knex,
  person: CurrentPerson,
  isMine: boolean,
  held: readonly HeldLine<PlannedLine>[],
): Promise<Timetable['replaceable']> {
  const planned = held.flatMap(({ line, replaced }) => (replaced === null ? [line] : []));
  const schedules = await db('cases')
    .whereIn('id', [...new Set(planned.map(({ caseId }) => caseId))])
    .select('id', 'org_unit_id');
  const kept = new Set(schedules.filter((row) => isDispatcherOf(person, row.org_unit_id)).map(({ id }) => id));
  const isTeacher = isMine && holdsRole(person, 'teacher');
  return Object.fromEntries(
    planned.filter(({ caseId }) => isTeacher || kept.has(caseId)).map(({ key, caseId }) => [key, caseId]),
  );
}

/** More sessions than this nobody reads there; the page of my trainings has them all. */
const sessionsShown = 20;

async function trainingsOf(db: Knex, personId: number, now: number): Promise<Timetable['trainings']> {
  const sessions = await sessionsOfPerson(db, personId, now);
  return sessions.slice(0, sessionsShown).map(({ trainingId, title, startsAt, endsAt, place, isTrainer }) => ({
    trainingId,
    title,
    startsAt: instant(startsAt),
    endsAt: instant(endsAt),
    place,
    isTrainer,
  }));
}

function chosenTerm(
  terms: readonly AcademicTermRow[],
  { academicYear, term }: QueryOf<'myTimetable'>,
  now: number,
): AcademicTermRow | undefined {
  if (academicYear === undefined || term === undefined) return presentTerm(terms, now);
  return terms.find((row) => row.academic_year === academicYear && row.term === term);
}

/** The lesson that has not ended yet and begins first. */
function nextLesson(lines: readonly ScheduleLine[], calendar: TermCalendar, now: number): Timetable['next'] {
  let next: { lineKey: string; week: number; startsAtMs: number; endsAtMs: number } | undefined;
  for (const line of lines)
    for (const { week, startsAtMs, durationSeconds } of occurrencesOf(line, calendar)) {
      const endsAtMs = startsAtMs + durationSeconds * 1000;
      if (endsAtMs > now && (next === undefined || startsAtMs < next.startsAtMs))
        next = { lineKey: line.key, week, startsAtMs, endsAtMs };
    }
  return next === undefined
    ? null
    : { lineKey: next.lineKey, week: next.week, startsAt: instant(next.startsAtMs), endsAt: instant(next.endsAtMs) };
}

async function nameOf(db: Knex, { owner, code }: Owner): Promise<Named> {
  const teacher = owner === 'teacher' ? await db('persons').where({ staff_code: code }).first() : undefined;
  return teacher === undefined ? sameIn(code) : named(teacher);
}

const sameIn = (code: string): Named => ({ kk: code, ru: code, en: code });

async function daysOffOf(db: Knex, term: AcademicTermRow): Promise<Timetable['daysOff']> {
  const rows = await db('holidays').whereBetween('off_on', [term.starts_on, term.ends_on]).orderBy('off_on');
  // On Sundays nothing is taught anyway.
  return rows.filter((row) => weekdayOf(row.off_on) <= 6).map((row) => ({ on: row.off_on, name: named(row) }));
}

/** Names of both; a code has one name. */
function mergedNames(one: Names, other: Names): Names {
  return {
    disciplines: { ...one.disciplines, ...other.disciplines },
    groups: { ...one.groups, ...other.groups },
    teachers: { ...one.teachers, ...other.teachers },
    rooms: { ...one.rooms, ...other.rooms },
  };
}

/** Everybody and everything that occurs in the editions in force. */
async function choicesOf(
  db: Knex,
  editions: readonly ApprovedEdition[],
  dated: readonly ApprovedDated[],
): Promise<Timetable['choices']> {
  const lines = [...editions, ...dated].flatMap(({ content }) => content.lines as (ScheduleLine | DatedLine)[]);
  const { teachers } = mergedNames(
    await loadNames(
      db,
      editions.flatMap(({ content }) => content.lines),
    ),
    await datedNames(
      db,
      dated.flatMap(({ content }) => content.lines),
    ),
  );
  const plain = (codes: string[]) => [...new Set(codes)].sort().map((code) => ({ code, name: sameIn(code) }));
  return {
    teachers: Object.entries(teachers).map(([code, name]) => ({ code, name })),
    groups: plain(lines.flatMap((line) => line.groupCodes)),
    rooms: plain(lines.flatMap((line) => line.roomCode ?? [])),
  };
}
