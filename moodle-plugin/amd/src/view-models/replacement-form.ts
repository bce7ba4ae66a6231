/** The form of a replacement: its choices, and what it says now. */
import type {
  DeliveryMode,
  ReplacementForm,
  ReplacementKind,
  ReplacementView,
  ScheduleLine,
  WishedLesson,
} from '@qashyq/shared-types';
import { dateWithWeekday } from './moments.js';
import { lineLabel, placeText, teacherText } from './schedule-lines.js';
import type { Choice } from './week-grid.js';
import { coded, type Words } from './words.js';

const onlineModes = ['onlineSync', 'onlineAsync'] as const satisfies readonly DeliveryMode[];
const kinds = ['substitution', 'move', 'swap'] as const satisfies readonly ReplacementKind[];

/** `week`: the one that was looked at, whose lesson is ticked beforehand. */
export function replacementFormView(
  form: ReplacementForm,
  kept: ReplacementView | null,
  week: number | null,
  words: Words,
) {
  const { line, slots, names, partners } = form;
  const ownLessons = kept?.content.lessons.filter(({ lineKey }) => lineKey === line.key) ?? [];
  const [first] = ownLessons;
  const chosen = new Set(kept === null ? [week] : ownLessons.map((lesson) => lesson.week));
  const shown = first ?? line;
  const partner = partnerOf(kept, line.key);
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
    partners: partners.map(({ line: other }) => ({
      value: other.key,
      label: `${lineLabel(other, names, words)} · ${teacherText(other.teacherCode, names, words)} · ${placeText(other, names, words)}`,
      selected: other.key === partner?.lineKey,
    })),
    hasPartners: partners.length > 0,
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

/** The other lesson of a swap that is being changed. */
export function partnerOf(kept: ReplacementView | null, lineKey: string): WishedLesson | undefined {
  return kept?.content.kind === 'swap' ? kept.content.lessons.find((lesson) => lesson.lineKey !== lineKey) : undefined;
}

/** Dates of the lesson to swap with; the nearest to the chosen one stands selected, unless a week is named. */
export function partnerDates(
  form: ReplacementForm,
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
export function exchangesRooms(form: ReplacementForm, partnerKey: string): boolean {
  return form.partners.find(({ line }) => line.key === partnerKey)?.line.mode === form.line.mode;
}

export interface Wish {
  kind: ReplacementKind;
  lessons: WishedLesson[];
}

/** What the form says now; a move and a swap are of one lesson of the line, the first one ticked. No lessons: something is still to be chosen. */
export function wishedOf(typed: FormData, form: ReplacementForm): Wish {
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
    case 'swap': {
      const partner = form.partners.find((each) => each.line.key === text('partner'));
      const other = partner?.lessons.find(({ week }) => week === Number(text('partnerWeek')));
      if (first === undefined || partner === undefined || other === undefined) return { kind: 'swap', lessons: [] };
      const pair = [asPlanned(first), asPlanned(other, partner.line)] as const;
      return { kind: 'swap', lessons: swapped(...pair, typed.has('rooms')) };
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
  return kind === 'swap' ? 'partner' : kind === 'move' ? 'toOn' : 'teacherCode';
}
