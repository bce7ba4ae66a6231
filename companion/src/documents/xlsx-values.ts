/**
 * From the numbers a workbook stores to the text a person sees in the cell (ECMA-376 part 1, 18.8.30 and 18.17.4).
 */

/** Built-in number formats that show dates or times; their codes are not written in the file. */
const builtInDates = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const builtInTimes = (id: number): boolean => (id >= 18 && id <= 21) || (id >= 45 && id <= 47);

/** How a style shows numbers. `digits` is the number of places of a format such as `00000`. */
export interface NumberStyle {
  readonly kind: 'number' | 'date' | 'time';
  readonly digits: number;
}

/** Understands a number format by its id and, for formats of the file's own, its code. */
export function numberStyle(formatId: number, formatCode: string | undefined): NumberStyle {
  if (formatCode === undefined) {
    if (builtInTimes(formatId)) return { kind: 'time', digits: 0 };
    return { kind: builtInDates(formatId) ? 'date' : 'number', digits: 0 };
  }
  // Without quoted and escaped text, colours, conditions and locales only the placeholders remain; [h] is elapsed time.
  const placeholders = formatCode
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general/gi, '')
    .toLowerCase();
  if (/[yd]/.test(placeholders)) return { kind: 'date', digits: 0 };
  if (/[hs]/.test(placeholders)) return { kind: 'time', digits: 0 };
  if (placeholders.includes('m')) return { kind: 'date', digits: 0 };
  return { kind: 'number', digits: /^0+$/.test(placeholders) ? placeholders.length : 0 };
}

/** Serial number of 9999-12-31, the last date a workbook knows. */
const lastSerial = 2_958_465;
const minutesPerDay = 1440;

/** The stored number as the text of `TableCell`. Dates are counted in days from 1900, or from 1904 in files from old Macs. */
export function numberText(value: number, style: NumberStyle, from1904: boolean): string {
  if (style.kind === 'number' || value < 0 || value > lastSerial) return plainNumber(value, style.digits);
  const minutes = Math.round(value * minutesPerDay);
  const [days, minute] = [Math.floor(minutes / minutesPerDay), minutes % minutesPerDay];
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  if (style.kind === 'time' || days === 0) return time;
  // Day 25569 is 1970-01-01. Before March 1900 the count has a day too many, which no timetable reaches.
  const date = new Date((days - 25_569 + (from1904 ? 1462 : 0)) * 86_400_000).toISOString().slice(0, 10);
  return minute === 0 ? date : `${date} ${time}`;
}

function plainNumber(value: number, digits: number): string {
  if (!Number.isFinite(value)) return '';
  // A workbook keeps 15 digits; the rest is noise of binary fractions.
  const text = String(Number(value.toPrecision(15)));
  return Number.isInteger(value) && value >= 0 ? text.padStart(digits, '0') : text;
}

/** A date as ISO text (cells of type `d`) in the form of `TableCell`. */
export function isoDateText(text: string): string {
  const [, date = text, time] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(text) ?? [];
  return time === undefined || time === '00:00' ? date : `${date} ${time}`;
}

/** Undoes the escapes `_xHHHH_` by which workbooks write characters that XML cannot hold. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
