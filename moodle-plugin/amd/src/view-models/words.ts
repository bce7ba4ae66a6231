import type { Locale, Named } from '@qashyq/shared-types';
import type { PluralKey, TextKey } from '../text-keys.js';
import type { CertificatePluralKey, CertificateTextKey } from '../training/certificate-text-keys.js';
import type { OfficePluralKey, OfficeTextKey } from '../training/office-text-keys.js';
import type { PlanningPluralKey, PlanningTextKey } from '../training/planning-text-keys.js';
import type { TrainingPluralKey, TrainingTextKey } from '../training/text-keys.js';

export type Values = string | number | Record<string, string | number>;

/** The texts of the screens in the reader's language. */
export interface Words {
  locale: Locale;
  /** One text, its `{$a}` or `{$a->name}` filled. */
  t(key: TextKey | TrainingTextKey | OfficeTextKey | PlanningTextKey | CertificateTextKey, values?: Values): string;
  /** A text whose form depends on a number: `{$a}`, or `{$a->count}` where it has more values. */
  count(
    key: PluralKey | TrainingPluralKey | OfficePluralKey | PlanningPluralKey | CertificatePluralKey,
    count: number,
    values?: Record<string, string | number>,
  ): string;
  /** A thing named in three languages, in the reader's. */
  name(named: Named): string;
}

/** A code as it stands in a text key: lower case, `-` written as `_`. */
export type Coded<C extends string> = C extends `${infer A}-${infer B}` ? `${Lowercase<A>}_${Coded<B>}` : Lowercase<C>;
export function coded<C extends string>(code: C): Coded<C> {
  return code.toLowerCase().replaceAll('-', '_') as Coded<C>;
}

function fill(text: string, values: Values): string {
  if (typeof values !== 'object') return text.replaceAll('{$a}', () => String(values));
  return text.replace(/\{\$a->(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}

/** `texts` holds raw texts by key, placeholders untouched. A missing one shows as `[[key]]`, so that it is seen. */
export function makeWords(locale: Locale, texts: ReadonlyMap<string, string>): Words {
  const plurals = new Intl.PluralRules(locale);
  const raw = (key: string) => texts.get(key) ?? `[[${key}]]`;
  return {
    locale,
    t: (key, values) => (values === undefined ? raw(key) : fill(raw(key), values)),
    count(key, count, values) {
      const text = raw(`${key}_${plurals.select(count)}`);
      return fill(text, values === undefined ? count : { ...values, count });
    },
    name: (named) => named[locale],
  };
}
