/** The working draft of a dated schedule: its header and its lines. Frozen editions are the case engine's. */
import type { Knex } from 'knex';
import type { DatedHeader, DatedLine } from '@qashyq/shared-types';
import type { DatedLineRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import { header } from '../schedule-store.js';

export async function getDatedHeader(db: Knex, caseId: number): Promise<DatedHeader> {
  const row = await db('schedules').where({ case_id: caseId }).first();
  if (row === undefined) throw new AppError('notFound');
  return { ...header(row), kafedraCode: row.kafedra_code };
}

export async function insertDatedSchedule(trx: Knex, caseId: number, value: DatedHeader): Promise<void> {
  await trx('schedules').insert({
    case_id: caseId,
    academic_year: value.academicYear,
    term: value.term,
    faculty_code: value.facultyCode,
    kafedra_code: value.kafedraCode,
    label: value.label,
  });
}

export async function listDatedLines(db: Knex, caseId: number): Promise<DatedLine[]> {
  return (await db('dated_lines').where({ case_id: caseId }).orderBy('position')).map(datedLine);
}

/** Replaces the whole draft. */
export async function replaceDatedLines(trx: Knex, caseId: number, lines: readonly DatedLine[]): Promise<void> {
  await trx('dated_lines').where({ case_id: caseId }).delete();
  const rows = lines.map((line, index): DatedLineRow => ({
    line_key: line.key,
    case_id: caseId,
    position: index + 1,
    attestation: line.attestation,
    discipline_code: line.disciplineCode,
    group_codes_json: JSON.stringify(line.groupCodes),
    form: line.form,
    platform: line.platform,
    consultation_on: line.consultationOn,
    consultation_starts: line.consultationStarts,
    consultation_link: line.consultationLink,
    held_on: line.date,
    starts: line.starts,
    duration_minutes: line.durationMinutes,
    room_code: line.roomCode,
    examiner_code: line.examinerCode,
    proctor_code: line.proctorCode,
    chair_code: line.chairCode,
    secretary_code: line.secretaryCode,
    member_codes_json: JSON.stringify(line.memberCodes),
    link: line.link,
    learners_order: line.learnersOrder,
    recording: line.recording === null ? null : Number(line.recording),
    remark: line.remark,
    clash_reason: line.clashReason,
  }));
  // SQLite takes at most 32 766 variables a statement, and 25 columns a row make 500 rows comfortable on both.
  await trx.batchInsert('dated_lines', rows, 500);
}

/** A line of another schedule. */
export interface ForeignDatedLine {
  caseId: number;
  line: DatedLine;
}

/**
 * Lines of the other dated schedules with an exam or a consultation between two dates, of schedules that were submitted at least once: somebody's
 * first rough draft must not worry others.
 */
export async function listForeignDatedLines(
  db: Knex,
  between: { from: string; to: string },
  exceptCaseId: number | null,
): Promise<ForeignDatedLine[]> {
  // A question for each: no database finds both by an index in one.
  const found = new Map<string, DatedLineRow>();
  for (const day of ['held_on', 'consultation_on'] as const)
    for (const row of await linesOn(db, day, between, exceptCaseId)) found.set(row.line_key, row);
  return [...found.values()].map((row) => ({ caseId: row.case_id, line: datedLine(row) }));
}

async function linesOn(
  db: Knex,
  day: 'held_on' | 'consultation_on',
  { from, to }: { from: string; to: string },
  exceptCaseId: number | null,
): Promise<DatedLineRow[]> {
  const query = db('dated_lines')
    .join('cases', 'cases.id', 'dated_lines.case_id')
    .whereBetween(`dated_lines.${day}`, [from, to])
    .where('cases.edition_no', '>', 0)
    // What was withdrawn or rejected takes nobody's time, unless an earlier edition of it is in force.
    .where((counts) =>
      counts.whereNotIn('cases.state', ['withdrawn', 'rejected']).orWhereNotNull('cases.approved_edition_no'),
    )
    .select('dated_lines.*');
  if (exceptCaseId !== null) void query.whereNot('dated_lines.case_id', exceptCaseId);
  return (await query) as DatedLineRow[];
}

function datedLine(row: DatedLineRow): DatedLine {
  return {
    key: row.line_key,
    attestation: row.attestation as DatedLine['attestation'],
    disciplineCode: row.discipline_code,
    groupCodes: JSON.parse(row.group_codes_json) as string[],
    form: row.form as DatedLine['form'],
    platform: row.platform,
    consultationOn: row.consultation_on,
    consultationStarts: row.consultation_starts,
    consultationLink: row.consultation_link,
    date: row.held_on,
    starts: row.starts,
    durationMinutes: row.duration_minutes,
    roomCode: row.room_code,
    examinerCode: row.examiner_code,
    proctorCode: row.proctor_code,
    chairCode: row.chair_code,
    secretaryCode: row.secretary_code,
    memberCodes: JSON.parse(row.member_codes_json) as string[],
    link: row.link,
    learnersOrder: row.learners_order,
    recording: row.recording === null ? null : row.recording === 1,
    remark: row.remark,
    clashReason: row.clash_reason,
  };
}
