/** Which lessons somebody may replace, and for which unit. */
import type { Knex } from 'knex';
import type { ReplacementKind } from '@qashyq/shared-types';
import type { CaseRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { isDispatcherOf } from '../../../identity/policies.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { createCaseStore } from '../../../workflow/case-store.js';
import { getHeader } from '../schedule-store.js';
import type { ListApprovedEditions } from '../timetable/approved-editions.js';
import { staffCodeOf } from '../timetable/feed-store.js';
import { isPaired, type PlannedLine } from './replacement-rules.js';
import { loadHeldTerm } from './replacement-state.js';

/**
 * The unit for which this person may replace these lessons: a dispatcher's faculty, or a teacher's kafedra. A teacher replaces own lessons, and
 * swaps or exchanges an own lesson with another's: the head of the other kafedra has the next word.
 * @throws AppError `notAllowed`
 */
async function unitFor(
  db: Knex,
  person: CurrentPerson,
  schedule: CaseRow,
  lines: readonly PlannedLine[],
  kind: ReplacementKind | null,
): Promise<number> {
  const isInSchedule = ({ caseId }: PlannedLine): boolean => caseId === schedule.id;
  const fits = (isOwn: (line: PlannedLine) => boolean): boolean =>
    kind !== null && isPaired(kind) ? lines.some(isOwn) : lines.every(isOwn);
  if (isDispatcherOf(person, schedule.org_unit_id) && fits(isInSchedule)) return schedule.org_unit_id;
  const staffCode = await staffCodeOf(db, person.id);
  const place = person.roles.find((held) => held.role === 'teacher');
  if (place === undefined || staffCode === null || !fits(({ teacherCode }) => teacherCode === staffCode))
    throw new AppError('notAllowed');
  return place.orgUnitId;
}

/** `approved`: the form asks with every choice, and the editions stay the same meanwhile. */
export interface ReplacementEngine extends CaseEngine {
  approved: ListApprovedEditions;
}

/** The lessons asked about, in their term as it is held. @throws AppError `notFound`, `notAllowed` */
export async function loadReplaceable(
  engine: ReplacementEngine,
  person: CurrentPerson,
  {
    scheduleCaseId,
    lineKeys,
    kind,
  }: { scheduleCaseId: number; lineKeys: readonly string[]; kind: ReplacementKind | null },
) {
  const { db, now, approved } = engine;
  const schedule = await createCaseStore(db, now).getCase(scheduleCaseId);
  if (schedule.kind !== 'lessonSchedule' || schedule.approved_edition_no === null) throw new AppError('notFound');
  const header = await getHeader(db, schedule.id);
  const held = await loadHeldTerm(db, header, approved);
  const keys = new Set(lineKeys);
  const lines = held.planned.filter(({ key }) => keys.has(key));
  return { held, lines, orgUnitId: await unitFor(db, person, schedule, lines, kind) };
}
