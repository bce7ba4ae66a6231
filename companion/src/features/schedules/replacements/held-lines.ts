/**
 * A schedule with its replacements: what is really held. A replaced lesson leaves its line and stands as a line of one week of its own. Pure.
 *
 * A replacement holds as long as its line, in the edition in force, is the one it was given for (who teaches what to whom, when and where). So a
 * corrected edition that leaves the line alone keeps the replacement, and one that changes the line ends it: the correction is the later word.
 */
import type { ReplacedLesson, ScheduleLine } from '@qashyq/shared-types';
import { weekOfDate } from '../../../calendar/academic-weeks.js';
import { grouped } from '../../../grouped.js';

/** A lesson that is held otherwise than planned. */
export type LessonReplacement = Omit<ReplacedLesson, 'on'>;

export interface HeldLine<
  Line extends ScheduleLine = ScheduleLine,
  Replacement extends LessonReplacement = LessonReplacement,
> {
  readonly line: Line;
  /** Set where the line is a replaced lesson; its own line and week stand in it. */
  readonly replaced: Replacement | null;
}

const lessonTraits = (line: ScheduleLine): string =>
  JSON.stringify([
    line.weekday,
    line.firstSlot,
    line.lastSlot,
    line.disciplineCode,
    line.lessonType,
    line.groupCodes.toSorted(),
    line.teacherCode,
    line.mode,
    line.roomCode,
  ]);

/** Does the replacement still hold for the line as it stands now. */
export function stillHolds(line: ScheduleLine, replacement: LessonReplacement): boolean {
  return (
    line.key === replacement.lineKey &&
    line.weeks.includes(replacement.week) &&
    lessonTraits(line) === lessonTraits(replacement.line)
  );
}

/** Every lesson once: lines without their replaced weeks, and the replaced lessons. Of two replacements of one lesson the later one counts. */
export function heldLines<Line extends ScheduleLine, Replacement extends LessonReplacement>(
  lines: readonly Line[],
  replacements: readonly Replacement[],
  week1On: string,
): HeldLine<Line, Replacement>[] {
  const ofLine = grouped(replacements, ({ lineKey }) => lineKey);
  return lines.flatMap((line) => {
    const holding = new Map(
      (ofLine.get(line.key) ?? []).filter(({ week }) => line.weeks.includes(week)).map((one) => [one.week, one]),
    );
    if (holding.size === 0) return [{ line, replaced: null }];
    const weeks = line.weeks.filter((week) => !holding.has(week));
    return [
      ...(weeks.length === 0 ? [] : [{ line: { ...line, weeks }, replaced: null }]),
      ...[...holding.values()].map((replaced) => ({ line: heldInstead(line, replaced, week1On), replaced })),
    ];
  });
}

/** The line of one week that a replaced lesson is. */
export function heldInstead<Line extends ScheduleLine>(line: Line, replaced: LessonReplacement, week1On: string): Line {
  const { week, weekday } = weekOfDate(week1On, replaced.toOn);
  const { firstSlot, lastSlot, mode, roomCode, teacherCode, key } = replaced;
  const link = mode === line.mode ? line.link : null;
  return { ...line, key, weekday, weeks: [week], firstSlot, lastSlot, mode, roomCode, teacherCode, link };
}
