/** Clashes of a content together with the places in which its clashing lines would be free. */
import type { Knex } from 'knex';
import type { Clash, FreePlace, ScheduleContent, ScheduleHeader, ScheduleLine } from '@qashyq/shared-types';
import { findTerm } from '../../calendar/calendar-store.js';
import { AppError } from '../../errors.js';
import { findClashes, indexLines, type ClashIndex, type PlacedLine } from './clashes.js';
import { listExamLines } from './dated/exam-lines.js';
import { findFreePlaces, type PlaceReference } from './free-places.js';
import { listReplacedLines } from './replacements/replaced-lines.js';
import { listOtherLines } from './schedule-store.js';
import { termCalendar } from './timetable/term-lessons.js';

/** A schedule that clashes in more lines than this needs another plan, not proposals for each. */
const linesHelped = 40;

/** What free places are looked for in: the times of the term, rooms with their seats, groups with their learners. */
export async function loadPlaceReference(
  db: Knex,
  { academicYear, term }: Pick<ScheduleHeader, 'academicYear' | 'term'>,
): Promise<PlaceReference> {
  const row = await findTerm(db, academicYear, term);
  if (row === undefined) throw new AppError('notFound');
  const groups = await db('study_groups').select('code', 'learner_count');
  return {
    calendar: await termCalendar(db, row),
    rooms: await db('rooms').select('code', 'seats').orderBy('code'),
    learners: new Map(groups.map((group) => [group.code, group.learner_count])),
  };
}

/**
 * The lines of a content, those of the other schedules of its term, lessons of both that are held elsewhere than planned, and exams that fall into
 * the term.
 */
export async function linesOfTerm(
  db: Knex,
  { header, lines }: ScheduleContent,
  caseId: number | null,
): Promise<PlacedLine[]> {
  return [
    ...lines,
    ...(await listOtherLines(db, header, caseId)),
    ...(await listReplacedLines(db, header, lines)),
    ...(await listExamLines(db, header)),
  ];
}

/** The same, ready to be asked. */
export async function indexTerm(db: Knex, content: ScheduleContent, caseId: number | null): Promise<ClashIndex> {
  return indexLines(await linesOfTerm(db, content, caseId));
}

/** Clashes of a content, and free places for the lines in a clash that nobody has accepted. */
export async function clashesWithPlaces(
  db: Knex,
  content: ScheduleContent,
  caseId: number | null,
): Promise<{ clashes: Clash[]; freePlaces: FreePlace[] }> {
  const index = await indexTerm(db, content, caseId);
  const clashes = findClashes(index.lines, undefined, index);
  const open = new Set(
    clashes.flatMap(({ acceptedReason, lineKey, otherLineKey }) =>
      acceptedReason === null ? [lineKey, otherLineKey] : [],
    ),
  );
  const helped = content.lines.filter(({ key }) => open.has(key)).slice(0, linesHelped);
  if (helped.length === 0) return { clashes, freePlaces: [] };
  const reference = await loadPlaceReference(db, content.header);
  return { clashes, freePlaces: helped.flatMap((line) => freePlacesOf(line, index, reference)) };
}

export function freePlacesOf(line: ScheduleLine, index: ClashIndex, reference: PlaceReference): FreePlace[] {
  return findFreePlaces(line, index, reference).map((place) => ({ ...place, lineKey: line.key }));
}
