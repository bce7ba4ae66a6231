/** Dates and times as people here read them: dd.mm.yyyy, 24 hours, Almaty time. */
import type { Due } from '@qashyq/shared-types';
import type { Words } from './words.js';

/** Kazakhstan keeps one time, UTC+5, since 1 March 2024. A fixed offset, because older browsers still believe in +6. */
const almatyOffset = 5 * 3_600_000;
const dayLength = 86_400_000;

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** `2026-10-12` → `12.10.2026` */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day}.${month}.${year}`;
}

/** The plain date of an instant in Almaty. */
export function almatyDate(instant: string | number): string {
  return new Date(new Date(instant).getTime() + almatyOffset).toISOString().slice(0, 10);
}

/** `2026-10-12T09:05:00.000Z` → `12.10.2026 14:05` */
export function instantText(instant: string): string {
  const local = new Date(new Date(instant).getTime() + almatyOffset).toISOString();
  return `${dateText(local.slice(0, 10))} ${local.slice(11, 16)}`;
}

/** Days are counted on plain dates, where no clock is changed. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10);
}

export function weekdayOf(date: string): Weekday {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return (day === 0 ? 7 : day) as Weekday;
}

/** `Дс, 12.10.2026` */
export function dateWithWeekday(date: string, words: Words): string {
  return `${words.t(`weekday_short_${weekdayOf(date)}`)}, ${dateText(date)}`;
}

/** `3 часа назад`, in the largest unit that fits. Own texts: most browsers do not speak Kazakh here. */
export function agoText(instant: string, now: number, words: Words): string {
  const minutes = Math.max(0, Math.round((now - new Date(instant).getTime()) / 60_000));
  if (minutes < 1) return words.t('ago_now');
  if (minutes < 60) return words.count('ago_minutes', minutes);
  const hours = Math.round(minutes / 60);
  return hours < 24 ? words.count('ago_hours', hours) : words.count('ago_days', Math.round(hours / 24));
}

/** `до Пн, 12.10.2026, осталось 2 рабочих дня`; overdue is said in words. */
export function dueText(due: Due, words: Words): string {
  const date = dateWithWeekday(due.dueOn, words);
  if (due.workingDaysLeft < 0) return words.count('due_overdue', -due.workingDaysLeft, { date });
  if (due.workingDaysLeft === 0) return words.t('due_today', date);
  return words.count('due_left', due.workingDaysLeft, { date });
}

export function isOverdue(due: Due | null): boolean {
  return due !== null && due.workingDaysLeft < 0;
}
