import type { Knex } from 'knex';

const columns = ['title_kk', 'title_ru', 'title_en'] as const;

/**
 * The condition that each word occurs in a title. SQLite knows upper and lower case of Latin letters only, so a word is looked for as
 * typed, in small letters, with a capital and in capitals.
 */
export function titleHolds(search: string): Knex.QueryCallback {
  const words = search.split(/\s+/).filter((word) => word !== '');
  return (trainings) => {
    for (const word of words)
      void trainings.andWhere((occurs) => {
        for (const form of spellings(word))
          for (const column of columns)
            void occurs.orWhereRaw("?? like ? escape '!'", [column, `%${form.replace(/[!%_]/g, '!$&')}%`]);
      });
  };
}

function spellings(word: string): Set<string> {
  const small = word.toLocaleLowerCase('kk');
  const [first = '', ...rest] = small;
  return new Set([word, small, first.toLocaleUpperCase('kk') + rest.join(''), word.toLocaleUpperCase('kk')]);
}
