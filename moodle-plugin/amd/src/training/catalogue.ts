import type { QueryInputOf, TrainingCategory, TrainingForm } from '@qashyq/shared-types';
import { draw, region } from '../dom.js';
import type { Screen } from '../screen.js';
import { pageNumber, pagerOf } from '../view-models/lists.js';
import { placeHash } from '../view-models/place.js';
import { coded, type Words } from '../view-models/words.js';
import { openSeatRepository } from './seat-repository.js';
import { trainingNavigation } from './view-models/navigation.js';
import { catalogueRow } from './view-models/seats.js';

const categories = [
  'learningPlatform',
  'testItems',
  'digitalResources',
  'teachingMethods',
  'academicIntegrity',
  'other',
] as const satisfies readonly TrainingCategory[];
const forms = ['campus', 'online', 'blended'] as const satisfies readonly TrainingForm[];
const languages = ['kk', 'ru', 'en'] as const;
const fields = ['category', 'form', 'language', 'from', 'to', 'search', 'open'] as const;

/** What one can learn: the trainings that are announced, the next one first. How it is filtered stands in the address. */
export const catalogueScreen: Screen = async (view, { place }, { connection, words, me, go }) => {
  const chosen = Object.fromEntries(
    fields.flatMap((field) => {
      const value = place.query[field] ?? '';
      return value === '' ? [] : [[field, value]];
    }),
  );
  const query = { ...chosen, page: pageNumber(place.query) } as QueryInputOf<'trainings'>;
  const page = await openSeatRepository(connection).trainings(query);
  await draw(view, 'training_catalogue', {
    items: page.items.map((item) => catalogueRow(item, words)),
    isEmpty: page.items.length === 0,
    isFiltered: Object.keys(chosen).length > 0,
    filters: filtersOf(chosen, words),
    from: chosen['from'] ?? '',
    to: chosen['to'] ?? '',
    search: chosen['search'] ?? '',
    open: chosen['open'] === '1',
    navigation: trainingNavigation(me(), 'catalogue', words),
    pager: pagerOf(page, '/trainings', chosen, words),
  });

  const form = region(view, 'filters') as HTMLFormElement;
  const look = () => {
    const typed = new FormData(form);
    const entries = fields.map((field) => {
      const value = typed.get(field);
      return [field, typeof value === 'string' ? value : ''];
    });
    go(placeHash('/trainings', Object.fromEntries(entries) as Record<string, string>), true);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    look();
  });
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'checkbox'))
      look();
  });
};

function filtersOf(chosen: Record<string, string>, words: Words) {
  const choices = (field: string, all: { value: string; label: string }[]) =>
    [{ value: '', label: words.t('training_any') }, ...all].map((choice) => ({
      ...choice,
      selected: choice.value === (chosen[field] ?? ''),
    }));
  return [
    {
      name: 'category',
      label: words.t('training_filter_category'),
      choices: choices(
        'category',
        categories.map((value) => ({ value, label: words.t(`trainingcategory_${coded(value)}`) })),
      ),
    },
    {
      name: 'form',
      label: words.t('training_filter_form'),
      choices: choices(
        'form',
        forms.map((value) => ({ value, label: words.t(`trainingform_${value}`) })),
      ),
    },
    {
      name: 'language',
      label: words.t('training_filter_language'),
      choices: choices(
        'language',
        languages.map((value) => ({ value, label: words.t(`inlanguage_${value}`) })),
      ),
    },
  ];
}
