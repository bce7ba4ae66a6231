/**
 * Clashes: two lines that would put one teacher, one group or one room in two places at once, that is on the same weekday
 * in a common time slot and a common academic week. A joint lecture is one line with several groups and clashes with nothing
 * of its own; an online line has no room.
 */
import { clashResources, type Clash, type ScheduleLine } from '@qashyq/shared-types';

/** A line where it stands: one of ours, or (with `caseId`) one of another schedule of the same term. */
export type PlacedLine = ScheduleLine & {
  readonly caseId?: number;
  /** Of a lesson held elsewhere than planned: the key of its line, with which it does not clash. */
  readonly insteadOf?: string;
  /** Of an exam or consultation: what it is, and everybody who is there. */
  readonly what?: Clash['otherWhat'];
  readonly persons?: readonly string[];
  /** Of an exam that lies wholly in a break: its slots are those before and after, and it meets only lessons that hold both. */
  readonly isInBreak?: boolean;
};

/**
 * A schedule with more clashes than this is wrong as a whole; counting on would only cost memory, as the number of pairs
 * grows with the square of the lines.
 */
export const clashLimit = 10_000;

/** Lines prepared for questions: who is where at a weekday and slot. */
export interface ClashIndex {
  readonly lines: readonly PlacedLine[];
  /** Positions in `lines` by weekday, slot and resource. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

type Resource = Clash['resource'];

/** The resources a line takes, each once. */
function claimsOf(line: PlacedLine): { resource: Resource; code: string }[] {
  const codes: Record<Resource, readonly string[]> = {
    teacher: line.persons ?? [line.teacherCode],
    group: [...new Set(line.groupCodes)],
    room: line.roomCode === null ? [] : [line.roomCode],
  };
  return clashResources.flatMap((resource) => codes[resource].map((code) => ({ resource, code })));
}

function slotsOf(line: ScheduleLine): number[] {
  return Array.from({ length: line.lastSlot - line.firstSlot + 1 }, (_, index) => line.firstSlot + index);
}

const place = (weekday: number, slot: number, resource: Resource, code: string): string =>
  `${weekday} ${slot} ${resource} ${code}`;

/** Prepares lines for `findClashesOfLine`; worth it when more than one line is asked about. */
export function indexLines(lines: readonly PlacedLine[]): ClashIndex {
  const positions = new Map<string, number[]>();
  lines.forEach((line, position) => {
    for (const { resource, code } of claimsOf(line))
      for (const slot of slotsOf(line)) {
        const key = place(line.weekday, slot, resource, code);
        const present = positions.get(key);
        if (present) present.push(position);
        else positions.set(key, [position]);
      }
  });
  return { lines, positions };
}

/**
 * All clashes of our lines among themselves and with foreign lines; two foreign lines are not our business. One clash per
 * pair of lines and resource; of two lines of ours the earlier one is `lineKey`. Stops at `atMost` clashes. `index`: of the same lines, where
 * somebody has made it already.
 */
export function findClashes(
  lines: readonly PlacedLine[],
  atMost = clashLimit,
  index: ClashIndex = indexLines(lines),
): Clash[] {
  const found: Clash[] = [];
  for (const [position, line] of lines.entries()) {
    if (line.caseId !== undefined) continue;
    const counted = (other: number): boolean => other > position || lines[other]?.caseId !== undefined;
    for (const clash of clashesWith(line, index, counted)) {
      if (found.length >= atMost) return found;
      found.push(clash);
    }
  }
  return found;
}

/** Clashes of one line, new or changed, with the indexed lines; an indexed line of the same key is its former self. */
export function findClashesOfLine(line: ScheduleLine, index: ClashIndex, atMost = clashLimit): Clash[] {
  const found: Clash[] = [];
  const others = clashesWith(line, index, (other) => index.lines[other]?.key !== line.key);
  for (const clash of others) {
    if (found.length >= atMost) break;
    found.push(clash);
  }
  return found;
}

function* clashesWith(line: ScheduleLine, index: ClashIndex, counted: (other: number) => boolean): Generator<Clash> {
  const weeks = new Set(line.weeks);
  for (const { resource, code } of claimsOf(line))
    for (const slot of slotsOf(line))
      for (const position of index.positions.get(place(line.weekday, slot, resource, code)) ?? []) {
        const other = index.lines[position];
        // A pair meets in each of its common slots; it is reported in the first of them.
        if (!other || slot !== Math.max(line.firstSlot, other.firstSlot) || !counted(position)) continue;
        if (other.insteadOf === line.key) continue;
        if (other.isInBreak === true && !spans(line, other)) continue;
        const commonWeeks = [...new Set(other.weeks)].filter((week) => weeks.has(week));
        if (commonWeeks.length === 0) continue;
        const lastCommonSlot = Math.min(line.lastSlot, other.lastSlot);
        yield {
          resource,
          resourceCode: code,
          weekday: line.weekday,
          slots: slotsOf(line).filter((claimed) => claimed >= slot && claimed <= lastCommonSlot),
          weeks: commonWeeks.sort((a, b) => a - b),
          lineKey: line.key,
          otherLineKey: other.key,
          otherCaseId: other.caseId ?? null,
          otherLine: other.caseId === undefined ? null : withoutCase(other),
          ...(other.what === undefined ? {} : { otherWhat: other.what }),
          acceptedReason: reasonOf(line) ?? reasonOf(other),
        };
      }
}

const spans = (line: ScheduleLine, other: ScheduleLine): boolean =>
  line.firstSlot <= other.firstSlot && line.lastSlot >= other.lastSlot;

function withoutCase(placed: PlacedLine): ScheduleLine {
  const {
    caseId: _caseId,
    insteadOf: _insteadOf,
    what: _what,
    persons: _persons,
    isInBreak: _isInBreak,
    ...line
  } = placed;
  return line;
}

/** A reason of blanks accepts nothing. */
function reasonOf(line: ScheduleLine): string | null {
  return line.clashReason?.trim() || null;
}
