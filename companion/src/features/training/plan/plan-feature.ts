/** Training plans as the case engine sees them. */
import type { Knex } from 'knex';
import type { Named, PlanContent } from '@qashyq/shared-types';
import { academicTerm, listTerms } from '../../../calendar/calendar-store.js';
import type { CaseRow } from '../../../db/tables.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canReadTrainingPlans, trainingPlanReaders } from '../../../identity/policies.js';
import type { CaseFeature } from '../../../workflow/case-feature.js';
import { isPreparer } from '../../../workflow/permission.js';
import type { ScopeUnits } from '../../../workflow/route-stages.js';
import { costsOrReleases, freezePlan, planOf } from './plan-content.js';
import { periodOf } from './plan-period.js';
import { planObstacles } from './plan-problems.js';
import { getPlanDraft } from './plan-store.js';
import { trainingPlanWorkflow } from './training-plan-workflow.js';

/** The first and the last day of a plan, by the calendar as it is now. */
export async function planPeriod(db: Knex, { header }: Pick<PlanContent, 'header'>) {
  return periodOf(header, (await listTerms(db)).map(academicTerm));
}

async function loadDraft(db: Knex, caseRow: CaseRow) {
  const content = await getPlanDraft(db, caseRow.id);
  const { json, sha256 } = freezePlan(content);
  return { contentJson: json, hash: sha256, obstacles: planObstacles(content, await planPeriod(db, content)) };
}

async function scopeUnits(db: Knex, caseRow: CaseRow, contentJson: string): Promise<ScopeUnits> {
  const content = planOf(contentJson);
  const root = await db('org_units').whereNull('parent_id').orderBy('id').first();
  const { sha256: fingerprint } = freezePlan(content);
  const university = root === undefined ? [] : [{ orgUnitId: root.id, fingerprint }];
  return {
    involvedKafedras: [],
    faculty: [{ orgUnitId: caseRow.org_unit_id, fingerprint }],
    university,
    costOrLeave: content.lines.some(costsOrReleases) ? university : [],
  };
}

/** A draft that was never submitted is its preparers' alone. */
function mayRead(person: CurrentPerson, caseRow: CaseRow): boolean {
  if (caseRow.edition_no === 0) return isPreparer(trainingPlanWorkflow, { orgUnitId: caseRow.org_unit_id }, person);
  return canReadTrainingPlans(person) || person.actsFor.some(({ caseId }) => caseId === null || caseId === caseRow.id);
}

/** A line by its number and title: «3. Moodle-де курс құрастыру». */
function lineWords(contentJson: string): ReadonlyMap<string, Named> {
  return new Map(
    planOf(contentJson).lines.map(({ key, title }, index) => {
      const words = (text: string) => `${index + 1}. ${text}`;
      return [key, { kk: words(title.kk), ru: words(title.ru), en: words(title.en) }];
    }),
  );
}

export const trainingPlanFeature: CaseFeature = {
  workflow: trainingPlanWorkflow,
  // An auditor only looks.
  seatRoles: trainingPlanReaders.filter((role) => role !== 'auditor'),
  conditions: ['costOrLeave'],
  loadDraft,
  scopeUnits,
  lineKeys: (contentJson) => new Set(planOf(contentJson).lines.map(({ key }) => key)),
  lineWords: async (_db, _catalogue, contentJson) => lineWords(contentJson),
  mayRead,
};
