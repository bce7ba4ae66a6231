import type { CaseContent } from './case-content.js';
import type { House } from './screen.js';
import { placeHash } from './view-models/place.js';

/** The module of planning with its texts, fetched when a plan is first looked at. */
async function planning(house: House) {
  const { planContent, texts } = await import('./training/planning-screens.js');
  await house.learn(texts);
  return planContent;
}

/** A training plan: what it looks like stands in the module of planning. */
export const plannedContent: CaseContent = {
  load: async (caseId, shown, house) => (await planning(house)).load(caseId, shown, house),
  changes: async (caseId, editions, house) => (await planning(house)).changes(caseId, editions, house),
  edit: (caseId, words) => ({
    href: placeHash(`/trainings/plans/${caseId}/edit`),
    label: words.t('trainingplan_edit'),
  }),
};
