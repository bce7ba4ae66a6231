/** The form of one line: its choices, what was chosen, and what the line would clash with then. */
import type { DeliveryMode, LineCheck, LineEdit, LineForm, TimeSlot } from '@qashyq/shared-types';
import { placeSentence } from './free-places.js';
import { clashSubject, clashTime, lineLabel, otherLineText, weekdayText } from './schedule-lines.js';
import { coded, type Words } from './words.js';

const onlineModes = ['onlineSync', 'onlineAsync'] as const satisfies readonly DeliveryMode[];

/** A choice of the place: a room, or a way of being online. */
const roomChoice = (code: string): string => `room:${code}`;

export function lineFormView(form: LineForm, words: Words) {
  const { line, slots, names } = form;
  const slot = (chosen: number) =>
    slots.map(({ no, starts, ends }) => ({ value: no, label: `${no} · ${starts}–${ends}`, selected: no === chosen }));
  const present = line.roomCode === null ? line.mode : roomChoice(line.roomCode);
  const online = onlineModes.map((mode) => ({
    value: mode,
    label: words.t(`mode_${coded(mode)}`),
    selected: present === mode,
  }));
  const rooms = form.rooms.map(({ code, seats }) => ({
    value: roomChoice(code),
    label: roomLabel(code, seats, form.learners, words),
    selected: present === roomChoice(code),
  }));
  return {
    title: lineLabel(line, names, words),
    learners: words.count('line_learners', form.learners),
    weekdays: [1, 2, 3, 4, 5, 6].map((weekday) => ({
      value: weekday,
      label: weekdayText(weekday, words),
      selected: weekday === line.weekday,
    })),
    firstSlots: slot(line.firstSlot),
    lastSlots: slot(line.lastSlot),
    weeks: Array.from({ length: form.weekCount }, (_, at) => ({
      week: at + 1,
      checked: line.weeks.includes(at + 1),
    })),
    teachers: form.teachers.map(({ code, name }) => ({
      value: code,
      label: words.name(name),
      selected: code === line.teacherCode,
    })),
    online,
    rooms,
    clashReason: line.clashReason ?? '',
  };
}

/** Too few seats are said, not forbidden: half of a group may be away. */
function roomLabel(code: string, seats: number | null, learners: number, words: Words): string {
  if (seats === null) return code;
  const label = words.count('room_seats', seats, { room: code });
  return seats < learners ? `${label} · ${words.t('room_too_small')}` : label;
}

/** The last slot is never before the first one: choosing a later start keeps the length of the lesson. */
export function lastSlotFor(
  firstSlot: number,
  before: { firstSlot: number; lastSlot: number },
  slots: readonly TimeSlot[],
) {
  const wished = firstSlot + Math.max(0, before.lastSlot - before.firstSlot);
  return Math.min(wished, Math.max(...slots.map(({ no }) => no)));
}

/** What the form says now. */
export function editOf(typed: FormData): LineEdit {
  const text = (name: string): string => {
    const value = typed.get(name);
    return typeof value === 'string' ? value : '';
  };
  const place = text('place');
  const isRoom = place.startsWith('room:');
  return {
    weekday: Number(text('weekday')),
    firstSlot: Number(text('firstSlot')),
    lastSlot: Number(text('lastSlot')),
    weeks: typed
      .getAll('weeks')
      .map(Number)
      .sort((a, b) => a - b),
    teacherCode: text('teacherCode'),
    mode: isRoom ? 'campus' : (place as DeliveryMode),
    roomCode: isRoom ? place.slice('room:'.length) : null,
    clashReason: text('clashReason').trim() || null,
  };
}

export function lineCheckView(
  { clashes, otherLines, freePlaces, names }: LineCheck,
  slots: readonly TimeSlot[],
  words: Words,
) {
  const others = new Map(otherLines.map((line) => [line.key, line]));
  return {
    isClear: clashes.length === 0,
    clashes: clashes.map((clash) => ({
      text: words.t('clash_against', {
        who: clashSubject(clash, names, words),
        when: clashTime(clash, words),
        other: otherLineText(clash, clash.otherLineKey, others, names, words),
      }),
      accepted: clash.acceptedReason,
    })),
    hasPlaces: freePlaces.length > 0,
    places: freePlaces.map((place, index) => ({ index, text: placeSentence(place, slots, names, words) })),
  };
}

/** Says aloud how the line stands now. */
export function standing({ clashes, names }: LineCheck, words: Words): string {
  const open = clashes.filter(({ acceptedReason }) => acceptedReason === null);
  const [first] = open;
  if (first === undefined) return words.t('line_no_clash');
  return `${words.count('line_clashes', open.length)} ${clashSubject(first, names, words)}`;
}
