import { draw, region } from './dom.js';
import type { Screen } from './screen.js';
import { pageNumber, pagerOf } from './view-models/lists.js';
import { choiceQuery, filters, overviewRow, readChoice, tiles, unitRows } from './view-models/overview.js';
import { placeHash } from './view-models/place.js';

/** What waits for whom since when: four numbers, the bars by unit with their table, and the rows of the chosen number. */
export const overviewScreen: Screen = async (view, { place }, { repository, words, go }) => {
  const choice = readChoice(place.query);
  const page = await repository.overview({
    show: choice.show,
    page: pageNumber(place.query),
    ...(choice.unit === null ? {} : { orgUnitId: choice.unit }),
    ...(choice.role === null ? {} : { role: choice.role }),
  });
  const now = Date.now();
  const waits = choice.show === 'waiting' || choice.show === 'overdue';
  await draw(view, 'overview', {
    tiles: tiles(page, choice.show, words),
    hasChart: page.chart !== null,
    unitRows: unitRows(page, words),
    hasMoreUnits: page.units.length > 12,
    ...filters(page, choice, words),
    canFilter: waits && page.units.length > 0,
    heading: words.t(`overview_tile_${choice.show}`),
    items: page.items.map((item) => overviewRow(item, choice.show, words, now)),
    isEmpty: page.items.length === 0,
    pager: pagerOf(page, '/overview', choiceQuery(choice), words),
  });
  if (page.chart !== null) region(view, 'chart').replaceChildren(picture(page.chart));
  const change = (name: 'unit' | 'role') => (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    go(placeHash('/overview', { ...choiceQuery(choice), [name]: value }), true);
  };
  region(view, 'unit-filter').addEventListener('change', change('unit'));
  region(view, 'role-filter').addEventListener('change', change('role'));
};

/** A picture that came as text, read as SVG and not as a page: it can hold no more than a picture does. */
function picture(svg: string): Element {
  return document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
}
