/** The working draft of a replacement, and the facts of those in force: planned and actual teacher, planned and actual time, reason. */
import type { Knex } from 'knex';
import type { ReplacedLesson, ReplacementContent, ReplacementKind, ScheduleLine } from '@qashyq/shared-types';
import type { LessonReplacementRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';

export async function getReplacementDraft(db: Knex, caseId: number): Promise<ReplacementContent> {
  const row = await db('replacement_drafts').where({ case_id: caseId }).first();
  if (row === undefined) throw new AppError('notFound');
  return JSON.parse(row.content_json) as ReplacementContent;
}

export async function saveReplacementDraft(trx: Knex, caseId: number, content: ReplacementContent): Promise<void> {
  await trx('replacement_drafts')
    .insert({ case_id: caseId, content_json: JSON.stringify(content) })
    .onConflict('case_id')
    .merge();
}

/** A replacement in force, with what is told of it. */
export interface ReplacementInForce extends ReplacedLesson {
  readonly id: number;
  readonly caseId: number;
  readonly kind: ReplacementKind;
  readonly reason: string;
  /** Milliseconds UTC. */
  readonly inForceSince: number;
}

/** Replacements in force in one term. */
export async function listReplacements(
  db: Knex,
  { academicYear, term }: { academicYear: string; term: number },
): Promise<ReplacementInForce[]> {
  return (await db('lesson_replacements').where({ academic_year: academicYear, term }).orderBy('id')).map(inForce);
}

export async function listReplacementsOfCase(db: Knex, caseId: number): Promise<ReplacementInForce[]> {
  return (await db('lesson_replacements').where({ case_id: caseId }).orderBy('id')).map(inForce);
}

/** Those of a schedule's lessons that are held on that date or later. */
export async function listComingReplacements(
  db: Knex,
  scheduleCaseId: number,
  from: string,
): Promise<ReplacementInForce[]> {
  const rows = await db('lesson_replacements')
    .where({ schedule_case_id: scheduleCaseId })
    .where('actual_on', '>=', from)
    .orderBy('id');
  return rows.map(inForce);
}

export async function deleteReplacements(trx: Knex, replacements: readonly ReplacementInForce[]): Promise<void> {
  const ids = replacements.map(({ id }) => id);
  await trx('lesson_replacements').whereIn('id', ids).delete();
}

export async function insertReplacements(
  trx: Knex,
  caseId: number,
  content: ReplacementContent,
  lessons: readonly ReplacedLesson[],
  now: number,
): Promise<void> {
  const rows = lessons.map((lesson): Omit<LessonReplacementRow, 'id'> => ({
    case_id: caseId,
    schedule_case_id: lesson.scheduleCaseId,
    lesson_key: lesson.key,
    kind: content.kind,
    academic_year: content.academicYear,
    term: content.term,
    line_key: lesson.lineKey,
    week: lesson.week,
    planned_on: lesson.on,
    planned_teacher: lesson.line.teacherCode,
    actual_on: lesson.toOn,
    actual_teacher: lesson.teacherCode,
    first_slot: lesson.firstSlot,
    last_slot: lesson.lastSlot,
    mode: lesson.mode,
    room_code: lesson.roomCode,
    reason: content.reason,
    planned_line_json: JSON.stringify(lesson.line),
    in_force_since: now,
  }));
  await trx.batchInsert('lesson_replacements', rows, 100);
}

/** A later edition leaves these lessons as they are held; kind, reason and key are its own. */
export async function retellReplacements(
  trx: Knex,
  { kind, reason }: ReplacementContent,
  kept: readonly { present: ReplacementInForce; wished: ReplacedLesson }[],
): Promise<void> {
  for (const { present, wished } of kept)
    await trx('lesson_replacements')
      .where({ id: present.id })
      .update({
        kind,
        reason,
        lesson_key: wished.key,
        planned_line_json: JSON.stringify(wished.line),
      });
}

function inForce(row: LessonReplacementRow): ReplacementInForce {
  return {
    id: row.id,
    caseId: row.case_id,
    scheduleCaseId: row.schedule_case_id,
    kind: row.kind,
    key: row.lesson_key,
    lineKey: row.line_key,
    week: row.week,
    on: row.planned_on,
    line: JSON.parse(row.planned_line_json) as ScheduleLine,
    toOn: row.actual_on,
    firstSlot: row.first_slot,
    lastSlot: row.last_slot,
    mode: row.mode,
    roomCode: row.room_code,
    teacherCode: row.actual_teacher,
    reason: row.reason,
    inForceSince: Number(row.in_force_since),
  };
}
