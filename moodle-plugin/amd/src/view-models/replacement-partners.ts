/** Which lessons can be taken in exchange, as they were found, in words. */
import type { Names, ReplacementPartners } from '@qashyq/shared-types';
import type { Words } from './words.js';

export function partnersView({ page, pageSize, total }: ReplacementPartners, words: Words) {
  const last = Math.min(page * pageSize, total);
  const shown = { first: (page - 1) * pageSize + 1, last, total };
  return {
    text: total === 0 ? words.t('replacement_no_partners') : words.t('pager_of', shown),
    previous: page > 1 ? page - 1 : null,
    next: last < total ? page + 1 : null,
  };
}

export function namesTogether(one: Names, other: Names): Names {
  return {
    disciplines: { ...one.disciplines, ...other.disciplines },
    groups: { ...one.groups, ...other.groups },
    teachers: { ...one.teachers, ...other.teachers },
    rooms: { ...one.rooms, ...other.rooms },
  };
}
