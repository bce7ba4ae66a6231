import type { CurrentPerson } from '../../../identity/current-person.js';
import { AppError } from '../../../errors.js';
import { inTransaction } from '../../../db/transaction.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { createCaseStore } from '../../../workflow/case-store.js';
import { planOf } from '../plan/plan-content.js';
import { trainingPlanFeature } from '../plan/plan-feature.js';

/**
 * Writes why a line of the plan in force turned out otherwise; an empty text takes it back.
 * @throws AppError `notFound` for a line that no plan in force has
 */
export async function explainLine(
  { db, now }: Pick<CaseEngine, 'db' | 'now'>,
  person: CurrentPerson,
  caseId: number,
  lineKey: string,
  reason: string,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const store = createCaseStore(trx, now);
    const caseRow = await store.getCase(caseId);
    if (caseRow.kind !== 'trainingPlan' || !trainingPlanFeature.mayRead(person, caseRow))
      throw new AppError('notFound');
    if (caseRow.approved_edition_no === null) throw new AppError('notFound');
    const { content_json } = await store.getEdition(caseId, caseRow.approved_edition_no);
    if (!planOf(content_json).lines.some(({ key }) => key === lineKey)) throw new AppError('notFound');
    await trx('training_plan_reasons').where({ case_id: caseId, line_key: lineKey }).delete();
    if (reason === '') return;
    await trx('training_plan_reasons').insert({
      case_id: caseId,
      line_key: lineKey,
      reason,
      person_id: person.id,
      written_at: now(),
    });
  });
}
