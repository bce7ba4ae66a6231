/**
 * Which line of the present draft a line of a re-imported file continues. A continued line keeps its key, and so its
 * calendar events keep theirs: learners see a lesson or an exam moved, not one gone and another come. Pure.
 */
import { grouped } from '../../grouped.js';

type Trait<Line> = (line: Line) => unknown;

/** When two lines are one. */
export interface Likeness<Line> {
  /** Lines of different subjects are never one. */
  subject: Trait<Line>;
  /**
   * What must have stayed the same besides, the closest likeness first. Below the last row two lines have too little in common: one is gone and
   * another is new.
   */
  likenesses: readonly (readonly Trait<Line>[])[];
  /** In this order equally like lines pair up. */
  order: (line: Line) => string;
}

/**
 * Gives each line of `next` the key of the line of `previous` that it continues, or a key made by `newKey`.
 * No key is given twice; identical lines always keep their keys; lines of different subjects never share one; the order
 * of the lines in the file plays no part. Answers in the order of `next`.
 */
export function continueLines<Line extends object>(
  previous: readonly (Line & { key: string })[],
  next: readonly Line[],
  newKey: () => string,
  { subject, likenesses, order }: Likeness<Line>,
): (Line & { key: string })[] {
  const keys = new Map<number, string>();
  const continued = new Set<Line>();
  let lost = inOrder(previous, (line) => `${order(line)} ${line.key}`);
  let unnamed = inOrder(next, order);
  for (const traits of likenesses) {
    const likeness = ({ line }: { line: Line }): string =>
      JSON.stringify([subject(line), ...traits.map((trait) => trait(line))]);
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

interface Placed<Line> {
  readonly line: Line;
  readonly position: number;
}

function inOrder<Line>(lines: readonly Line[], order: (line: Line) => string): Placed<Line>[] {
  return lines
    .map((line, position) => ({ line, position, text: order(line) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}
