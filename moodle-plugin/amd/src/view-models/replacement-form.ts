/** The form of a replacement: its choices, and what it says now. */
import type {
  DeliveryMode,
  PairedKind,
  ReplacedLesson,
  ReplacementForm,
  ReplacementKind,
  ReplacementPartner,
  ReplacementView,
  ScheduleLine,
  WishedLesson,
} from '@qashyq/shared-types';
import { dateWithWeekday } from './moments.js';
import { lineLabel, placeText, teacherText } from './schedule-lines.js';
import type { Choice } from './week-grid.js';
import { coded, type Words } from './words.js';

const onlineModes = ['onlineSync', 'onlineAsync'] as const satisfies readonly DeliveryMode[];
const kinds = ['substitution', 'exchange', 'move', 'swap'] as const satisfies readonly ReplacementKind[];

/** The form, and the lessons that can be taken in exchange, as far as they were asked for. */
export interface ReplacementChoices extends ReplacementForm {
  partners: readonly ReplacementPartner[];
}

/** `week`: the one that was looked at, whose lesson is ticked beforehand. */
export function replacementFormView(
  form: ReplacementChoices,
  kept: ReplacementView | null,
  week: number | null,
  words: Words,
) {
  const { line, slots, names } = form;
  const ownLessons = kept?.content.lessons.filter(({ lineKey }) => lineKey === line.key) ?? [];
  const [first] = ownLessons;
  const chosen = new Set(kept === null ? [week] : ownLessons.map((lesson) => lesson.week));
  const shown = first ?? line;
  const place = placeValue(shown);
  const slot = (present: number) =>
    slots.map(({ no, starts, ends }) => ({ value: no, label: `${no} · ${starts}–${ends}`, selected: no === present }));
  return {
    title: `${lineLabel(line, names, words)} · ${teacherText(line.teacherCode, names, words)} · ${placeText(line, names, words)}`,
    kinds: kinds.map((kind) => ({
      value: kind,
      label: words.t(`replacement_kind_${kind}`),
      selected: kind === kept?.content.kind,
    })),
    lessons: form.lessons.map((lesson) => ({
      week: lesson.week,
      label: dateWithWeekday(lesson.on, words),
      checked: chosen.has(lesson.week),
    })),
    hasLessons: form.lessons.length > 0,
    teachers: form.teachers
      .filter(({ code }) => code !== line.teacherCode)
      .map(({ code, name }) => ({ value: code, label: words.name(name), selected: code === first?.teacherCode })),
    toOn: first?.toOn ?? form.lessons.find((lesson) => chosen.has(lesson.week))?.on ?? form.lessons[0]?.on,
    earliest: form.earliest,
    latest: form.latest,
    firstSlots: slot(shown.firstSlot),
    online: onlineModes.map((mode) => ({
      value: mode,
      label: words.t(`mode_${coded(mode)}`),
      selected: place === mode,
    })),
    rooms: form.rooms.map(({ code }) => ({ value: `room:${code}`, label: code, selected: place === `room:${code}` })),
    reason: kept?.content.reason ?? '',
  };
}

export function placeValue({ mode, roomCode }: Pick<ScheduleLine, 'mode' | 'roomCode'>): string {
  return roomCode === null ? mode : `room:${roomCode}`;
}

export const isPaired = (kind: unknown): kind is PairedKind => kind === 'swap' || kind === 'exchange';

/** The other lesson of a pair that is being changed. */
export function partnerOf(kept: ReplacementView | null, lineKey: string): ReplacedLesson | undefined {
  return isPaired(kept?.content.kind) ? kept?.content.lessons.find((lesson) => lesson.lineKey !== lineKey) : undefined;
}

/** The partner of a kept draft before any others were asked for; only its own date is known. */
export function keptPartners(kept: ReplacementView | null, lineKey: string): ReplacementPartner[] {
  const partner = partnerOf(kept, lineKey);
  if (partner === undefined) return [];
  const { line, week, on } = partner;
  return [{ line, lessons: [{ lineKey: line.key, week, on }], clashes: 0 }];
}

/** A page of partners; the one that is chosen stays, wherever it stands. */
export function withChosen(
  page: readonly ReplacementPartner[],
  before: readonly ReplacementPartner[],
  chosenKey: string,
): ReplacementPartner[] {
  if (page.some(({ line }) => line.key === chosenKey)) return [...page];
  return [...before.filter(({ line }) => line.key === chosenKey), ...page];
}

export function partnerChoices({ partners, names }: ReplacementChoices, chosenKey: string, words: Words): Choice[] {
  return partners.map(({ line, clashes }) => ({
    value: line.key,
    label: [
      lineLabel(line, names, words),
      teacherText(line.teacherCode, names, words),
      placeText(line, names, words),
      ...(clashes === 0 ? [] : [words.t('replacement_partner_clashes', clashes)]),
    ].join(' · '),
    selected: line.key === chosenKey,
  }));
}

/** Dates of the lesson to swap with; the nearest to the chosen one stands selected, unless a week is named. */
export function partnerDates(
  form: ReplacementChoices,
  partnerKey: string,
  { near, week }: { near: string | null; week: number | null },
  words: Words,
): Choice[] {
  const lessons = form.partners.find(({ line }) => line.key === partnerKey)?.lessons ?? [];
  const away = (on: string) => (near === null ? 0 : Math.abs(Date.parse(on) - Date.parse(near)));
  const nearest = [...lessons].sort((a, b) => away(a.on) - away(b.on))[0];
  const present = lessons.find((lesson) => lesson.week === week) ?? nearest;
  return lessons.map((lesson) => ({
    value: String(lesson.week),
    label: dateWithWeekday(lesson.on, words),
    selected: lesson === present,
  }));
}

/** Rooms go along where both lessons are held alike: then each finds the other's room free. */
export function exchangesRooms(form: ReplacementChoices, partnerKey: string): boolean {
  return form.partners.find(({ line }) => line.key === partnerKey)?.line.mode === form.line.mode;
}

export interface Wish {
  kind: ReplacementKind;
  lessons: WishedLesson[];
}

/** What the form says now; a move and a swap are of one lesson of the line, the first one ticked. No lessons: something is still to be chosen. */
export function wishedOf(typed: FormData, form: ReplacementChoices): Wish {
  const text = (name: string): string => {
    const value = typed.get(name);
    return typeof value === 'string' ? value : '';
  };
  const { line } = form;
  const weeks = new Set(typed.getAll('lessons').map(Number));
  const chosen = form.lessons.filter(({ week }) => weeks.has(week));
  const [first] = chosen;
  const asPlanned = ({ week, on }: { week: number; on: string }, of: ScheduleLine = line): WishedLesson => {
    const { key: lineKey, firstSlot, lastSlot, mode, roomCode, teacherCode } = of;
    return { lineKey, week, toOn: on, firstSlot, lastSlot, mode, roomCode, teacherCode };
  };
  switch (text('kind')) {
    case 'move': {
      const firstSlot = Number(text('firstSlot'));
      const lastSlot = firstSlot + line.lastSlot - line.firstSlot;
      const place = { toOn: text('toOn'), firstSlot, lastSlot, ...placeOf(text('place')) };
      return {
        kind: 'move',
        lessons: first === undefined || place.toOn === '' ? [] : [{ ...asPlanned(first), ...place }],
      };
    }
    case 'swap':
    case 'exchange': {
      const kind = text('kind') as PairedKind;
      const partner = form.partners.find((each) => each.line.key === text('partner'));
      const other = partner?.lessons.find(({ week }) => week === Number(text('partnerWeek')));
      if (first === undefined || partner === undefined || other === undefined) return { kind, lessons: [] };
      const pair = [asPlanned(first), asPlanned(other, partner.line)] as const;
      return { kind, lessons: kind === 'exchange' ? exchanged(...pair) : swapped(...pair, typed.has('rooms')) };
    }
    default: {
      const teacherCode = text('teacherCode');
      const lessons = teacherCode === '' ? [] : chosen.map((lesson) => ({ ...asPlanned(lesson), teacherCode }));
      return { kind: 'substitution', lessons };
    }
  }
}

function placeOf(place: string): Pick<WishedLesson, 'mode' | 'roomCode'> {
  const isRoom = place.startsWith('room:');
  return isRoom
    ? { mode: 'campus', roomCode: place.slice('room:'.length) }
    : { mode: place as DeliveryMode, roomCode: null };
}

/** Each held by the other's teacher, where it is planned. */
const exchanged = (one: WishedLesson, other: WishedLesson): WishedLesson[] => [
  { ...one, teacherCode: other.teacherCode },
  { ...other, teacherCode: one.teacherCode },
];

/** Each at the date and slots of the other, with `rooms` also in its place. */
function swapped(one: WishedLesson, other: WishedLesson, rooms: boolean): WishedLesson[] {
  const at = (mine: WishedLesson, theirs: WishedLesson): WishedLesson => ({
    ...mine,
    toOn: theirs.toOn,
    firstSlot: theirs.firstSlot,
    lastSlot: theirs.lastSlot,
    ...(rooms ? { mode: theirs.mode, roomCode: theirs.roomCode } : {}),
  });
  return [at(one, other), at(other, one)];
}

/** What still has to be chosen, as a name of a field. */
export function missingField(typed: FormData): 'lessons' | 'teacherCode' | 'partner' | 'toOn' {
  if (!typed.has('lessons')) return 'lessons';
  const kind = typed.get('kind');
  return isPaired(kind) ? 'partner' : kind === 'move' ? 'toOn' : 'teacherCode';
}
