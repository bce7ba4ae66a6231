/**
 * Single cells of a timetable: dates, slots and weeks, in the many ways people write them.
 */
import type { TimeSlot } from '@qashyq/shared-types';
import { isPlainDate } from '../../../calendar/plain-dates.js';
import type { ExpectedValue, FaultCode } from './faults.js';
import { parityOfWord, slotWords, weekWords } from './vocabulary.js';

/** A value, or why there is none. */
export type Parsed<T> =
  | { readonly value: T }
  | {
      readonly code: FaultCode;
      readonly params?: Readonly<Record<string, string | number>>;
      readonly expected?: readonly ExpectedValue[];
    };

export interface SlotSpan {
  readonly firstSlot: number;
  readonly lastSlot: number;
}

const dashes = /\s*[-‐‑‒–—―−]\s*/g;

/** `2026-09-01`, `01.09.2026`, `1/9/26`: day before month, as everywhere in Kazakhstan. Null when it is no date. */
export function dateOf(text: string): string | null {
  if (isPlainDate(text)) return text;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./-](\d{1,2})[./-](20\d{2}|\d{2})\.?$/.exec(text) ?? [];
  const date = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(date) ? date : null;
}

/** «1-2», «3», «1, 2», «3-4 пара», or times: «08:30–10:20», «8.30». */
export function slotsOf(text: string, slots: readonly TimeSlot[]): Parsed<SlotSpan> {
  const turned = turnedIntoDate(text);
  if (turned) return turned;
  const plain = text.replace(slotWords, ' ').replace(dashes, '-').trim();
  const times = /^(\d{1,2})[:.](\d{2})(?:-(\d{1,2})[:.](\d{2}))?$/.exec(plain);
  if (times) return slotsAt(times, slots);

  const numbers = plain.split(/[-,;+\s]+/).map(Number);
  const isRange = /^\d{1,2}(-\d{1,2})?$/.test(plain);
  const isList =
    /^\d{1,2}([,;+\s]+\d{1,2})+$/.test(plain) && numbers.every((no, i) => i === 0 || no === numbers[i - 1]! + 1);
  if (!isRange && !isList) return { code: 'slots_unknown', expected: ['1', '1-2', spanText(slots[0], slots[1])] };
  const [firstSlot, lastSlot] = [numbers[0]!, numbers.at(-1)!];
  if (firstSlot > lastSlot) return { code: 'slots_reversed', expected: [`${lastSlot}-${firstSlot}`] };
  const known = slots.map(({ no }) => no);
  if (!known.includes(firstSlot) || !known.includes(lastSlot))
    return { code: 'slots_not_in_day', expected: [`${Math.min(...known)}-${Math.max(...known)}`] };
  return { value: { firstSlot, lastSlot } };
}

/** Slots by the clock. A single time is the slot that starts then. */
function slotsAt(match: RegExpExecArray, slots: readonly TimeSlot[]): Parsed<SlotSpan> {
  const [, startHour = '', startMinute = '', endHour, endMinute] = match;
  const clock = (hour: string, minute: string): string => `${hour.padStart(2, '0')}:${minute}`;
  const first = slots.find(({ starts }) => starts === clock(startHour, startMinute));
  const last =
    endHour === undefined || endMinute === undefined
      ? first
      : slots.find(({ ends }) => ends === clock(endHour, endMinute));
  if (first && last && first.no <= last.no) return { value: { firstSlot: first.no, lastSlot: last.no } };
  const day = slots.map((slot) => `${slot.no} (${spanText(slot, slot)})`);
  return { code: 'time_unknown', expected: day };
}

const spanText = (first: TimeSlot | undefined, last: TimeSlot | undefined): string =>
  first && last ? `${first.starts}-${last.ends}` : '';

/** «10:00», «10.00», «9:00-11:00», and a time as a spreadsheet gives it. `minutes` is the length where the end is said too; null when it is no time. */
export function clockOf(text: string): { starts: string; minutes: number | null } | null {
  const plain = text.replace(dashes, '-').trim();
  const match = /^(\d{1,2})[:.](\d{2})(?::\d{2})?(?:-(\d{1,2})[:.](\d{2})(?::\d{2})?)?$/.exec(plain);
  if (match === null) return null;
  const [, hour = '', minute = '', endHour, endMinute] = match;
  const begins = minutesOfClock(hour, minute);
  const ends = endHour === undefined || endMinute === undefined ? null : minutesOfClock(endHour, endMinute);
  if (begins === null || begins >= 24 * 60 || (endHour !== undefined && (ends === null || ends <= begins))) return null;
  return { starts: `${hour.padStart(2, '0')}:${minute}`, minutes: ends === null ? null : ends - begins };
}

function minutesOfClock(hour: string, minute: string): number | null {
  const minutes = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && minutes <= 24 * 60 ? minutes : null;
}

/** «120», «120 мин», «2 сағ», «1,5 ч», «1:30» as minutes; null when it is no length of time. */
export function minutesOfText(text: string): number | null {
  const plain = text.trim().toLowerCase();
  const clock = /^(\d{1,2}):([0-5]\d)(?::\d{2})?$/.exec(plain);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const [, number, unit = ''] = /^(\d{1,4}(?:[.,]\d{1,2})?)\s*(\p{L}*)\.?$/u.exec(plain) ?? [];
  if (number === undefined) return null;
  const value = Number(number.replace(',', '.'));
  const minutes = hourWords.has(unit) ? value * 60 : minuteWords.has(unit) ? value : null;
  return minutes !== null && Number.isInteger(minutes) ? minutes : null;
}
const minuteWords = new Set(['', 'мин', 'минут', 'минута', 'минуты', 'min', 'mins', 'minutes', 'm']);
const hourWords = new Set(['сағ', 'сағат', 'ч', 'час', 'часа', 'часов', 'h', 'hour', 'hours']);

/** «1-15», «1, 3, 5», «1-7, 9-15», «нечётные», «1-15 тақ», «all». Ascending, each once. */
export function weeksOf(text: string, weekCount: number): Parsed<number[]> {
  const turned = turnedIntoDate(text);
  if (turned) return turned;
  const unknown = { code: 'weeks_unknown', expected: [`1-${weekCount}`, '1, 3, 5'] } as const;
  // A list such as «1,3» that the spreadsheet took for a number is past mending: «1,10» has become 1.1.
  if (/\d\.\d/.test(text)) return unknown;
  const plain = text
    .replace(weekWords, ' ')
    .replace(dashes, '-')
    .replace(/[()[\]№]/g, ' ');
  const spans = (plain.match(/\d+(-\d+)?/g) ?? []).map((span) => span.split('-').map(Number));
  const words = plain
    .replace(/\d+(-\d+)?/g, ' ')
    .replace(/[,;+&.\s]+/g, ' ')
    .trim();
  const parity = words === '' ? (spans.length > 0 ? 'all' : null) : parityOfWord(words);
  if (parity === null || spans.some(([first = 0, last = first]) => first > last)) return unknown;
  if (spans.flat().some((week) => week < 1 || week > weekCount))
    return { code: 'weeks_outside_term', params: { last: weekCount }, expected: [`1-${weekCount}`] };

  const named = spans.length === 0 ? [[1, weekCount]] : spans;
  const weeks = new Set<number>();
  for (const [first = 1, last = first] of named)
    for (let week = first; week <= last; week += 1)
      if (parity === 'all' || (week % 2 === 1) === (parity === 'odd')) weeks.add(week);
  return weeks.size === 0 ? unknown : { value: [...weeks].sort((a, b) => a - b) };
}

/**
 * What a spreadsheet makes of «1-2» typed into a cell: the first of February, shown in one of these ways.
 * No cell but a date may look so.
 */
export function looksLikeDate(text: string): boolean {
  return dateOf(text.replace(/ \d{2}:\d{2}$/, '')) !== null || /^\d{1,2}[.\- ]\p{L}{3,4}\.?$/u.test(text);
}

/** Day and month in rising order are what was typed. */
function turnedIntoDate(text: string): Parsed<never> | null {
  if (!looksLikeDate(text)) return null;
  const [, month, day] = dateOf(text.slice(0, 10))?.split('-').map(Number) ?? [];
  if (month === undefined || day === undefined) return { code: 'became_date' };
  return { code: 'became_date', expected: [`${Math.min(day, month)}-${Math.max(day, month)}`] };
}

/** An address of the web, as a browser would take it. */
export function isWebLink(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text) && !/\s/.test(text);
}
