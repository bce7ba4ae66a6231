/** A replacement in words: what it would clash with, free times, whole days of its teachers, and each lesson as planned and as held. */
import type { FreeDate, LineChange, Names, ReplacementCheck, ReplacementView, TimeSlot } from '@qashyq/shared-types';
import { changeSections, type ChangesView } from './changes.js';
import { dateWithWeekday } from './moments.js';
import {
  clashSubject,
  disciplineText,
  foreignBrief,
  groupsText,
  lineBrief,
  placeText,
  roomText,
  teacherText,
  timeText,
} from './schedule-lines.js';
import type { Words } from './words.js';

/**
 * Clashes and mistakes of what is chosen, free times for a move, and the whole day of everybody who would teach it. That nothing is changed yet is a hint
 * as long as nothing was tried.
 */
export function replacementCheckView(
  check: Pick<ReplacementCheck, 'clashes' | 'days' | 'names'> & Partial<ReplacementCheck>,
  slots: readonly TimeSlot[],
  words: Words,
  { kind, isTried }: { kind: ReplacementView['content']['kind'] | null; isTried: boolean } = {
    kind: null,
    isTried: true,
  },
) {
  const { clashes, days, names, mistakes = [], freeDates = [] } = check;
  return {
    mistakes: mistakes.map(({ code, text }) => ({ text, isHint: code === kind && !isTried })),
    isClear: clashes.length === 0 && mistakes.length === 0,
    clashes: clashes.map((clash) => ({
      text: `${clashSubject(clash, names, words)}: ${clash.otherLine === null ? '' : `${timeText(clash.otherLine, slots)}, ${foreignBrief(clash, clash.otherLine, names, words)}`}`,
      accepted: clash.acceptedReason,
    })),
    offersPlaces: kind === 'move',
    hasPlaces: freeDates.length > 0,
    places: freeDates.map((place, index) => ({ index, text: freeDateText(place, slots, names, words) })),
    days: days.map((day) => ({
      title: words.t('replacement_day', {
        name: teacherText(day.teacherCode, names, words),
        on: dateWithWeekday(day.on, words),
      }),
      lessons: day.lessons.map((lesson) => ({
        text: `${timeText(lesson, slots)} · ${lineBrief(lesson, names, words)}`,
        isNew: day.brought.includes(lesson.key),
      })),
    })),
  };
}

function freeDateText(place: FreeDate, slots: readonly TimeSlot[], names: Names, words: Words): string {
  const when = { day: dateWithWeekday(place.on, words), time: timeText(place, slots) };
  if (place.roomCode === null) return words.t('place_free_online', when);
  return words.t('place_free', { ...when, room: words.t('room_no', roomText(place.roomCode, names)) });
}

/** Each lesson as planned and as it will be held. */
export function replacementContentView({ content, lapsed, names, slots }: ReplacementView, words: Words) {
  return {
    what: words.t(`replacement_kind_${content.kind}`),
    reason: content.reason,
    lessons: content.lessons.map(({ key, line, on, toOn, ...held }) => ({
      lesson: `${disciplineText(line.disciplineCode, names, words)}, ${groupsText(line.groupCodes, names)}`,
      planned: [
        `${dateWithWeekday(on, words)} ${timeText(line, slots)}`,
        placeText(line, names, words),
        teacherText(line.teacherCode, names, words),
      ].join(', '),
      held: [
        `${dateWithWeekday(toOn, words)} ${timeText(held, slots)}`,
        placeText(held, names, words),
        teacherText(held.teacherCode, names, words),
      ].join(', '),
      isLapsed: lapsed.includes(key),
    })),
  };
}

function kindOf(was: string | undefined, is: string | undefined): LineChange['kind'] | null {
  if (was === is) return null;
  return was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
}

/** What a later edition holds otherwise, lesson by lesson. */
export function replacementChanges(before: ReplacementView, after: ReplacementView, words: Words): ChangesView {
  const heldIn = (view: ReplacementView) => {
    const shown = replacementContentView(view, words).lessons;
    return new Map(view.content.lessons.map(({ key }, at) => [key, shown[at]!]));
  };
  const [former, present] = [heldIn(before), heldIn(after)];
  const all = [...new Set([...former.keys(), ...present.keys()])].map((key) => {
    const [was, is] = [former.get(key), present.get(key)];
    return { kind: kindOf(was?.held, is?.held), was, is };
  });
  const changes = all.flatMap(({ kind, ...rest }) => (kind === null ? [] : [{ kind, ...rest }]));
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
  const counts = { added: count('added'), removed: count('removed'), changed: count('changed') };
  return changeSections(
    changes,
    { ...counts, unchanged: all.length - changes.length },
    ({ was, is }) => [
      {
        label: (is ?? was)!.lesson,
        details: (is ?? was)!.planned,
        fields: [
          {
            field: words.t('replacement_actual'),
            before: was?.held ?? words.t('nothing'),
            after: is?.held ?? words.t('nothing'),
          },
        ],
      },
    ],
    words,
  );
}
