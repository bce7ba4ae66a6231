/** The working draft of a training plan: its period and its lines. Frozen editions are the case engine's. */
import type { Knex } from 'knex';
import type { PlanAudience, PlanContent, PlanHeader, PlanLine } from '@qashyq/shared-types';
import type { TrainingPlanLineRow, TrainingPlanRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';

export function planHeader(row: Pick<TrainingPlanRow, 'academic_year' | 'term'>): PlanHeader {
  return { academicYear: row.academic_year, term: row.term };
}

/** What keeps a second plan of the period out. */
export const periodKey = ({ academicYear, term }: PlanHeader): string => `${academicYear}:${term ?? 0}`;

export async function getPlanDraft(db: Knex, caseId: number): Promise<PlanContent> {
  const row = await db('training_plans').where({ case_id: caseId }).first();
  if (row === undefined) throw new AppError('notFound');
  return { header: planHeader(row), lines: await listPlanLines(db, caseId) };
}

export async function insertPlan(trx: Knex, caseId: number, header: PlanHeader): Promise<void> {
  await trx('training_plans').insert({
    case_id: caseId,
    academic_year: header.academicYear,
    term: header.term,
    period_key: periodKey(header),
  });
}

/** The plan that holds the period, if any. */
export async function findPlanOfPeriod(db: Knex, header: PlanHeader): Promise<TrainingPlanRow | undefined> {
  return db('training_plans')
    .where({ period_key: periodKey(header) })
    .first();
}

export async function releasePeriod(trx: Knex, caseId: number): Promise<void> {
  await trx('training_plans').where({ case_id: caseId }).update({ period_key: null });
}

export async function listPlanLines(db: Knex, caseId: number): Promise<PlanLine[]> {
  return (await db('training_plan_lines').where({ case_id: caseId }).orderBy('position')).map(line);
}

/** Replaces the whole draft. */
export async function replacePlanLines(trx: Knex, caseId: number, lines: readonly PlanLine[]): Promise<void> {
  await trx('training_plan_lines').where({ case_id: caseId }).delete();
  const rows = lines.map((value, index): Omit<TrainingPlanLineRow, 'id'> => ({
    case_id: caseId,
    line_key: value.key,
    position: index + 1,
    title_kk: value.title.kk,
    title_ru: value.title.ru,
    title_en: value.title.en,
    purpose: value.purpose,
    category: value.category,
    hours: value.hours,
    form: value.form,
    starts_on: value.startsOn,
    ends_on: value.endsOn,
    seats: value.seats,
    trainers: value.trainers,
    place: value.place,
    cost: value.cost,
    leave_from_work: value.leaveFromWork ? 1 : 0,
    audience_json: JSON.stringify(value.audience),
    result: value.result,
  }));
  await trx.batchInsert('training_plan_lines', rows, 200);
}

function line(row: TrainingPlanLineRow): PlanLine {
  return {
    key: row.line_key,
    title: { kk: row.title_kk, ru: row.title_ru, en: row.title_en },
    purpose: row.purpose,
    category: row.category,
    hours: row.hours,
    form: row.form,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    seats: row.seats,
    trainers: row.trainers,
    place: row.place,
    cost: row.cost,
    leaveFromWork: row.leave_from_work === 1,
    audience: JSON.parse(row.audience_json) as PlanAudience,
    result: row.result,
  };
}
