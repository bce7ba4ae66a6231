/** Answers of the schedule screens: the grid of a draft or edition, and what changed between two editions. */
import type { Knex } from 'knex';
import type { Clash, EditionChanges, Names, ScheduleContent, ScheduleLine, ScheduleView } from '@qashyq/shared-types';
import { findTerm, listTimeSlots } from '../../calendar/calendar-store.js';
import { AppError } from '../../errors.js';
import { named } from '../../identity/person-store.js';
import { compareLines } from './line-changes.js';
import { clashesOf } from './schedule-feature.js';

/** Names for every code in the lines. A code that is no longer known stands for itself. */
export async function loadNames(db: Knex, lines: readonly ScheduleLine[]): Promise<Names> {
  const codes = (values: string[]) => [...new Set(values)];
  const disciplines = await db('disciplines').whereIn('code', codes(lines.map((line) => line.disciplineCode)));
  const teachers = await db('persons').whereIn('staff_code', codes(lines.map((line) => line.teacherCode)));
  const groups = codes(lines.flatMap((line) => line.groupCodes));
  const rooms = codes(lines.flatMap((line) => line.roomCode ?? []));
  return {
    disciplines: Object.fromEntries(disciplines.map((row) => [row.code, named(row)])),
    teachers: Object.fromEntries(teachers.map((row) => [row.staff_code!, named(row)])),
    groups: Object.fromEntries(groups.map((code) => [code, code])),
    rooms: Object.fromEntries(rooms.map((code) => [code, code])),
  };
}

/** Lines of other schedules that clash with ours. */
export function foreignLines(clashes: readonly Clash[]): ScheduleLine[] {
  return clashes.flatMap((clash) => clash.otherLine ?? []);
}

export async function presentSchedule(
  db: Knex,
  caseId: number,
  editionNo: number | null,
  content: ScheduleContent,
): Promise<ScheduleView> {
  const term = await findTerm(db, content.header.academicYear, content.header.term);
  if (term === undefined) throw new AppError('notFound');
  const clashes = await clashesOf(db, content, caseId);
  return {
    caseId,
    editionNo,
    ...content,
    clashes,
    names: await loadNames(db, [...content.lines, ...foreignLines(clashes)]),
    slots: await listTimeSlots(db),
    week1On: term.week1_on,
  };
}

export async function presentChanges(
  db: Knex,
  caseId: number,
  from: { editionNo: number; content: ScheduleContent },
  to: { editionNo: number; content: ScheduleContent },
): Promise<EditionChanges> {
  return {
    caseId,
    fromEdition: from.editionNo,
    toEdition: to.editionNo,
    ...compareLines(from.content.lines, to.content.lines),
    names: await loadNames(db, [...from.content.lines, ...to.content.lines]),
    slots: await listTimeSlots(db),
  };
}
