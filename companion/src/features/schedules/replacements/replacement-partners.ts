/** With which lessons of the term one lesson can change places, or its teacher take turns: any colleague's. Pure. */
import type { Names, PairedKind, ReplacementPartner, ScheduleLine } from '@qashyq/shared-types';
import { findClashesOfLine, indexLines, type ClashIndex, type PlacedLine } from '../clashes.js';
import {
  comingLessons,
  lessonName,
  slotCount,
  withoutSchedule,
  type PlannedLine,
  type ReplacementReference,
} from './replacement-rules.js';

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

/**
 * A page of the lines with lessons to come: those without a clash first, then the nearest in time. Clashes are looked for only until the page is
 * known; those that are shown are counted. `present`: the term as it is held now.
 */
export function pageOfPartners(
  partners: readonly PlannedLine[],
  mine: Lesson,
  kind: PairedKind,
  reference: ReplacementReference,
  present: readonly PlacedLine[],
  { page, pageSize }: { page: number; pageSize: number },
): { items: ReplacementPartner[]; total: number } {
  const coming = nearestFirst(partners, mine, kind, reference);
  const index = indexLines(present);
  const last = page * pageSize;
  const lessonsOf = (line: PlannedLine) =>
    comingLessons(line, reference).filter(({ week }) => isChange(mine, { line, week }, kind));
  const free: ReplacementPartner[] = [];
  const busy: ReplacementPartner[] = [];
  for (const { line, nearest } of coming) {
    if (free.length >= last) break;
    const clashes = clashesTogether(mine, { ...nearest, line }, kind, index);
    const partner = { line: withoutSchedule(line), lessons: lessonsOf(line), clashes };
    if (clashes === 0) free.push(partner);
    else busy.push(partner);
  }
  return { items: [...free, ...busy].slice(last - pageSize, last), total: coming.length };
}

interface Coming {
  line: PlannedLine;
  /** The lesson of the line that is nearest to the one that is looked at. */
  nearest: { week: number; on: string };
  /** Days between the two. */
  away: number;
}

function nearestFirst(
  partners: readonly PlannedLine[],
  mine: Lesson,
  kind: PairedKind,
  reference: ReplacementReference,
): Coming[] {
  const dateOf = comingDates(reference);
  return partners
    .flatMap((line): Coming[] => {
      let found: Coming | null = null;
      for (const week of line.weeks) {
        const away = Math.abs((week - mine.week) * 7 + line.weekday - mine.line.weekday);
        if ((found !== null && found.away <= away) || !isChange(mine, { line, week }, kind)) continue;
        const on = dateOf(line, week);
        if (on !== null) found = { line, nearest: { week, on }, away };
      }
      return found === null ? [] : [found];
    })
    .sort(
      ({ line: one, ...a }, { line: other, ...b }) =>
        a.away - b.away ||
        one.weekday - other.weekday ||
        one.firstSlot - other.firstSlot ||
        (one.key < other.key ? -1 : 1),
    );
}

/** Two lessons at one time change nothing in each other's place, unless they change rooms. */
function isChange(mine: Lesson, { line, week }: Pick<Lesson, 'line' | 'week'>, kind: PairedKind): boolean {
  if (kind !== 'swap' || week !== mine.week) return true;
  const isAtOnce = line.weekday === mine.line.weekday && line.firstSlot === mine.line.firstSlot;
  return !isAtOnce || atTimeOf(mine, { ...mine, line }).roomCode !== mine.line.roomCode;
}

/** The date of a lesson that can still be replaced. A term has few dates and thousands of lines, so each date is judged once. */
function comingDates(reference: ReplacementReference): (line: PlannedLine, week: number) => string | null {
  const dates = new Map<string, string | null>();
  const nothingTaken = { ...reference, taken: new Set<string>() };
  return (line, week) => {
    if (reference.taken.has(lessonName({ lineKey: line.key, week }))) return null;
    const day = `${week} ${line.weekday}`;
    let on = dates.get(day);
    if (on === undefined) {
      on = comingLessons({ ...line, weeks: [week] }, nothingTaken)[0]?.on ?? null;
      dates.set(day, on);
    }
    return on;
  };
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
