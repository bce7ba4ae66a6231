/** The week as a table of days and slots, and the same lines as a list by day. */
import type { ScheduleLine, ScheduleView } from '@qashyq/shared-types';
import { placesForClash, type PlacesOfLine } from './free-places.js';
import { addDays, dateText, type Weekday } from './moments.js';
import {
  clashesOf,
  clashSubject,
  clashTime,
  disciplineText,
  groupsText,
  lineBrief,
  lineLabel,
  otherLineText,
  placeText,
  rangesText,
  roomText,
  teacherText,
  timeText,
  weeksText,
  weekdayText,
} from './schedule-lines.js';
import { placeHash } from './place.js';
import { coded, type Words } from './words.js';

/** What the grid needs of a schedule or of a timetable. */
export type Lessons = Pick<ScheduleView, 'lines' | 'clashes' | 'names' | 'slots' | 'week1On'> &
  Partial<Pick<ScheduleView, 'freePlaces'>> & {
    /** Of lessons that are not held as planned: how they are called, and how they were planned and why. */
    replaced?: ReadonlyMap<string, { name: string; text: string }>;
  };

/** What of a schedule is looked at: one academic week or all, and everything or one group, teacher or room (`group:АЖ-25-11`). */
export interface Lens {
  week: number | null;
  show: string;
}

export function readLens(query: Record<string, string>): Lens {
  const week = Number(query['week']);
  return { week: Number.isInteger(week) && week > 0 ? week : null, show: query['show'] ?? 'all' };
}

function isShown(line: ScheduleLine, lens: Lens): boolean {
  if (lens.week !== null && !line.weeks.includes(lens.week)) return false;
  const at = lens.show.indexOf(':');
  const code = lens.show.slice(at + 1);
  switch (lens.show.slice(0, Math.max(at, 0))) {
    case 'group':
      return line.groupCodes.includes(code);
    case 'teacher':
      return line.teacherCode === code;
    case 'room':
      return line.roomCode === code;
    default:
      return true;
  }
}

/** The lines seen through the lens, by day and slot. */
export function shownLines(view: Lessons, lens: Lens): ScheduleLine[] {
  return view.lines
    .filter((line) => isShown(line, lens))
    .sort((a, b) => a.weekday - b.weekday || a.firstSlot - b.firstSlot || a.lastSlot - b.lastSlot);
}

export interface Card {
  key: string;
  discipline: string;
  type: string;
  typeCode: string;
  groups: string;
  teacher: string;
  place: string;
  link: string | null;
  time: string;
  weeks: string;
  remark: string | null;
  replaced: { name: string; text: string } | null;
  label: string;
  clashes: { text: string; href: string | null; accepted: string | null }[];
  hasClash: boolean;
  isAccepted: boolean;
}

/** Makes cards of lines; the clashes are named from the side of each line. */
export function cardsOf(view: Lessons, lines: readonly ScheduleLine[], lens: Lens, words: Words): Card[] {
  const byKey = new Map(view.lines.map((line) => [line.key, line]));
  return lines.map((line) => {
    const clashes = clashesOf(line.key, view.clashes)
      .filter(({ clash }) => lens.week === null || clash.weeks.includes(lens.week))
      .map(({ clash, otherKey }) => ({
        text: words.t('clash_sentence', {
          who: clashSubject(clash, view.names, words),
          other: otherLineText(clash, otherKey, byKey, view.names, words),
        }),
        href: clash.otherCaseId === null ? null : placeHash(`/cases/${clash.otherCaseId}`),
        accepted: clash.acceptedReason,
      }));
    return {
      key: line.key,
      discipline: disciplineText(line.disciplineCode, view.names, words),
      type: words.t(`lessontype_${coded(line.lessonType)}`),
      typeCode: coded(line.lessonType),
      groups: groupsText(line.groupCodes, view.names),
      teacher: teacherText(line.teacherCode, view.names, words),
      place: placeText(line, view.names, words),
      link: safeLink(line.link),
      time: timeText(line, view.slots),
      weeks: weeksText(line.weeks, words),
      remark: line.remark,
      replaced: view.replaced?.get(line.key) ?? null,
      label: lineLabel(line, view.names, words),
      clashes,
      hasClash: clashes.length > 0,
      isAccepted: clashes.length > 0 && clashes.every((clash) => clash.accepted !== null),
    };
  });
}

/** A link of a lesson is followed only where it leads to the web. */
export function safeLink(link: string | null): string | null {
  return link !== null && /^https?:\/\//i.test(link) ? link : null;
}

/** A cell of the table: `rows` slots high; several cards where lessons overlap. */
export interface Cell {
  rows: number;
  cards: Card[];
}
export interface Grid {
  /** A day without lessons is narrow. */
  days: { name: string; date: string | null; empty: boolean }[];
  /** Every day has lessons: the table needs more room than the page of a case may have. */
  full: boolean;
  rows: { no: number; time: string; cells: Cell[] }[];
}

/** Lessons that overlap in time, directly or through others, stand in one cell over all their slots. */
function blocksOf(lines: readonly ScheduleLine[]): { first: number; last: number; keys: string[] }[] {
  const blocks: { first: number; last: number; keys: string[] }[] = [];
  for (const line of lines) {
    const block = blocks.at(-1);
    if (block !== undefined && line.firstSlot <= block.last) {
      block.last = Math.max(block.last, line.lastSlot);
      block.keys.push(line.key);
    } else blocks.push({ first: line.firstSlot, last: line.lastSlot, keys: [line.key] });
  }
  return blocks;
}

/** Monday to Saturday, Sunday only where something is taught then; slots from the first to the last in use. */
export function weekGrid(view: Lessons, lens: Lens, words: Words): Grid {
  const lines = shownLines(view, lens);
  const cards = new Map(cardsOf(view, lines, lens, words).map((card) => [card.key, card]));
  const lastDay = Math.max(6, ...lines.map((line) => line.weekday));
  const weekdays = Array.from({ length: lastDay }, (_, at) => at + 1);
  const blocks = new Map(weekdays.map((day) => [day, blocksOf(lines.filter((line) => line.weekday === day))]));
  const first = Math.min(...lines.map((line) => line.firstSlot));
  const last = Math.max(...lines.map((line) => line.lastSlot));
  const rows: Grid['rows'] = [];
  for (let no = first; no <= last; no += 1) {
    const cells: Cell[] = [];
    for (const day of weekdays) {
      const block = blocks.get(day)?.find((each) => each.first <= no && no <= each.last);
      if (block === undefined) cells.push({ rows: 1, cards: [] });
      else if (block.first === no)
        cells.push({ rows: block.last - block.first + 1, cards: block.keys.flatMap((key) => cards.get(key) ?? []) });
    }
    rows.push({ no, time: timeText({ firstSlot: no, lastSlot: no }, view.slots), cells });
  }
  const days = weekdays.map((weekday) => {
    const empty = !lines.some((line) => line.weekday === weekday);
    return {
      name: empty ? words.t(`weekday_short_${weekday as Weekday}`) : weekdayText(weekday, words),
      date: lens.week === null ? null : dateText(addDays(view.week1On, (lens.week - 1) * 7 + weekday - 1)),
      empty,
    };
  });
  return { days, full: days.filter(({ empty }) => !empty).length > 5, rows };
}

/** The same lines by day, for phones, for screen readers and for marking. */
export function dayList(view: Lessons, lens: Lens, words: Words): { day: string; cards: Card[] }[] {
  const lines = shownLines(view, lens);
  return [1, 2, 3, 4, 5, 6, 7]
    .map((weekday) => ({
      day: weekdayText(weekday, words),
      cards: cardsOf(
        view,
        lines.filter((line) => line.weekday === weekday),
        lens,
        words,
      ),
    }))
    .filter(({ cards }) => cards.length > 0);
}

export interface Choice {
  value: string;
  label: string;
  selected: boolean;
}

/** The academic weeks that have lessons, with their dates, and the one that is looked at, even if it has none. */
export function weekChoices(view: Lessons, lens: Lens, words: Words): Choice[] {
  const weeks = [...new Set(view.lines.flatMap((line) => line.weeks))].sort((a, b) => a - b);
  const shown = lens.week === null ? weeks : [...new Set([...weeks, lens.week])].sort((a, b) => a - b);
  const dated = shown.map((week) => {
    const monday = addDays(view.week1On, (week - 1) * 7);
    return {
      value: String(week),
      label: words.t('week_dated', { week, from: dateText(monday), to: dateText(addDays(monday, 5)) }),
      selected: lens.week === week,
    };
  });
  return [{ value: '', label: words.t('week_all', rangesText(weeks)), selected: lens.week === null }, ...dated];
}

/** Groups, teachers and rooms that occur in the lines, to look at one of them. */
export function lensChoices(view: Lessons, lens: Lens, words: Words): { label: string; choices: Choice[] }[] {
  const collator = new Intl.Collator(words.locale, { numeric: true });
  const choices = (kind: 'group' | 'teacher' | 'room', codes: string[], nameOf: (code: string) => string): Choice[] =>
    [...new Set(codes)]
      .map((code) => ({ value: `${kind}:${code}`, label: nameOf(code), selected: lens.show === `${kind}:${code}` }))
      .sort((a, b) => collator.compare(a.label, b.label));
  const rooms = view.lines.flatMap((line) => line.roomCode ?? []);
  return [
    {
      label: words.t('lens_groups'),
      choices: choices(
        'group',
        view.lines.flatMap((line) => line.groupCodes),
        (code) => view.names.groups[code] ?? code,
      ),
    },
    {
      label: words.t('lens_teachers'),
      choices: choices(
        'teacher',
        view.lines.map((line) => line.teacherCode),
        (code) => teacherText(code, view.names, words),
      ),
    },
    { label: words.t('lens_rooms'), choices: choices('room', rooms, (code) => roomText(code, view.names)) },
  ].filter((group) => group.choices.length > 0);
}

/** How many clashes wait for somebody, and how many were accepted with a reason. */
export function clashCounts(clashes: readonly { accepted: string | null }[], words: Words): string {
  const accepted = clashes.filter((clash) => clash.accepted !== null).length;
  return [
    ...(accepted < clashes.length ? [words.count('clashes_found', clashes.length - accepted)] : []),
    ...(accepted > 0 ? [words.count('clashes_accepted', accepted)] : []),
  ].join(' · ');
}

/** Every clash once, for the summary above the grid. */
export function clashSummary(
  view: Lessons,
  words: Words,
): { text: string; accepted: string | null; href: string | null; moves: PlacesOfLine[] }[] {
  const byKey = new Map(view.lines.map((line) => [line.key, line]));
  return view.clashes.map((clash) => {
    const line = byKey.get(clash.lineKey);
    return {
      text: words.t('clash_pair', {
        who: clashSubject(clash, view.names, words),
        line: line === undefined ? '' : lineBrief(line, view.names, words),
        other: otherLineText(clash, clash.otherLineKey, byKey, view.names, words),
        when: clashTime(clash, words),
      }),
      accepted: clash.acceptedReason,
      href: clash.otherCaseId === null ? null : placeHash(`/cases/${clash.otherCaseId}`),
      moves: placesForClash(clash, byKey, { ...view, freePlaces: view.freePlaces ?? [] }, words),
    };
  });
}
