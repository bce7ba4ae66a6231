/** With which lessons of the term one lesson can change places, or its teacher take turns: any colleague's. Pure. */
import type { Names, PairedKind, ReplacementPartner, ScheduleLine } from '@qashyq/shared-types';
import { findClashesOfLine, indexLines, type ClashIndex, type PlacedLine } from '../clashes.js';
import {
  comingLessons,
  slotCount,
  withoutSchedule,
  type PlannedLine,
  type ReplacementReference,
} from './replacement-rules.js';

type Partner = Pick<ReplacementPartner, 'line' | 'lessons'>;
interface Lesson {
  week: number;
  on: string;
  line: ScheduleLine;
}

/** For a swap lines as long as this one; for an exchange those of other teachers. */
export function partnersOf(lines: readonly PlannedLine[], line: ScheduleLine, kind: PairedKind): PlannedLine[] {
  const fits: Record<PairedKind, (other: PlannedLine) => boolean> = {
    swap: (other) => slotCount(other) === slotCount(line),
    exchange: (other) => other.teacherCode !== line.teacherCode,
  };
  return lines.filter((other) => other.key !== line.key && fits[kind](other));
}

/** Those in whose discipline, teacher or groups every word of the search occurs, in any language. */
export function searched<Line extends ScheduleLine>(lines: readonly Line[], search: string, names: Names): Line[] {
  const words = search
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [...lines];
  return lines.filter(({ disciplineCode, teacherCode, groupCodes }) => {
    const named = [names.disciplines[disciplineCode], names.teachers[teacherCode]];
    const told = [disciplineCode, teacherCode, ...groupCodes, ...named.flatMap((name) => Object.values(name ?? {}))]
      .join(' ')
      .toLocaleLowerCase();
    return words.every((word) => told.includes(word));
  });
}

/** Lines with lessons to come: those without a clash first, then the nearest in time. `present`: the term as it is held now. */
export function rankedPartners(
  partners: readonly PlannedLine[],
  mine: Lesson,
  kind: PairedKind,
  reference: ReplacementReference,
  present: readonly PlacedLine[],
): ReplacementPartner[] {
  const index = indexLines(present);
  const away = (on: string): number => Math.abs(Date.parse(on) - Date.parse(mine.on));
  return partners
    .map((line): Partner => ({ line: withoutSchedule(line), lessons: comingLessons(line, reference) }))
    .flatMap(({ line, lessons }) => {
      const [nearest] = lessons.toSorted((a, b) => away(a.on) - away(b.on));
      if (nearest === undefined) return [];
      const clashes = clashesTogether(mine, { ...nearest, line }, kind, index);
      return [{ partner: { line, lessons, clashes }, away: away(nearest.on) }];
    })
    .sort(
      ({ partner: one, ...a }, { partner: other, ...b }) =>
        Math.min(one.clashes, 1) - Math.min(other.clashes, 1) ||
        a.away - b.away ||
        one.line.weekday - other.line.weekday ||
        one.line.firstSlot - other.line.firstSlot ||
        (one.line.key < other.line.key ? -1 : 1),
    )
    .map(({ partner }) => partner);
}

/** What the two would meet on the dates of each other, or with each other's teacher; each leaves its own place to the other. */
function clashesTogether(mine: Lesson, theirs: Lesson, kind: PairedKind, index: ClashIndex): number {
  const meets = (one: Lesson, other: Lesson): number => {
    const [line, week] = kind === 'swap' ? [atTimeOf(one, other), other.week] : [withTeacherOf(one, other), one.week];
    return findClashesOfLine({ ...line, weeks: [week] }, index).filter(
      ({ otherLineKey }) => !(otherLineKey === other.line.key && week === other.week),
    ).length;
  };
  return meets(mine, theirs) + meets(theirs, mine);
}

/** Rooms go along where both are held alike, as the form proposes it. */
function atTimeOf({ line }: Lesson, { line: other }: Lesson): ScheduleLine {
  const { weekday, firstSlot, lastSlot } = other;
  return { ...line, weekday, firstSlot, lastSlot, roomCode: line.mode === other.mode ? other.roomCode : line.roomCode };
}

const withTeacherOf = ({ line }: Lesson, { line: { teacherCode } }: Lesson): ScheduleLine => ({ ...line, teacherCode });
