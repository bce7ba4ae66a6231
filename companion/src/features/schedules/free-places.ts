/**
 * Free places for a line: weekday, slots and room in which teacher, groups and room are free together in all weeks of the line,
 * the nearest first. What is proposed clashes with nothing, not even with what was accepted, and loses no lesson to days off.
 */
import type { ScheduleLine } from '@qashyq/shared-types';
import { dateInWeek } from '../../calendar/academic-weeks.js';
import { findClashesOfLine, type ClashIndex } from './clashes.js';
import type { TermCalendar } from './occurrences.js';

/** Where a line may stand. */
export type Place = Pick<ScheduleLine, 'weekday' | 'firstSlot' | 'lastSlot' | 'roomCode'>;

export interface RoomSeats {
  readonly code: string;
  /** null: nobody has entered it. */
  readonly seats: number | null;
}

export interface PlaceReference {
  readonly calendar: TermCalendar;
  readonly rooms: readonly RoomSeats[];
  /** Learners by group. */
  readonly learners: ReadonlyMap<string, number>;
}

/** More choices than this help nobody to choose. */
export const placesProposed = 3;

/** The teaching week is Monday to Saturday. */
const weekdays = [1, 2, 3, 4, 5, 6];

/**
 * At most `atMost` places, each at another time. Nearest: fewest days away, then fewest slots away, then the earlier one. A lesson on campus
 * keeps its room where that is free; else it gets the smallest room that is free and has a seat for every learner.
 */
export function findFreePlaces(
  line: ScheduleLine,
  index: ClashIndex,
  { calendar, rooms, learners }: PlaceReference,
  atMost = placesProposed,
): Place[] {
  const seatsNeeded = line.groupCodes.reduce((sum, code) => sum + (learners.get(code) ?? 0), 0);
  const otherRooms = roomsBySize(rooms).filter(({ code, seats }) => code !== line.roomCode && seats >= seatsNeeded);
  const lessonsOn = memoized((weekday: number) => lessonCount(line.weeks, weekday, calendar));

  /** null: online; undefined: nothing is free then. */
  const roomFor = (time: Time): string | null | undefined => {
    const isFree = (roomCode: string | null) =>
      findClashesOfLine({ ...line, ...time, roomCode }, index, 1).length === 0;
    const isMoved = time.weekday !== line.weekday || time.firstSlot !== line.firstSlot;
    // Where teacher or groups are busy no room helps.
    if (!isFree(null)) return undefined;
    if (line.roomCode === null || isFree(line.roomCode)) return isMoved ? line.roomCode : undefined;
    return otherRooms.find(({ code }) => isFree(code))?.code;
  };

  const found: Place[] = [];
  for (const time of timesByNearness(line, calendar)) {
    if (found.length >= atMost) break;
    if (lessonsOn(time.weekday) < lessonsOn(line.weekday)) continue;
    const roomCode = roomFor(time);
    if (roomCode !== undefined) found.push({ ...time, roomCode });
  }
  return found;
}

type Time = Omit<Place, 'roomCode'>;

/** Every time of the week that has room for as many slots, the nearest first. */
function timesByNearness(line: ScheduleLine, { slots }: TermCalendar): Time[] {
  const known = new Set(slots.map(({ no }) => no));
  const steps = Array.from({ length: line.lastSlot - line.firstSlot + 1 }, (_, step) => step);
  const spans = slots
    .filter(({ no }) => steps.every((step) => known.has(no + step)))
    .map(({ no }) => ({ firstSlot: no, lastSlot: no + steps.length - 1 }));
  const away = (time: Time) => [
    Math.abs(time.weekday - line.weekday),
    Math.abs(time.firstSlot - line.firstSlot),
    time.weekday,
    time.firstSlot,
  ];
  return weekdays
    .flatMap((weekday) => spans.map((span) => ({ weekday, ...span })))
    .map((time) => ({ time, away: away(time) }))
    .sort((a, b) => firstDifference(a.away, b.away))
    .map(({ time }) => time);
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  return a.map((value, at) => value - b[at]!).find((difference) => difference !== 0) ?? 0;
}

function lessonCount(weeks: readonly number[], weekday: number, { week1On, isTeachingDay }: TermCalendar): number {
  return weeks.filter((week) => isTeachingDay(dateInWeek(week1On, week, weekday))).length;
}

function memoized<A, B>(work: (argument: A) => B): (argument: A) => B {
  const known = new Map<A, B>();
  return (argument) => {
    const value = known.get(argument) ?? work(argument);
    known.set(argument, value);
    return value;
  };
}

/** Rooms of known size, the smallest first. */
function roomsBySize(rooms: readonly RoomSeats[]): { code: string; seats: number }[] {
  return rooms
    .flatMap(({ code, seats }) => (seats === null ? [] : [{ code, seats }]))
    .sort((a, b) => a.seats - b.seats || (a.code < b.code ? -1 : 1));
}
