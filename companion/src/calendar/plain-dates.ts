/**
 * Arithmetic of plain dates (`YYYY-MM-DD`): no clock, no time zone. Dates of documents, terms and deadlines are of this sort.
 */

const dayMs = 86_400_000;

/** Is the text a real date in the form `YYYY-MM-DD`? */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // The second look refuses dates such as 2026-02-30, which some engines roll over to March.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Day number since 1970-01-01. Throws RangeError when the text is not a real date. */
function dayNumber(date: string): number {
  if (!isPlainDate(date)) throw new RangeError(`not a date: ${date}`);
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

/** The date `days` days later (earlier when negative). Throws RangeError when `date` is not a date. */
export function addDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * dayMs).toISOString().slice(0, 10);
}

/** How many days `to` is after `from`; negative when it is before. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(date: string): number {
  // 1970-01-01 was a Thursday; the outer sum keeps days before it positive.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** As people here write a date: `2026-10-12` → `12.10.2026`. Throws RangeError when the text is not a real date. */
export function dateText(date: string): string {
  if (!isPlainDate(date)) throw new RangeError(`not a date: ${date}`);
  return date.split('-').reverse().join('.');
}
