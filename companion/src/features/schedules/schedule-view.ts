/** Answers of the schedule screens: the grid of a draft or edition, and what changed between two editions. */
import type { Knex } from 'knex';
import type { Clash, EditionChanges, ScheduleContent, ScheduleLine, ScheduleView } from '@qashyq/shared-types';
import { findTerm, listTimeSlots } from '../../calendar/calendar-store.js';
import { AppError } from '../../errors.js';
import { compareLines } from './line-changes.js';
import { clashesWithPlaces } from './line-places.js';
import { clashesOf } from './schedule-feature.js';
import { loadNames } from './schedule-names.js';

/** Lines of other schedules that clash with ours. */
export function foreignLines(clashes: readonly Clash[]): ScheduleLine[] {
  return clashes.flatMap((clash) => clash.otherLine ?? []);
}

/** `editableVersion`: of the case, for who may change the draft; `replaceable`: for who may replace lessons of what is in force. */
export async function presentSchedule(
  db: Knex,
  caseId: number,
  editionNo: number | null,
  content: ScheduleContent,
  { editableVersion = null, replaceable = null }: Partial<Pick<ScheduleView, 'editableVersion' | 'replaceable'>> = {},
): Promise<ScheduleView> {
  const term = await findTerm(db, content.header.academicYear, content.header.term);
  if (term === undefined) throw new AppError('notFound');
  const { clashes, freePlaces } =
    editionNo === null
      ? await clashesWithPlaces(db, content, caseId)
      : { clashes: await clashesOf(db, content, caseId), freePlaces: [] };
  return {
    caseId,
    editionNo,
    header: content.header,
    lines: content.lines,
    clashes,
    names: await loadNames(db, [...content.lines, ...foreignLines(clashes)]),
    slots: await listTimeSlots(db),
    week1On: term.week1_on,
    freePlaces,
    editableVersion,
    replaceable,
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
