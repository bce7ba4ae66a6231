import type { Knex } from 'knex';

const columns = ['name_kk', 'name_ru', 'name_en', 'login', 'staff_code'] as const;

/**
 * The condition that each word occurs in a name, the login or the staff number of `persons`. SQLite knows upper and lower case of Latin letters
 * only, so a word is looked for as typed, in small letters and with a capital, as names are written.
 */
export function nameHolds(search: string): Knex.QueryCallback {
  const words = search
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (persons) => {
    for (const word of words)
      void persons.andWhere((occurs) => {
        for (const form of spellings(word))
          for (const column of columns)
            void occurs.orWhereRaw("?? like ? escape '!'", [`persons.${column}`, like(form)]);
      });
  };
}

function spellings(word: string): Set<string> {
  const small = word.toLocaleLowerCase('kk');
  const [first = '', ...rest] = small;
  return new Set([word, small, first.toLocaleUpperCase('kk') + rest.join(''), word.toLocaleUpperCase('kk')]);
}

/** What is typed stands for itself: `%` and `_` are letters like others. */
const like = (text: string): string => `%${text.replace(/[!%_]/g, '!$&')}%`;
