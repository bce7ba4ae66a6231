import { draw, region } from './dom.js';
import type { Screen } from './screen.js';
import {
  caseStateOf,
  kindChoices,
  pageNumber,
  pagerOf,
  scheduleKindOf,
  scheduleRow,
  startChoices,
  stateChoices,
} from './view-models/lists.js';
import { placeHash } from './view-models/place.js';

/** Schedules I may see, by kind and state; a dispatcher starts a new one here. */
export const schedulesScreen: Screen = async (view, { place }, { repository, words, go }) => {
  const state = caseStateOf(place.query['state']);
  const kind = scheduleKindOf(place.query['kind']);
  const chosen = { ...(kind === undefined ? {} : { kind }), ...(state === undefined ? {} : { state }) };
  const page = await repository.schedules({ page: pageNumber(place.query), ...chosen });
  const now = Date.now();
  await draw(view, 'schedules', {
    items: page.items.map((item) => scheduleRow(item, words, now)),
    isEmpty: page.items.length === 0,
    isFiltered: state !== undefined || kind !== undefined,
    states: stateChoices(state, words),
    kinds: kindChoices(kind, words),
    starts: startChoices(page.mayPrepare, words),
    canImport: page.mayPrepare.length > 0,
    pager: pagerOf(page, '/schedules', chosen, words),
  });
  for (const filter of ['kind', 'state'])
    region(view, `${filter}-filter`).addEventListener('change', (event) => {
      go(placeHash('/schedules', { ...chosen, [filter]: (event.target as HTMLSelectElement).value }), true);
    });
};
