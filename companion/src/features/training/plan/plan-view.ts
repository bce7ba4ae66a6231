/** Answers of the plan screens: a draft or an edition, and what changed between two editions. */
import type { Knex } from 'knex';
import type { OrgUnitBrief, PlanChanges, PlanContent, PlanProblem, PlanView } from '@qashyq/shared-types';
import type { CaseRow, OrgUnitRow } from '../../../db/tables.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canRunTrainings } from '../../../identity/policies.js';
import { orgUnitBrief } from '../../../workflow/case-presenter.js';
import { comparePlans } from './plan-changes.js';
import { mayEditPlan } from './plan-drafts.js';
import { planPeriod } from './plan-feature.js';
import { planProblems } from './plan-problems.js';

export async function presentPlan(
  { db, catalogue }: { db: Knex; catalogue: Catalogue },
  reader: CurrentPerson,
  caseRow: CaseRow,
  editionNo: number | null,
  content: PlanContent,
): Promise<PlanView> {
  const period = await planPeriod(db, content);
  const made = await db('trainings')
    .where({ plan_case_id: caseRow.id })
    .orderBy('id')
    .select('id', 'state', 'plan_line_key');
  return {
    caseId: caseRow.id,
    editionNo,
    version: caseRow.version,
    ...content,
    period,
    problems: planProblems(content, period).map(({ lineKey, field, code }): PlanProblem => ({
      lineKey,
      field,
      message: catalogue.text(reader.locale, `planproblem_${code}`),
    })),
    units: await listUnits(db),
    canEdit: editionNo === null && mayEditPlan(reader, caseRow),
    canMakeTrainings: editionNo !== null && editionNo === caseRow.approved_edition_no && canRunTrainings(reader),
    trainings: made.map(({ id, state, plan_line_key: lineKey }) => ({ id, state, lineKey: lineKey! })),
  };
}

/** All units, each after the one it belongs to. */
export async function listUnits(db: Knex): Promise<OrgUnitBrief[]> {
  const rows: OrgUnitRow[] = await db('org_units').orderBy('code');
  const below = (parentId: number | null): OrgUnitRow[] =>
    rows.filter((row) => row.parent_id === parentId).flatMap((row) => [row, ...below(row.id)]);
  return below(null).map(orgUnitBrief);
}

export async function presentPlanChanges(
  db: Knex,
  caseId: number,
  from: { editionNo: number; content: PlanContent },
  to: { editionNo: number; content: PlanContent },
): Promise<PlanChanges> {
  return {
    caseId,
    fromEdition: from.editionNo,
    toEdition: to.editionNo,
    ...comparePlans(from.content.lines, to.content.lines),
    units: await listUnits(db),
  };
}
