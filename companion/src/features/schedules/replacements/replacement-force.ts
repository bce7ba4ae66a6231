/**
 * Replacements coming into force and going out of it, in the transaction of the action that causes it: their facts, what people are told, and the
 * calendars of their schedules. All lessons of a replacement change together; what has been held stays as it was held.
 */
import type { Knex } from 'knex';
import type { Clash, ReplacedLesson, ScheduleContent, ScheduleLine } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/working-days.js';
import type { CaseRow } from '../../../db/tables.js';
import { insertNotices, noFacts, type NewNotice } from '../../../effects/notices.js';
import { enqueue } from '../../../effects/outbox.js';
import { grouped } from '../../../grouped.js';
import { approvalEffect } from '../../../workflow/approval-effects.js';
import type { ForceRules, Obstacle } from '../../../workflow/case-feature.js';
import { createCaseStore } from '../../../workflow/case-store.js';
import { forceChanges } from './force-changes.js';
import { stillHolds } from './held-lines.js';
import { replacementObstacles } from './replacement-obstacles.js';
import { replacementOf } from './replacement-content.js';
import { isPaired } from './replacement-rules.js';
import { clashesOnReturn, loadHeldTerm } from './replacement-state.js';
import {
  deleteReplacements,
  getReplacementDraft,
  insertReplacements,
  listComingReplacements,
  listReplacementsOfCase,
  retellReplacements,
  type ReplacementInForce,
} from './replacement-store.js';

/** Everything that changes who holds which lesson of a term comes one after another. */
export const lessonsTurn = ({ academicYear, term }: { academicYear: string; term: number }): string =>
  `lessons:${academicYear}:${term}`;

export const replacementForce: ForceRules = {
  turn: async (db, caseRow) => lessonsTurn(await getReplacementDraft(db, caseRow.id)),

  async obstacles(db, caseRow, change, now): Promise<Obstacle[]> {
    if (change === 'intoForce') {
      const { content_json } = await createCaseStore(db, () => now).getEdition(caseRow.id, caseRow.edition_no);
      return replacementObstacles(db, caseRow.id, replacementOf(content_json), now);
    }
    const held = await loadHeldTerm(db, await getReplacementDraft(db, caseRow.id));
    const present = held.replacements.filter(({ caseId }) => caseId === caseRow.id);
    const { gone, isTooLate } = forceChanges(present, [], localDate(now));
    if (isTooLate) return [{ code: 'replacement_begun' }];
    const { length: count } = clashesOnReturn(held, gone, caseRow.id);
    return count === 0 ? [] : [{ code: 'replacement_placetaken', params: { count } }];
  },

  async changed(trx, caseRow, inForce, now) {
    const content = inForce === null ? null : replacementOf(inForce.contentJson);
    const present = await listReplacementsOfCase(trx, caseRow.id);
    const { gone, added, kept } = forceChanges(present, content?.lessons ?? [], localDate(now));
    await deleteReplacements(trx, gone);
    if (content !== null) {
      await retellReplacements(trx, content, kept);
      await insertReplacements(trx, caseRow.id, content, added, now);
    }

    const newlyTold = new Set(teachersOf(added));
    const tell = (kind: NewNotice['kind'], codes: readonly string[]) =>
      tellTeachers(trx, caseRow.id, kind, codes, inForce?.editionNo ?? caseRow.edition_no, now);
    await tell('lessonReplaced', [...newlyTold]);
    await tell(
      'lessonReplacementEnded',
      teachersOf(gone).filter((code) => !newlyTold.has(code)),
    );
    const renamed = kept.filter(({ present: { kind } }) => kind !== content?.kind).map(({ wished }) => wished);
    await publishSchedules(trx, [...gone, ...added, ...renamed], `replacement:${caseRow.id}:v${caseRow.version}`, now);
  },
};

/**
 * A new edition of a schedule is in force: replacements still to come whose line it changes end with it, and a pair ends with both its lessons.
 * The schedule itself is published by its approval.
 */
export async function endLapsedReplacements(
  trx: Knex,
  schedule: CaseRow,
  { lines }: ScheduleContent,
  now: number,
): Promise<void> {
  for (const ended of await listLapsing(trx, schedule.id, lines, localDate(now))) {
    const { caseId } = ended[0]!;
    await deleteReplacements(trx, ended);
    await tellTeachers(trx, caseId, 'lessonReplacementEnded', teachersOf(ended), schedule.edition_no, now);
    const elsewhere = ended.filter(({ scheduleCaseId }) => scheduleCaseId !== schedule.id);
    await publishSchedules(trx, elsewhere, `lapse:${schedule.id}:e${schedule.edition_no}:${caseId}`, now);
  }
}

/** What lessons of other schedules would meet at their planned places, to which they go back as halves of pairs that this edition ends. */
export async function clashesOfLapse(
  db: Knex,
  schedule: CaseRow,
  { header, lines }: ScheduleContent,
  now: number,
): Promise<Clash[]> {
  const lapsing = (await listLapsing(db, schedule.id, lines, localDate(now))).flat();
  const elsewhere = lapsing.filter(({ scheduleCaseId }) => scheduleCaseId !== schedule.id);
  if (elsewhere.length === 0) return [];
  const held = await loadHeldTerm(db, header);
  const ended = new Set(lapsing.map(({ id }) => id));
  const after = {
    ...held,
    planned: [
      ...held.planned.filter(({ caseId }) => caseId !== schedule.id),
      ...lines.map((line) => ({ ...line, caseId: schedule.id })),
    ],
    replacements: held.replacements.filter(({ id }) => !ended.has(id)),
  };
  return clashesOnReturn(after, elsewhere, null);
}

/** Replacements still to come, each with all that ends with it, whose line is changed by these lines of their schedule. */
async function listLapsing(
  db: Knex,
  scheduleCaseId: number,
  lines: readonly ScheduleLine[],
  today: string,
): Promise<ReplacementInForce[][]> {
  const byKey = new Map(lines.map((line) => [line.key, line]));
  const lapsed = (await listComingReplacements(db, scheduleCaseId, today)).filter((one) => {
    const line = byKey.get(one.lineKey);
    return line === undefined || !stillHolds(line, one);
  });
  const found: ReplacementInForce[][] = [];
  for (const ofCase of grouped(lapsed, ({ caseId }) => String(caseId)).values()) {
    const { caseId, kind } = ofCase[0]!;
    const isComing = ({ toOn }: ReplacementInForce): boolean => toOn >= today;
    found.push(isPaired(kind) ? (await listReplacementsOfCase(db, caseId)).filter(isComing) : ofCase);
  }
  return found;
}

/** Who was to hold them and who holds them. */
const teachersOf = (lessons: readonly (ReplacedLesson | ReplacementInForce)[]): string[] =>
  lessons.flatMap(({ line, teacherCode }) => [line.teacherCode, teacherCode]);

async function tellTeachers(
  trx: Knex,
  caseId: number,
  kind: NewNotice['kind'],
  codes: readonly string[],
  editionNo: number,
  now: number,
): Promise<void> {
  const teachers = await trx('persons')
    .whereIn('staff_code', [...new Set(codes)])
    .select('id');
  const notices = teachers.map(({ id }) => ({ personId: id, caseId, kind, facts: { ...noFacts, editionNo } }));
  await insertNotices(trx, notices, now);
}

/** Each change is a cause of its own: the calendar follows the present state once more. */
async function publishSchedules(
  trx: Knex,
  lessons: readonly ReplacedLesson[],
  cause: string,
  now: number,
): Promise<void> {
  const schedules = await trx('cases')
    .whereIn('id', [...new Set(lessons.map(({ scheduleCaseId }) => scheduleCaseId))])
    .whereNotNull('approved_edition_no')
    .select('id', 'approved_edition_no');
  for (const { id, approved_edition_no } of schedules) {
    const publish = approvalEffect('publish-calendar', id, approved_edition_no!);
    await enqueue(trx, { ...publish, dedupeKey: `${publish.dedupeKey}:${cause}` }, now);
  }
}
