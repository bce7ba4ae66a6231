import type { FieldRemark, Locale } from '@qashyq/shared-types';
import { localDate, localTime } from '../../../calendar/local-time.js';
import { dateText } from '../../../calendar/plain-dates.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { Busy } from './busy.js';
import type { TrainingFault, TrainingRemark, TrainingWarning } from './training-rules.js';

export function faultTexts(catalogue: Catalogue, faults: readonly TrainingFault[], locale: Locale): FieldRemark[] {
  return faults.map((fault) => remarkText(catalogue, `trainingfault_${fault.code}`, fault, locale));
}

export function warningTexts(
  catalogue: Catalogue,
  warnings: readonly TrainingWarning[],
  locale: Locale,
): FieldRemark[] {
  return warnings.map((warning) => remarkText(catalogue, `trainingwarning_${warning.code}`, warning, locale));
}

function remarkText(
  catalogue: Catalogue,
  key: string,
  { field, params, busy }: TrainingRemark,
  locale: Locale,
): FieldRemark {
  const values = busy === undefined ? params : { ...params, what: busyText(catalogue, busy, locale) };
  return { field, message: catalogue.text(locale, key, values) };
}

/** `12.10.2026 09:30–11:20, «Базы данных», АЖ-25-11, 1-305` */
function busyText(catalogue: Catalogue, busy: Busy, locale: Locale): string {
  const params = {
    when: `${dateText(localDate(busy.startsAt))} ${localTime(busy.startsAt)}–${localTime(busy.endsAt)}`,
    title: busy.title[locale],
  };
  const text = catalogue.text(locale, `trainingbusy_${busy.what}`, params);
  return [text, ...busy.groupCodes, ...(busy.room === null ? [] : [busy.room])].join(', ');
}
