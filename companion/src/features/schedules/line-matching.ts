/**
 * Which line of the present draft a line of a re-imported file continues. A continued line keeps its key, and so its
 * calendar events keep theirs: learners see a lesson moved, not one lesson gone and another come.
 */
import type { NewScheduleLine, ScheduleLine } from '@qashyq/shared-types';
import { grouped } from '../../grouped.js';

type Trait = (line: NewScheduleLine) => unknown;

const groups: Trait = (line) => [...line.groupCodes].sort();
const weeks: Trait = (line) => [...line.weeks].sort((a, b) => a - b);
const slots: Trait = (line) => [line.firstSlot, line.lastSlot];
const weekday: Trait = (line) => line.weekday;
const type: Trait = (line) => line.lessonType;
const teacher: Trait = (line) => line.teacherCode;
const place: Trait = (line) => [line.mode, line.roomCode];
const words: Trait = (line) => [line.link, line.language, line.remark, line.clashReason];

/**
 * What must have stayed the same besides the discipline, the closest likeness first. Below the last row two lines have too
 * little in common to be one lesson: one is gone and another is new.
 */
const likenesses: readonly (readonly Trait[])[] = [
  [type, groups, teacher, weekday, slots, weeks, place, words],
  [type, groups, teacher, weekday, slots, weeks, place],
  [type, groups, teacher, weekday, slots, weeks],
  [type, groups, teacher, weekday, slots],
  [type, groups, weekday, slots, weeks],
  [type, groups, weekday, slots],
  [type, groups, teacher, weekday],
  [type, groups, teacher, slots],
  [type, groups, teacher],
  [type, groups],
  [type, teacher, weekday, slots],
  [groups, weekday, slots],
  [type, teacher],
  [groups],
];

/**
 * Gives each line of `next` the key of the line of `previous` that it continues, or a key made by `newKey`.
 * No key is given twice; identical lines always keep their keys; lines of different disciplines never share one; the order
 * of the lines in the file plays no part. Answers in the order of `next`.
 */
export function keepKeys(
  previous: readonly ScheduleLine[],
  next: readonly NewScheduleLine[],
  newKey: () => string,
): ScheduleLine[] {
  const keys = new Map<number, string>();
  const continued = new Set<ScheduleLine>();
  let lost = inFixedOrder(previous);
  let unnamed = inFixedOrder(next);
  for (const traits of likenesses) {
    const likeness = ({ line }: Placed<NewScheduleLine>): string =>
      JSON.stringify([line.disciplineCode, ...traits.map((trait) => trait(line))]);
    const waiting = grouped(lost, likeness);
    for (const candidate of unnamed) {
      const former = waiting.get(likeness(candidate))?.shift()?.line;
      if (!former) continue;
      keys.set(candidate.position, former.key);
      continued.add(former);
    }
    lost = lost.filter(({ line }) => !continued.has(line));
    unnamed = unnamed.filter(({ position }) => !keys.has(position));
  }
  return next.map((line, position) => ({ ...line, key: keys.get(position) ?? newKey() }));
}

interface Placed<T> {
  readonly line: T;
  readonly position: number;
}

/** By place in the week and then by everything else, so that equally like lines pair up from Monday to Saturday. */
function inFixedOrder<T extends NewScheduleLine>(lines: readonly T[]): Placed<T>[] {
  const padded = (value: number): string => String(value).padStart(3, '0');
  const sortText = (line: T): string =>
    JSON.stringify([
      [line.weekday, line.firstSlot, line.lastSlot, ...line.weeks.toSorted((a, b) => a - b)].map(padded),
      ...[groups, type, teacher, place, words].map((trait) => trait(line)),
      'key' in line ? line.key : '',
    ]);
  return lines
    .map((line, position) => ({ line, position, text: sortText(line) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}
