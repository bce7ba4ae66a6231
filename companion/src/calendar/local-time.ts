/**
 * Between instants (milliseconds UTC) and the wall clock of the university: Asia/Almaty, UTC+5 since 1 March 2024.
 */

export const timeZone = 'Asia/Almaty';
const minuteMs = 60_000;

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** How far the wall clock is ahead of UTC in a quarter of an hour, by its number; asking the time-zone data takes a while. */
const aheadInQuarter = new Map<number, number>();
const quarterMs = 15 * minuteMs;
const quartersKept = 10_000;

/** What the clock on the wall shows at an instant, to the minute, read as if it were UTC. Since 1970 offsets change at full quarters only. */
function wallClockAt(instant: number): number {
  if (!(instant >= 0)) return askedWallClock(instant);
  const quarter = Math.floor(instant / quarterMs);
  let ahead = aheadInQuarter.get(quarter);
  if (ahead === undefined) {
    ahead = askedWallClock(quarter * quarterMs) - quarter * quarterMs;
    if (aheadInQuarter.size >= quartersKept) aheadInQuarter.clear();
    aheadInQuarter.set(quarter, ahead);
  }
  return Math.floor(instant / minuteMs) * minuteMs + ahead;
}

function askedWallClock(instant: number): number {
  const part = Object.fromEntries(wallClock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year ?? NaN, (part.month ?? NaN) - 1, part.day ?? NaN, part.hour ?? NaN, part.minute ?? NaN);
}

/** The plain date in Asia/Almaty at an instant. */
export function localDate(instant: number): string {
  return new Date(wallClockAt(instant)).toISOString().slice(0, 10);
}

/** The time on the wall clock in Asia/Almaty at an instant, `HH:MM`. */
export function localTime(instant: number): string {
  return new Date(wallClockAt(instant)).toISOString().slice(11, 16);
}

/**
 * The instant at which the wall clock in Asia/Almaty shows this date and time.
 * @param time `HH:MM`, 00:00 to 23:59
 * @throws RangeError when the text is not a date and time
 */
export function localToInstant(date: string, time: string): number {
  const wall = /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? Date.parse(`${date}T${time}:00Z`) : NaN;
  if (Number.isNaN(wall)) throw new RangeError(`not a date and time: ${date} ${time}`);
  const guess = wall - (wallClockAt(wall) - wall);
  // Near a change of the offset the first guess may use the offset of the other side.
  return guess - (wallClockAt(guess) - wall);
}

/** The last millisecond of a date in Asia/Almaty: 23:59:59.999. */
export function endOfLocalDate(date: string): number {
  return localToInstant(date, '23:59') + minuteMs - 1;
}

/**
 * Refuses to start on time-zone data older than 2024a, which still puts Kazakhstan's east at UTC+6: every deadline and
 * every lesson would be an hour off.
 */
export function assertTimeZoneData(): void {
  const offsetMinutes = (askedWallClock(Date.UTC(2026, 8, 1)) - Date.UTC(2026, 8, 1)) / minuteMs;
  if (offsetMinutes !== 300)
    throw new Error(`Time-zone data is out of date: ${timeZone} must be UTC+05:00 on 2026-09-01. Update Node.js.`);
}
