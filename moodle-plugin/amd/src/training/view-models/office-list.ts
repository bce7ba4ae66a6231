/** The department's list of trainings, and a year being copied, in words. */
import type { OfficeItem, OfficeList, TrainingCategory, TrainingState, YearCopies } from '@qashyq/shared-types';
import { dateText, dateWithWeekday, instantText } from '../../view-models/moments.js';
import { pagerOf } from '../../view-models/lists.js';
import { placeHash } from '../../view-models/place.js';
import { coded, type Words } from '../../view-models/words.js';
import { categories, states } from './office-words.js';

export const officePath = '/trainings/manage';

export interface OfficeFilter {
  state?: TrainingState;
  category?: TrainingCategory;
  search?: string;
}

/** The filter that an address names; what it does not know is left out. */
export function filterOf(query: Record<string, string>): OfficeFilter {
  const state = states.find((one) => one === query['state']);
  const category = categories.find((one) => one === query['category']);
  const search = (query['search'] ?? '').trim().slice(0, 100);
  return {
    ...(state === undefined ? {} : { state }),
    ...(category === undefined ? {} : { category }),
    ...(search === '' ? {} : { search }),
  };
}

/** The whole list. */
export function officeListView(list: OfficeList, filter: OfficeFilter, words: Words) {
  const to = (change: Partial<Record<keyof OfficeFilter, string | null>>) =>
    placeHash(officePath, { ...filter, ...change });
  const all = states.reduce((sum, state) => sum + list.counts[state], 0);
  return {
    states: [
      {
        label: words.t('office_all_states'),
        count: all,
        href: to({ state: null }),
        active: filter.state === undefined,
      },
      ...states.map((state) => ({
        label: words.t(`trainingstate_${state}`),
        count: list.counts[state],
        href: to({ state }),
        active: filter.state === state,
      })),
    ],
    categories: [
      { value: '', label: words.t('office_all_categories'), selected: filter.category === undefined },
      ...categories.map((category) => ({
        value: category,
        label: words.t(`trainingcategory_${coded(category)}`),
        selected: filter.category === category,
      })),
    ],
    search: filter.search ?? '',
    items: list.items.map((item) => officeRow(item, words)),
    isEmpty: list.items.length === 0,
    isFiltered: Object.keys(filter).length > 0,
    pager: pagerOf(list, officePath, filter as Record<string, string>, words),
  };
}

/** `2026-10-05`, `2026-10-30` → `05.10.2026 – 30.10.2026` */
export function datesText(startsOn: string | null, endsOn: string | null, words: Words): string {
  if (startsOn === null || endsOn === null) return words.t('office_dates_unset');
  return startsOn === endsOn
    ? dateWithWeekday(startsOn, words)
    : words.t('office_dates', { from: dateText(startsOn), to: dateText(endsOn) });
}

export function trainingTitle(title: OfficeItem['title'], words: Words): string {
  return words.name(title) || title.kk || title.ru || title.en || words.t('office_untitled');
}

function officeRow(item: OfficeItem, words: Words) {
  return {
    href: placeHash(`${officePath}/${item.id}`),
    title: trainingTitle(item.title, words),
    state: { code: `training-${item.state}`, label: words.t(`trainingstate_${item.state}`) },
    dates: datesText(item.startsOn, item.endsOn, words),
    form: words.t(`trainingform_${item.form}`),
    hours: item.hours === 0 ? null : words.count('training_hours', item.hours),
    seats:
      item.seats === 0
        ? words.t('office_seats_unset')
        : words.t('office_seats_taken', { taken: item.taken, seats: item.seats }),
    waiting: item.waiting === 0 ? null : words.count('office_waiting', item.waiting),
    applied: item.applied === 0 ? null : words.count('office_applied', item.applied),
    applyUntil:
      item.state !== 'announced' || item.applyUntil === null
        ? null
        : words.t('office_apply_until', instantText(item.applyUntil)),
  };
}

/** A year and where its trainings would stand in the next. */
export function yearView({ year, items }: YearCopies, words: Words) {
  const wanted = items.filter(({ isThere }) => !isThere).length;
  return {
    title: words.t('office_year_title', { from: year, to: year + 1 }),
    back: placeHash(officePath),
    year,
    previous: year > 2020 ? placeHash(`${officePath}/year`, { year: year - 1 }) : null,
    next: year < 2100 ? placeHash(`${officePath}/year`, { year: year + 1 }) : null,
    items: items.map((item) => ({
      title: trainingTitle(item.title, words),
      from: dateWithWeekday(item.startsOn, words),
      to: dateWithWeekday(item.copyStartsOn, words),
      moved:
        item.moved.map(({ from, to }) => `${dateText(from)} → ${dateText(to)}`).join(', ') ||
        words.t('office_year_none_moved'),
      isThere: item.isThere,
    })),
    isEmpty: items.length === 0,
    empty: words.t('office_year_empty', year),
    go: wanted === 0 ? null : words.count('office_year_go', wanted),
  };
}
