/** How many exams a day and which pause the university allows: what the department has set, and the default where it has set nothing. */
import type { Knex } from 'knex';
import { datedKinds, type DatedKind, type ExamLimits } from '@qashyq/shared-types';
import { datedPolicies } from './dated-policy.js';

/** Of every kind, in the order of the house. */
export async function listExamLimits(db: Knex): Promise<ExamLimits[]> {
  const set = await db('exam_limits');
  return datedKinds.map((kind) => {
    const row = set.find((one) => one.kind === kind);
    const { mostADay, leastPauseMinutes } = datedPolicies[kind];
    return {
      kind,
      mostADay: row?.most_a_day ?? mostADay,
      leastPauseMinutes: row?.least_pause_minutes ?? leastPauseMinutes,
    };
  });
}

export async function loadExamLimits(db: Knex, kind: DatedKind): Promise<ExamLimits> {
  return (await listExamLimits(db)).find((limits) => limits.kind === kind)!;
}

export async function keepExamLimits(trx: Knex, { kind, mostADay, leastPauseMinutes }: ExamLimits): Promise<void> {
  await trx('exam_limits')
    .insert({ kind, most_a_day: mostADay, least_pause_minutes: leastPauseMinutes })
    .onConflict('kind')
    .merge();
}
