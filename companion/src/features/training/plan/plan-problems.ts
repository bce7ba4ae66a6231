/** What is missing or wrong in a plan before it can be submitted. Pure. */
import type { PlanContent, PlanLine, PlanLineField } from '@qashyq/shared-types';
import type { Obstacle } from '../../../workflow/case-feature.js';
import type { Period } from './plan-period.js';

/** The text of a line is `planproblem_<code>`, of the obstacle `obstacle_plan<code>`. */
export const planProblemCodes = [
  'titlemissing',
  'hoursmissing',
  'seatsmissing',
  'datesmissing',
  'datesreversed',
  'datesoutside',
  'trainersmissing',
  'placemissing',
] as const;
export type PlanProblemCode = (typeof planProblemCodes)[number];

export interface LineProblem {
  lineKey: string;
  field: PlanLineField;
  code: PlanProblemCode;
}

export function planProblems({ lines }: PlanContent, period: Period): LineProblem[] {
  return lines.flatMap((line) => problemsOf(line, period).map((problem) => ({ lineKey: line.key, ...problem })));
}

function problemsOf(line: PlanLine, period: Period): Omit<LineProblem, 'lineKey'>[] {
  const { title, hours, seats, startsOn, endsOn, trainers, place, form } = line;
  const found: Omit<LineProblem, 'lineKey'>[] = [];
  const say = (field: PlanLineField, code: PlanProblemCode) => found.push({ field, code });
  if ([title.kk, title.ru, title.en].some((text) => text === '')) say('title', 'titlemissing');
  if (hours === null) say('hours', 'hoursmissing');
  if (startsOn === null || endsOn === null) say(startsOn === null ? 'startsOn' : 'endsOn', 'datesmissing');
  else if (endsOn < startsOn) say('endsOn', 'datesreversed');
  else if (startsOn < period.startsOn || endsOn > period.endsOn)
    say(startsOn < period.startsOn ? 'startsOn' : 'endsOn', 'datesoutside');
  if (seats === null) say('seats', 'seatsmissing');
  if (trainers === '') say('trainers', 'trainersmissing');
  // Online there may be nothing to name yet; a room must be planned for.
  if (place === '' && form !== 'online') say('place', 'placemissing');
  return found;
}

/** What stands in the way of submitting: each sort of problem once, with the numbers of its lines. */
export function planObstacles(content: PlanContent, period: Period): Obstacle[] {
  if (content.lines.length === 0) return [{ code: 'planempty' }];
  const numberOf = new Map(content.lines.map((line, index) => [line.key, index + 1]));
  const linesOf = new Map<PlanProblemCode, number[]>();
  for (const { lineKey, code } of planProblems(content, period))
    linesOf.set(code, [...(linesOf.get(code) ?? []), numberOf.get(lineKey)!]);
  return planProblemCodes.flatMap((code) => {
    const lines = linesOf.get(code);
    return lines === undefined ? [] : [{ code: `plan${code}`, params: { lines: numbersText(lines) } }];
  });
}

const numbersShown = 12;

function numbersText(numbers: readonly number[]): string {
  const shown = numbers.slice(0, numbersShown).join(', ');
  return numbers.length > numbersShown ? `${shown}, …` : shown;
}
