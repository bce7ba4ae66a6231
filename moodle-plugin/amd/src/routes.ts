import { draw } from './dom.js';
import type { Screen } from './screen.js';
import { routeRow } from './view-models/route-editor.js';

/** The agreement routes of the house, one for every kind of case. */
export const routesScreen: Screen = async (view, _visit, { repository, words }) => {
  const { items } = await repository.routes();
  await draw(view, 'routes', { items: items.map((item) => routeRow(item, words)) });
};
