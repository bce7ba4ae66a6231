/** What a line changed on the screen must be: the same that a file must say, field by field. Pure. */
import type { LineEdit, ScheduleLineField } from '@qashyq/shared-types';

export interface EditReference {
  readonly slotNos: readonly number[];
  /** Weeks of the term. */
  readonly weekCount: number;
  readonly knowsTeacher: boolean;
  readonly knowsRoom: boolean;
}

export type MistakeCode = 'sunday' | 'slots' | 'weeks' | 'teacher' | 'room' | 'room_missing' | 'room_online';

export interface LineMistake {
  field: ScheduleLineField;
  /** The text is `line_mistake_<code>`. */
  code: MistakeCode;
}

/** Every mistake at once. */
export function mistakesOf(edit: LineEdit, reference: EditReference): LineMistake[] {
  const { slotNos, weekCount, knowsTeacher, knowsRoom } = reference;
  const inOrder = edit.weeks.every((week, at) => at === 0 || week > edit.weeks[at - 1]!);
  const isCampus = edit.mode === 'campus';
  const mistake = (isOne: boolean, field: ScheduleLineField, code: MistakeCode): LineMistake[] =>
    isOne ? [{ field, code }] : [];
  return [
    ...mistake(edit.weekday > 6, 'weekday', 'sunday'),
    ...mistake(
      edit.firstSlot > edit.lastSlot || ![edit.firstSlot, edit.lastSlot].every((no) => slotNos.includes(no)),
      'firstSlot',
      'slots',
    ),
    ...mistake(!inOrder || edit.weeks.at(-1)! > weekCount, 'weeks', 'weeks'),
    ...mistake(!knowsTeacher, 'teacherCode', 'teacher'),
    ...mistake(!knowsRoom, 'roomCode', 'room'),
    ...mistake(isCampus && edit.roomCode === null, 'roomCode', 'room_missing'),
    ...mistake(!isCampus && edit.roomCode !== null, 'roomCode', 'room_online'),
  ];
}
