import { draw, onActions, region, saveFile } from '../dom.js';
import type { Screen } from '../screen.js';
import { caseStateOf, pageNumber, pagerOf, stateChoices } from '../view-models/lists.js';
import { placeHash } from '../view-models/place.js';
import { openPlanningRepository } from './planning-repository.js';
import { trainingNavigation } from './view-models/navigation.js';
import { newPlanForm, periodOfValue, planRow } from './view-models/plan.js';

/** The training plans I may see; a methodologist begins a new one here, empty or from another year. */
export const plansScreen: Screen = async (view, { place }, house) => {
  const { connection, words, me, go } = house;
  const repository = openPlanningRepository(connection);
  const state = caseStateOf(place.query['state']);
  const [page, options] = await Promise.all([
    repository.plans({ page: pageNumber(place.query), ...(state === undefined ? {} : { state }) }),
    repository.options(),
  ]);
  const now = Date.now();
  await draw(view, 'training_plans', {
    navigation: trainingNavigation(me(), 'plans', words),
    items: page.items.map((item) => planRow(item, words, now)),
    isEmpty: page.items.length === 0,
    states: stateChoices(state, words),
    ...newPlanForm(options, words),
    pager: pagerOf(page, '/trainings/plans', state === undefined ? {} : { state }, words),
  });
  region(view, 'state-filter').addEventListener('change', (event) => {
    go(placeHash('/trainings/plans', { state: (event.target as HTMLSelectElement).value }), true);
  });
  const chosen = (name: string) => (region(view, name) as HTMLSelectElement).value;
  onActions(view, {
    async begin() {
      try {
        const source = chosen('source');
        const { caseId } = await repository.create({
          ...periodOfValue(chosen('period')),
          cloneOf: source === '' ? null : Number(source),
        });
        go(`#/trainings/plans/${caseId}/edit`);
      } catch (problem) {
        await house.showProblem(region(view, 'problem'), problem);
      }
    },
    async template() {
      try {
        saveFile(await repository.template(words.locale), `training-plan-${words.locale}.xlsx`);
      } catch (problem) {
        await house.showProblem(region(view, 'problem'), problem);
      }
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
