/** Lines of a schedule in words: what the cards, the lists, the remarks and the changes say about a line. */
import type { Clash, Names, NewScheduleLine, ScheduleLine, ScheduleLineField, TimeSlot } from '@qashyq/shared-types';
import type { Weekday } from './moments.js';
import { coded, type Words } from './words.js';

/** Ascending numbers as ranges: `[1, 2, 3, 7]` → `1–3, 7`. */
export function rangesText(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** Weeks in words; every second week is said so: `1–15, тақ апталар`. */
export function weeksText(weeks: readonly number[], words: Words): string {
  const first = weeks[0] ?? 0;
  const everySecond = weeks.length > 2 && weeks.every((week, at) => week === first + 2 * at);
  if (!everySecond) return words.count('weeks', weeks.length, { weeks: rangesText(weeks) });
  return words.t(first % 2 === 1 ? 'weeks_odd' : 'weeks_even', `${first}–${weeks.at(-1)}`);
}

export function weekdayText(weekday: number, words: Words): string {
  return words.t(`weekday_${weekday as Weekday}`);
}

function slotsText(line: Pick<NewScheduleLine, 'firstSlot' | 'lastSlot'>): string {
  return line.firstSlot === line.lastSlot ? `${line.firstSlot}` : `${line.firstSlot}–${line.lastSlot}`;
}

/** `Сейсенбі, 3–4` with the numbers of the slots. */
export function dayAndSlots(line: Pick<NewScheduleLine, 'weekday' | 'firstSlot' | 'lastSlot'>, words: Words): string {
  return words.t('day_and_slots', { day: weekdayText(line.weekday, words), slots: slotsText(line) });
}

/** `10:30–12:20`; the numbers of the slots where they are not in the table of times. */
export function timeText(line: Pick<NewScheduleLine, 'firstSlot' | 'lastSlot'>, slots: readonly TimeSlot[]): string {
  const first = slots.find((slot) => slot.no === line.firstSlot);
  const last = slots.find((slot) => slot.no === line.lastSlot);
  return first === undefined || last === undefined ? slotsText(line) : `${first.starts}–${last.ends}`;
}

export function disciplineText(code: string, names: Names, words: Words): string {
  const named = names.disciplines[code];
  return named === undefined ? code : words.name(named);
}

export function teacherText(code: string, names: Names, words: Words): string {
  const named = names.teachers[code];
  return named === undefined ? code : words.name(named);
}

export function groupsText(codes: readonly string[], names: Names): string {
  return codes.map((code) => names.groups[code] ?? code).join(', ');
}

export function roomText(code: string, names: Names): string {
  return names.rooms[code] ?? code;
}

/** The room, or how the lesson is held online. */
export function placeText(line: Pick<NewScheduleLine, 'mode' | 'roomCode'>, names: Names, words: Words): string {
  if (line.roomCode !== null) return words.t('room_no', roomText(line.roomCode, names));
  return words.t(`mode_${coded(line.mode)}`);
}

/** A line in one sentence part: `Сейсенбі, 3–4: Математика 1, АЖ-25-11`. */
export function lineLabel(line: NewScheduleLine, names: Names, words: Words): string {
  return words.t('line_label', {
    when: dayAndSlots(line, words),
    discipline: disciplineText(line.disciplineCode, names, words),
    groups: groupsText(line.groupCodes, names),
  });
}

/** One field of a line as text, for "was" and "is now". */
export function fieldText(line: NewScheduleLine, field: ScheduleLineField, names: Names, words: Words): string {
  switch (field) {
    case 'weekday':
      return weekdayText(line.weekday, words);
    case 'firstSlot':
    case 'lastSlot':
      return String(line[field]);
    case 'weeks':
      return rangesText(line.weeks);
    case 'disciplineCode':
      return disciplineText(line.disciplineCode, names, words);
    case 'lessonType':
      return words.t(`lessontype_${coded(line.lessonType)}`);
    case 'groupCodes':
      return groupsText(line.groupCodes, names);
    case 'teacherCode':
      return teacherText(line.teacherCode, names, words);
    case 'mode':
      return words.t(`mode_${coded(line.mode)}`);
    case 'roomCode':
      return line.roomCode === null ? words.t('nothing') : roomText(line.roomCode, names);
    case 'language':
      return line.language === null ? words.t('nothing') : words.t(`language_${line.language}`);
    case 'link':
    case 'remark':
    case 'clashReason':
      return line[field] ?? words.t('nothing');
  }
}

/** Who or what would be in two places: `Оқытушы Ковалева Ирина Сергеевна`. */
export function clashSubject(clash: Clash, names: Names, words: Words): string {
  const code = clash.resourceCode;
  const name =
    clash.resource === 'teacher'
      ? teacherText(code, names, words)
      : clash.resource === 'room'
        ? roomText(code, names)
        : (names.groups[code] ?? code);
  return words.t(`clash_${clash.resource}`, name);
}

/** Day, slots and weeks that both lines claim. */
export function clashTime(clash: Clash, words: Words): string {
  return words.t('clash_time', {
    day: weekdayText(clash.weekday, words),
    slots: rangesText(clash.slots),
    weeks: rangesText(clash.weeks),
  });
}

/** The clashes of one line, each seen from that line: the other line is the one that is not it. */
export function clashesOf(lineKey: string, clashes: readonly Clash[]): { clash: Clash; otherKey: string }[] {
  return clashes.flatMap((clash) => {
    if (clash.lineKey === lineKey) return [{ clash, otherKey: clash.otherLineKey }];
    if (clash.otherLineKey === lineKey) return [{ clash, otherKey: clash.lineKey }];
    return [];
  });
}

/** What a line is and where, without its time: `Математика 1, АЖ-25-11 (1-305-аудитория)`. */
export function lineBrief(line: NewScheduleLine, names: Names, words: Words): string {
  return words.t('line_brief', {
    discipline: disciplineText(line.disciplineCode, names, words),
    groups: groupsText(line.groupCodes, names),
    place: placeText(line, names, words),
  });
}

/** The other line of a clash in words: from these lines, or as the answer names it when it stands in another schedule. */
export function otherLineText(
  clash: Clash,
  otherKey: string,
  lines: ReadonlyMap<string, ScheduleLine>,
  names: Names,
  words: Words,
): string {
  const other = lines.get(otherKey);
  if (other !== undefined) return lineBrief(other, names, words);
  return words.t(
    'clash_other_schedule',
    clash.otherLine === null ? '' : foreignBrief(clash, clash.otherLine, names, words),
  );
}

/** A line of another schedule without its time; of an exam what it is. */
export function foreignBrief({ otherWhat }: Clash, line: NewScheduleLine, names: Names, words: Words): string {
  const brief = lineBrief(line, names, words);
  return otherWhat === undefined ? brief : `${words.t(`appointment_${otherWhat}`)}, ${brief}`;
}
