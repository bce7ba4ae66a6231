import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { createCaseStore } from '../../../workflow/case-store.js';
import { planOf } from './plan-content.js';
import { trainingFromLine } from './line-training.js';
import { createPlan, mayEditPlan, savePlan } from './plan-drafts.js';
import { trainingPlanFeature } from './plan-feature.js';
import { planTemplate, readPlanFile } from './plan-file.js';
import { listPlans, planOptions } from './plan-list.js';
import { getPlanDraft } from './plan-store.js';
import { listUnits, presentPlan, presentPlanChanges } from './plan-view.js';

export function planRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  const { db, catalogue, now } = engine;
  const store = createCaseStore(db, now);

  async function readable(person: CurrentPerson, caseId: number) {
    const caseRow = await store.getCase(caseId);
    if (caseRow.kind !== 'trainingPlan' || !trainingPlanFeature.mayRead(person, caseRow))
      throw new AppError('notFound');
    return caseRow;
  }

  async function edition(caseId: number, editionNo: number) {
    return { editionNo, content: planOf((await store.getEdition(caseId, editionNo)).content_json) };
  }

  async function draft(person: CurrentPerson, caseId: number) {
    const caseRow = await readable(person, caseId);
    return presentPlan(engine, person, caseRow, null, await getPlanDraft(db, caseId));
  }

  on('trainingPlans', ({ person, query }) => listPlans(db, person, query));
  on('trainingPlanOptions', ({ person }) => planOptions(db, person, now()));
  on('createTrainingPlan', async ({ person, body }) => ({ caseId: await createPlan(engine, person, body) }));
  on('trainingPlanTemplate', async ({ query, locale }) =>
    planTemplate(catalogue, await listUnits(db), query.locale ?? locale),
  );
  on('trainingPlanDraft', ({ person, params: { caseId } }) => draft(person, caseId));

  on('trainingPlanEdition', async ({ person, params: { caseId, editionNo } }) => {
    const caseRow = await readable(person, caseId);
    return presentPlan(engine, person, caseRow, editionNo, (await edition(caseId, editionNo)).content);
  });

  on('trainingPlanChanges', async ({ person, params: { caseId }, query }) => {
    await readable(person, caseId);
    return presentPlanChanges(db, caseId, await edition(caseId, query.from), await edition(caseId, query.to));
  });

  on('saveTrainingPlan', async ({ person, params: { caseId }, body }) => {
    await savePlan(engine, person, caseId, body);
    return draft(person, caseId);
  });

  on('trainingFromPlanLine', async ({ person, params: { caseId, lineKey } }) => ({
    trainingId: await trainingFromLine(engine, person, caseId, lineKey),
  }));

  on('readTrainingPlanFile', async ({ person, params: { caseId }, upload }) => {
    const caseRow = await readable(person, caseId);
    if (!mayEditPlan(person, caseRow)) throw new AppError('notAllowed');
    return readPlanFile({ catalogue, units: await listUnits(db) }, person, upload);
  });
}
