import { draw } from '../dom.js';
import type { Screen } from '../screen.js';
import { pageNumber, pagerOf } from '../view-models/lists.js';
import { openSeatRepository } from './seat-repository.js';
import { catalogueRow } from './view-models/catalogue.js';
import { trainingNavigation } from './view-models/navigation.js';

/** What one can learn: the trainings that are announced, the next one first. */
export const catalogueScreen: Screen = async (view, { place }, { connection, words, me }) => {
  const page = await openSeatRepository(connection).trainings({ page: pageNumber(place.query) });
  await draw(view, 'training_catalogue', {
    items: page.items.map((item) => catalogueRow(item, words)),
    isEmpty: page.items.length === 0,
    navigation: trainingNavigation(me(), 'catalogue', words),
    pager: pagerOf(page, '/trainings', {}, words),
  });
};
