import type { FieldRemark, Locale } from '@qashyq/shared-types';
import { localDate, localTime } from '../../../calendar/local-time.js';
import { dateText } from '../../../calendar/plain-dates.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { Busy } from './busy.js';
import type { TrainingRemark } from './training-rules.js';

/** Faults or warnings in words: `trainingfault_<code>`, `trainingwarning_<code>`. */
export function remarkTexts(
  catalogue: Catalogue,
  family: 'trainingfault' | 'trainingwarning',
  remarks: readonly TrainingRemark[],
  locale: Locale,
): FieldRemark[] {
  return remarks.map(({ field, code, params, busy }) => ({
    field,
    message: catalogue.text(
      locale,
      `${family}_${code}`,
      busy === undefined ? params : { ...params, what: busyText(catalogue, busy, locale) },
    ),
  }));
}

/** `12.10.2026 09:30–11:20, «Базы данных» (АЖ-25-11), 1-305` */
function busyText(catalogue: Catalogue, busy: Busy, locale: Locale): string {
  const params = {
    when: `${dateText(localDate(busy.startsAt))} ${localTime(busy.startsAt)}–${localTime(busy.endsAt)}`,
    title: busy.title[locale],
  };
  const text = catalogue.text(locale, `trainingbusy_${busy.what}`, params);
  return [text, ...busy.groupCodes, ...(busy.room === null ? [] : [busy.room])].join(', ');
}
