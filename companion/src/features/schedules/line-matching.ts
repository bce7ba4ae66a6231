/** Which lesson of the present draft a lesson of a re-imported file continues. */
import type { NewScheduleLine, ScheduleLine } from '@qashyq/shared-types';
import { continueLines } from './continued-lines.js';

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

/** Gives each line of `next` the key of the line of `previous` that it continues, or a key made by `newKey`; see `continueLines`. */
export function keepKeys(
  previous: readonly ScheduleLine[],
  next: readonly NewScheduleLine[],
  newKey: () => string,
): ScheduleLine[] {
  return continueLines(previous, next, newKey, { subject: (line) => line.disciplineCode, likenesses, order });
}

/** By place in the week and then by everything else, so that equally like lines pair up from Monday to Saturday. */
function order(line: NewScheduleLine): string {
  const padded = (value: number): string => String(value).padStart(3, '0');
  return JSON.stringify([
    [line.weekday, line.firstSlot, line.lastSlot, ...line.weeks.toSorted((a, b) => a - b)].map(padded),
    ...[groups, type, teacher, place, words].map((trait) => trait(line)),
  ]);
}
