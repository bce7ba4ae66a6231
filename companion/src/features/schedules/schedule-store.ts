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
    case_id: caseId,
    position: index + 1,
    ...lineColumns(value),
  }));
  // SQLite takes at most 32 766 variables a statement, and 17 columns a row make 500 rows comfortable on both.
  await trx.batchInsert('schedule_lines', rows, 500);
}

/** Changes one line of a draft; its place among the others stays. */
export async function updateLine(trx: Knex, value: ScheduleLine): Promise<void> {
  await trx('schedule_lines').where({ line_key: value.key }).update(lineColumns(value));
}

function lineColumns(value: ScheduleLine): Omit<ScheduleLineRow, 'case_id' | 'position'> {
  return {
    line_key: value.key,
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
  };
}

/**
 * Lines of the other schedules of the term that were submitted at least once: somebody's first rough draft must not worry others.
 */
export async function listOtherLines(
  db: Knex,
  value: ScheduleHeader,
  exceptCaseId: number | null,
): Promise<PlacedLine[]> {
  const query = countingLines(db, value);
  if (exceptCaseId !== null) void query.whereNot('schedule_lines.case_id', exceptCaseId);
  const rows = (await query) as ScheduleLineRow[];
  return rows.map((row) => ({ ...line(row), caseId: row.case_id }));
}

/** Lines of a draft and of the other schedules of its term that share hours with the line asked about. */
export async function listMeetingLines(
  db: Knex,
  value: ScheduleHeader,
  caseId: number,
  asked: ScheduleLine,
): Promise<PlacedLine[]> {
  const atTheSameTime = (query: Knex.QueryBuilder): void => {
    void query
      .where('schedule_lines.weekday', asked.weekday)
      .where('schedule_lines.first_slot', '<=', asked.lastSlot)
      .where('schedule_lines.last_slot', '>=', asked.firstSlot);
  };
  const own = db('schedule_lines').where('case_id', caseId);
  const others = countingLines(db, value).whereNot('schedule_lines.case_id', caseId);
  atTheSameTime(own);
  atTheSameTime(others);
  const [ownRows, otherRows] = [await own, (await others) as ScheduleLineRow[]];
  return [...ownRows.map(line), ...otherRows.map((row) => ({ ...line(row), caseId: row.case_id }))];
}

function countingLines(db: Knex, value: ScheduleHeader): Knex.QueryBuilder {
  return (
    db('schedule_lines')
      .join('schedules', 'schedules.case_id', 'schedule_lines.case_id')
      .join('cases', 'cases.id', 'schedule_lines.case_id')
      .where('schedules.academic_year', value.academicYear)
      .where('schedules.term', value.term)
      .where('cases.edition_no', '>', 0)
      // What was withdrawn or rejected takes nobody's time, unless an earlier edition of it is in force.
      .where((counts) =>
        counts.whereNotIn('cases.state', ['withdrawn', 'rejected']).orWhereNotNull('cases.approved_edition_no'),
      )
      .select('schedule_lines.*')
  );
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
