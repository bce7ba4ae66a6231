/** Beginning a plan and writing its lines. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { CreatePlan, Named, PlanHeader, PlanLine, SavePlan } from '@qashyq/shared-types';
import type { CaseRow } from '../../../db/tables.js';
import { inTransaction, isDuplicate } from '../../../db/transaction.js';
import { AppError } from '../../../errors.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { createCaseStore, StaleCaseError } from '../../../workflow/case-store.js';
import { isEditable } from '../../../workflow/define-workflow.js';
import { isPreparer } from '../../../workflow/permission.js';
import { planOf } from './plan-content.js';
import { planPeriod, trainingPlanFeature } from './plan-feature.js';
import { clonedLines } from './plan-period.js';
import {
  findPlanOfPeriod,
  getPlanDraft,
  insertPlan,
  listPlanLines,
  releasePeriod,
  replacePlanLines,
} from './plan-store.js';
import { trainingPlanWorkflow } from './training-plan-workflow.js';

/** The unit in whose name this person plans; undefined for who prepares no plans. */
export function planningUnit(person: CurrentPerson): number | undefined {
  return person.roles.find(({ role }) => trainingPlanWorkflow.preparedBy.includes(role))?.orgUnitId;
}

/** May this person write into the draft now. */
export function mayEditPlan(person: CurrentPerson, { org_unit_id: orgUnitId, state }: CaseRow): boolean {
  return isPreparer(trainingPlanWorkflow, { orgUnitId }, person) && isEditable(state);
}

export function periodName(catalogue: Catalogue, { academicYear, term }: PlanHeader): Named {
  return term === null
    ? catalogue.named('trainingplan_year', () => academicYear)
    : catalogue.named('term_of_year', () => ({ term, year: academicYear }));
}

/** A plan that was rejected for good leaves its period to another one. */
async function isForsaken(trx: Knex, caseId: number): Promise<boolean> {
  const row = await trx('cases').where({ id: caseId }).first('state', 'approved_edition_no');
  return row?.state === 'rejected' && row.approved_edition_no === null;
}

/**
 * Begins the plan of a period and returns its case.
 * @throws AppError `notAllowed`; `planExists`; `notFound` for a plan to begin with that this person may not read
 */
export async function createPlan(
  { db, catalogue, now }: CaseEngine,
  person: CurrentPerson,
  { cloneOf, ...header }: CreatePlan,
): Promise<number> {
  const orgUnitId = planningUnit(person);
  if (orgUnitId === undefined) throw new AppError('notAllowed');
  const period = periodName(catalogue, header);
  const title = catalogue.named('trainingplan_title', (locale) => period[locale]);
  try {
    return await inTransaction(db, async (trx) => {
      const holder = await findPlanOfPeriod(trx, header);
      if (holder !== undefined) {
        if (!(await isForsaken(trx, holder.case_id))) throw new AppError('planExists');
        await releasePeriod(trx, holder.case_id);
      }
      const store = createCaseStore(trx, now);
      const lines = cloneOf === null ? [] : await linesFor(trx, store, person, cloneOf, header);
      const caseId = await store.createCase({ kind: 'trainingPlan', title, authorId: person.id, orgUnitId });
      await insertPlan(trx, caseId, header);
      await replacePlanLines(trx, caseId, lines);
      return caseId;
    });
  } catch (error) {
    // Somebody began the same plan in this very moment.
    if (isDuplicate(error)) throw new AppError('planExists');
    throw error;
  }
}

/** The lines of another plan, of its edition in force where there is one, for this period. */
async function linesFor(
  trx: Knex,
  store: ReturnType<typeof createCaseStore>,
  person: CurrentPerson,
  sourceId: number,
  header: PlanHeader,
): Promise<PlanLine[]> {
  const source = await store.getCase(sourceId);
  if (source.kind !== 'trainingPlan' || !trainingPlanFeature.mayRead(person, source)) throw new AppError('notFound');
  const content =
    source.approved_edition_no === null
      ? await getPlanDraft(trx, sourceId)
      : planOf((await store.getEdition(sourceId, source.approved_edition_no)).content_json);
  return clonedLines(content.lines, await planPeriod(trx, content), await planPeriod(trx, { header }), randomUUID);
}

/**
 * Saves the draft as it is seen. The same save sent twice happens once.
 * @throws AppError `notFound`; `notAllowed`; `actionNotPossible` while others decide; `planStale` when somebody changed it meanwhile;
 * `invalidInput` for a unit that is not there
 */
export async function savePlan(
  { db, now }: CaseEngine,
  person: CurrentPerson,
  caseId: number,
  { version, lines }: SavePlan,
): Promise<void> {
  try {
    await inTransaction(db, async (trx) => {
      const store = createCaseStore(trx, now);
      const caseRow = await store.getCase(caseId);
      if (caseRow.kind !== 'trainingPlan' || !trainingPlanFeature.mayRead(person, caseRow))
        throw new AppError('notFound');
      if (!isPreparer(trainingPlanWorkflow, { orgUnitId: caseRow.org_unit_id }, person))
        throw new AppError('notAllowed');
      if (!isEditable(caseRow.state)) throw new AppError('actionNotPossible');
      if (caseRow.version !== version) {
        if (caseRow.version === version + 1 && isSame(await listPlanLines(trx, caseId), lines)) return;
        throw new AppError('planStale');
      }
      await assertUnitsKnown(trx, lines);
      await store.advanceCase(caseRow, {});
      await replacePlanLines(trx, caseId, lines);
    });
  } catch (error) {
    if (error instanceof StaleCaseError) throw new AppError('planStale');
    throw error;
  }
}

function isSame(saved: readonly PlanLine[], sent: readonly PlanLine[]): boolean {
  return JSON.stringify(saved) === JSON.stringify(sent);
}

async function assertUnitsKnown(trx: Knex, lines: readonly PlanLine[]): Promise<void> {
  const ids = [...new Set(lines.flatMap(({ audience }) => audience.unitIds))];
  const known = await trx('org_units').whereIn('id', ids).pluck<number[]>('id');
  if (known.length < ids.length) throw new AppError('invalidInput');
}
