/** How calendars tell of a lesson that is not held as planned. */
import type { Locale, Names, TimeSlot } from '@qashyq/shared-types';
import { dateText } from '../../../calendar/plain-dates.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { ReplacementInForce } from './replacement-store.js';

/** «Замена: Базы данных · лекция». */
export function replacedTitle(
  title: string,
  { kind }: ReplacementInForce,
  catalogue: Catalogue,
  locale: Locale,
): string {
  return catalogue.text(locale, `replacement_event_${kind}`, title);
}

/** «По плану: 12.10.2026 10:30–12:20, 1-305, Ковалева Ирина Сергеевна». */
export function plannedWords(
  { on, line }: ReplacementInForce,
  { names, slots }: { names: Names; slots: readonly TimeSlot[] },
  catalogue: Catalogue,
  locale: Locale,
): string {
  const starts = slots.find(({ no }) => no === line.firstSlot)?.starts ?? '';
  const ends = slots.find(({ no }) => no === line.lastSlot)?.ends ?? '';
  return catalogue.text(locale, 'replacement_as_planned', {
    when: `${dateText(on)} ${starts}–${ends}`,
    place: line.roomCode ?? catalogue.text(locale, `mode_${line.mode.toLowerCase()}`),
    teacher: names.teachers[line.teacherCode]?.[locale] ?? line.teacherCode,
  });
}
