import type { Locale } from '@qashyq/shared-types';
import { getStrings } from 'core/str';
import { pluralForms, pluralKeys, textKeys } from './text-keys.js';
import { makeWords, type Words } from './view-models/words.js';

/** Loads the texts of all screens in one batch: one request at the first visit, then Moodle keeps them in the browser. */
export async function loadWords(locale: Locale): Promise<Words> {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const plurals = pluralKeys.flatMap((key) =>
    pluralForms.filter((form) => forms.includes(form)).map((form) => `${key}_${form}`),
  );
  const keys: string[] = [...textKeys, ...plurals];
  const texts = await getStrings(keys.map((key) => ({ key, component: 'local_qashyq' })));
  return makeWords(locale, new Map(keys.map((key, at) => [key, texts[at] ?? ''])));
}
