import type { FoundPerson, Page } from '@qashyq/shared-types';
import type { Words } from './words.js';

/** The people found under a field; the only one is chosen at once. */
export function foundPersons(page: Page<FoundPerson>, id: string, words: Words) {
  const { items, total } = page;
  return {
    id,
    said:
      total === 0
        ? words.t('person_found_none')
        : total > items.length
          ? words.t('person_found_more', { shown: items.length, total })
          : words.count('persons_found', total),
    persons: items.map((person) => ({
      value: person.id,
      name: words.name(person.name),
      unit: person.orgUnit === null ? '' : words.name(person.orgUnit.name),
      chosen: total === 1,
    })),
  };
}
