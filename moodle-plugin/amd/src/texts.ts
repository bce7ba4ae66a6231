import type { Locale } from '@qashyq/shared-types';
import { getStrings } from 'core/str';
import { pluralForms, pluralKeys, textKeys } from './text-keys.js';
import { makeWords, type Words } from './view-models/words.js';

/** The texts that a part of the house asks for by key. */
export interface Texts {
  keys: readonly string[];
  plurals: readonly string[];
}

/**
 * The texts of the screens, those of the first module at once and in one batch: one request at the first visit, then Moodle keeps them in
 * the browser. `learn` brings the texts of a part that is fetched later; what was learnt once is not asked for again.
 */
export async function loadWords(locale: Locale): Promise<{ words: Words; learn: (texts: Texts) => Promise<void> }> {
  const known = new Map<string, string>();
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;

  async function learn({ keys, plurals }: Texts): Promise<void> {
    const numbered = plurals.flatMap((key) =>
      pluralForms.filter((form) => forms.includes(form)).map((form) => `${key}_${form}`),
    );
    const unknown = [...keys, ...numbered].filter((key) => !known.has(key));
    const texts = await getStrings(unknown.map((key) => ({ key, component: 'local_qashyq' })));
    unknown.forEach((key, at) => known.set(key, texts[at] ?? ''));
  }

  await learn({ keys: textKeys, plurals: pluralKeys });
  return { words: makeWords(locale, known), learn };
}
