import { draw, region } from '../dom.js';
import type { Screen } from '../screen.js';
import { pageNumber } from '../view-models/lists.js';
import { placeHash } from '../view-models/place.js';
import { openOfficeRepository } from './office-repository.js';
import { trainingNavigation } from './view-models/navigation.js';
import { filterOf, officeListView, officePath } from './view-models/office-list.js';

/** Every training of the department, with its seats; filters stand in the address. */
export const officeListScreen: Screen = async (view, { place }, { connection, words, me, go }) => {
  const filter = filterOf(place.query);
  const list = await openOfficeRepository(connection).list({ page: pageNumber(place.query), ...filter });
  await draw(view, 'training_office', {
    navigation: trainingNavigation(me(), 'manage', words),
    ...officeListView(list, filter, words),
  });
  region(view, 'category').addEventListener('change', (event) => {
    go(placeHash(officePath, { ...filter, category: (event.target as HTMLSelectElement).value }), true);
  });
  region(view, 'search').addEventListener('submit', (event) => {
    event.preventDefault();
    const search = new FormData(event.target as HTMLFormElement).get('search');
    go(placeHash(officePath, { ...filter, search: typeof search === 'string' ? search.trim() : '' }), true);
  });
};
