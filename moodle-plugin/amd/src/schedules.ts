import { draw, region } from './dom.js';
import type { Screen } from './screen.js';
import { caseStateOf, pageNumber, pagerOf, scheduleRow, stateChoices } from './view-models/lists.js';
import { placeHash } from './view-models/place.js';

/** Schedules I may see, by state; a dispatcher starts a new one here. */
export const schedulesScreen: Screen = async (view, { place }, { repository, words, me, go }) => {
  const state = caseStateOf(place.query['state']);
  const page = await repository.schedules({ page: pageNumber(place.query), ...(state === undefined ? {} : { state }) });
  const now = Date.now();
  await draw(view, 'schedules', {
    items: page.items.map((item) => scheduleRow(item, words, now)),
    isEmpty: page.items.length === 0,
    isFiltered: state !== undefined,
    states: stateChoices(state, words),
    canImport: me().roles.some(({ role }) => role === 'scheduler'),
    pager: pagerOf(page, '/schedules', state === undefined ? {} : { state }, words),
  });
  region(view, 'state-filter').addEventListener('change', (event) => {
    go(placeHash('/schedules', { state: (event.target as HTMLSelectElement).value }), true);
  });
};
