/**
 * The one catalogue of texts: the plugin's language files, which Moodle, the portal, mails and printed forms all read.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { locales, type Locale, type Named } from '@qashyq/shared-types';

export type TextParams = string | number | Record<string, string | number>;

export interface Catalogue {
  /** All texts of one language by key. */
  texts(locale: Locale): Record<string, string>;
  has(key: string): boolean;
  /** A text with Moodle's placeholders filled: `{$a}` from a plain value, `{$a->name}` from a record. Throws on an unknown key. */
  text(locale: Locale, key: string, params?: TextParams): string;
  /** The form of `key` (`key_one`, `key_few`, …) that `count` needs in this language, with `{$a}` = count. */
  plural(locale: Locale, key: string, count: number): string;
  /** The same text in all three languages. */
  named(key: string, params?: (locale: Locale) => TextParams): Named;
}

const { resolve } = createRequire(import.meta.url);
const stringLine = /^\$string\['([^']+)'\] = '((?:[^'\\]|\\.)*)';$/gms;

function readLanguageFile(locale: Locale): Record<string, string> {
  const file = resolve(`@qashyq/moodle-plugin/lang/${locale}/local_qashyq.php`);
  const texts: Record<string, string> = {};
  for (const [, key, quoted] of readFileSync(file, 'utf8').matchAll(stringLine))
    texts[key!] = quoted!.replace(/\\(['\\])/g, '$1');
  return texts;
}

export function loadCatalogue(): Catalogue {
  const byLocale = Object.fromEntries(locales.map((locale) => [locale, readLanguageFile(locale)])) as Record<
    Locale,
    Record<string, string>
  >;
  const rules = Object.fromEntries(locales.map((locale) => [locale, new Intl.PluralRules(locale)])) as Record<
    Locale,
    Intl.PluralRules
  >;

  function text(locale: Locale, key: string, params?: TextParams): string {
    const template = byLocale[locale][key];
    if (template === undefined) throw new Error(`The catalogue has no text ${key} in ${locale}`);
    if (params === undefined) return template;
    if (typeof params !== 'object') return template.replaceAll('{$a}', String(params));
    return template.replace(/\{\$a->(\w+)\}/g, (placeholder, name: string) => String(params[name] ?? placeholder));
  }

  return {
    texts: (locale) => byLocale[locale],
    has: (key) => byLocale.kk[key] !== undefined,
    text,
    plural: (locale, key, count) => text(locale, `${key}_${rules[locale].select(count)}`, count),
    named: (key, params) => ({
      kk: text('kk', key, params?.('kk')),
      ru: text('ru', key, params?.('ru')),
      en: text('en', key, params?.('en')),
    }),
  };
}
