/** The working draft of a schedule: its header and its lines. Frozen editions are the case engine's. */
import type { Knex } from 'knex';
import type { ScheduleHeader, ScheduleLine } from '@qashyq/shared-types';
import type { ScheduleLineRow, ScheduleRow } from '../../db/tables.js';
import { AppError } from '../../errors.js';
import type { PlacedLine } from './clashes.js';

export function header(row: ScheduleRow): ScheduleHeader {
  return { academicYear: row.academic_year, term: row.term, facultyCode: row.faculty_code, label: row.label };
}

export async function getHeader(db: Knex, caseId: number): Promise<ScheduleHeader> {
  const row = await db('schedules').where({ case_id: caseId }).first();
  if (row === undefined) throw new AppError('notFound');
  return header(row);
}

export async function insertSchedule(trx: Knex, caseId: number, value: ScheduleHeader): Promise<void> {
  await trx('schedules').insert({
    case_id: caseId,
    academic_year: value.academicYear,
    term: value.term,
    faculty_code: value.facultyCode,
    label: value.label,
  });
}

export async function listLines(db: Knex, caseId: number): Promise<ScheduleLine[]> {
  return (await db('schedule_lines').where({ case_id: caseId }).orderBy('position')).map(line);
}

/** Replaces the whole draft. */
export async function replaceLines(trx: Knex, caseId: number, lines: readonly ScheduleLine[]): Promise<void> {
  await trx('schedule_lines').where({ case_id: caseId }).delete();
  const rows = lines.map((value, index): ScheduleLineRow => ({
    line_key: value.key,
    case_id: caseId,
    position: index + 1,
    weekday: value.weekday,
    first_slot: value.firstSlot,
    last_slot: value.lastSlot,
    weeks_json: JSON.stringify(value.weeks),
    discipline_code: value.disciplineCode,
    lesson_type: value.lessonType,
    group_codes_json: JSON.stringify(value.groupCodes),
    teacher_code: value.teacherCode,
    mode: value.mode,
    room_code: value.roomCode,
    link: value.link,
    language: value.language,
    remark: value.remark,
    clash_reason: value.clashReason,
  }));
  // SQLite takes at most 32 766 variables a statement, and 17 columns a row make 500 rows comfortable on both.
  await trx.batchInsert('schedule_lines', rows, 500);
}

/**
 * Lines of the other schedules of the term that were submitted at least once: somebody's first rough draft must not worry others.
 */
export async function listOtherLines(
  db: Knex,
  value: ScheduleHeader,
  exceptCaseId: number | null,
): Promise<PlacedLine[]> {
  const query = db('schedule_lines')
    .join('schedules', 'schedules.case_id', 'schedule_lines.case_id')
    .join('cases', 'cases.id', 'schedule_lines.case_id')
    .where('schedules.academic_year', value.academicYear)
    .where('schedules.term', value.term)
    .where('cases.edition_no', '>', 0)
    // What was withdrawn or rejected takes nobody's time, unless an earlier edition of it is in force.
    .where((counts) =>
      counts.whereNotIn('cases.state', ['withdrawn', 'rejected']).orWhereNotNull('cases.approved_edition_no'),
    )
    .select('schedule_lines.*');
  if (exceptCaseId !== null) void query.whereNot('schedule_lines.case_id', exceptCaseId);
  const rows = (await query) as ScheduleLineRow[];
  return rows.map((row) => ({ ...line(row), caseId: row.case_id }));
}

function line(row: ScheduleLineRow): ScheduleLine {
  return {
    key: row.line_key,
    weekday: row.weekday,
    firstSlot: row.first_slot,
    lastSlot: row.last_slot,
    weeks: JSON.parse(row.weeks_json) as number[],
    disciplineCode: row.discipline_code,
    lessonType: row.lesson_type as ScheduleLine['lessonType'],
    groupCodes: JSON.parse(row.group_codes_json) as string[],
    teacherCode: row.teacher_code,
    mode: row.mode as ScheduleLine['mode'],
    roomCode: row.room_code,
    link: row.link,
    language: row.language as ScheduleLine['language'],
    remark: row.remark,
    clashReason: row.clash_reason,
  };
}
