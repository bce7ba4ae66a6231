/**
 * What a replacement must be: lessons that exist and are still to come, as long as planned, on days that are taught, and only what its kind
 * changes. Pure.
 */
import {
  pairedKinds,
  type CheckReplacement,
  type ReplacedLesson,
  type ReplacementKind,
  type ReplacementMistake,
  type ScheduleLine,
  type WishedLesson,
} from '@qashyq/shared-types';
import { dateInWeek, weekOfDate } from '../../../calendar/academic-weeks.js';

export type PlannedLine = ScheduleLine & { readonly caseId: number };

export function withoutSchedule({ caseId: _caseId, ...line }: PlannedLine): ScheduleLine {
  return line;
}

export interface ReplacementReference {
  /** Lines of the editions in force of the term, each with its schedule. */
  readonly lines: ReadonlyMap<string, PlannedLine>;
  readonly week1On: string;
  readonly isTeachingDay: (date: string) => boolean;
  readonly slotNos: ReadonlySet<number>;
  readonly teachers: ReadonlySet<string>;
  readonly rooms: ReadonlySet<string>;
  readonly today: string;
  /** Lessons that another replacement in force has taken, as `lessonName` names them. */
  readonly taken: ReadonlySet<string>;
  /** Dates on which lessons are held under this very replacement while a new edition of it is prepared. */
  readonly standing: ReadonlyMap<string, string>;
}

export const isPaired = (kind: ReplacementKind): boolean => (pairedKinds as readonly string[]).includes(kind);

export const lessonName = ({ lineKey, week }: Pick<WishedLesson, 'lineKey' | 'week'>): string => `${week} ${lineKey}`;

/** The lessons with what is planned for them; those that are not in the edition in force are left out. */
export function plannedLessons(
  wished: readonly WishedLesson[],
  { lines, week1On }: Pick<ReplacementReference, 'lines' | 'week1On'>,
  keyOf: (lesson: WishedLesson) => string,
): ReplacedLesson[] {
  return wished.flatMap((lesson) => {
    const line = lines.get(lesson.lineKey);
    if (line?.weeks.includes(lesson.week) !== true) return [];
    const on = dateInWeek(week1On, lesson.week, line.weekday);
    return [{ ...lesson, key: keyOf(lesson), scheduleCaseId: line.caseId, on, line: withoutSchedule(line) }];
  });
}

/** Lessons of a line that can still be replaced. */
export function comingLessons(
  { key: lineKey, weeks, weekday }: ScheduleLine,
  { week1On, today, isTeachingDay, taken }: ReplacementReference,
): { lineKey: string; week: number; on: string }[] {
  return weeks
    .map((week) => ({ lineKey, week, on: dateInWeek(week1On, week, weekday) }))
    .filter((lesson) => lesson.on >= today && isTeachingDay(lesson.on) && !taken.has(lessonName(lesson)));
}

/** Every mistake once, the gravest first. */
export function replacementMistakes(
  { kind, lessons: wished }: Pick<CheckReplacement, 'kind' | 'lessons'>,
  reference: ReplacementReference,
): ReplacementMistake[] {
  const { today, isTeachingDay, slotNos, teachers, rooms, taken, standing, week1On } = reference;
  const lessons = plannedLessons(wished, reference, ({ lineKey }) => lineKey);
  const found = new Set<ReplacementMistake>();
  const must = (isRight: boolean, code: ReplacementMistake): void => void (isRight || found.add(code));
  must(lessons.length === wished.length, 'unknown');
  must(new Set(wished.map(lessonName)).size === wished.length, 'twice');
  for (const lesson of lessons) {
    const isCampus = lesson.mode === 'campus';
    must((standing.get(lessonName(lesson)) ?? lesson.on) >= today && lesson.toOn >= today, 'over');
    must(!taken.has(lessonName(lesson)), 'taken');
    must(
      isTeachingDay(lesson.on) && isTeachingDay(lesson.toOn) && weekOfDate(week1On, lesson.toOn).weekday <= 6,
      'dayoff',
    );
    must(lesson.firstSlot <= lesson.lastSlot && slotNos.has(lesson.firstSlot) && slotNos.has(lesson.lastSlot), 'slots');
    must(slotCount(lesson) === slotCount(lesson.line), 'length');
    must(teachers.has(lesson.teacherCode), 'teacher');
    must(isCampus ? lesson.roomCode !== null && rooms.has(lesson.roomCode) : lesson.roomCode === null, 'room');
  }
  must(lessons.length === 0 || fitsKind[kind](lessons), kind);
  return [...found];
}

type Held = Pick<ScheduleLine, 'firstSlot' | 'lastSlot' | 'mode' | 'roomCode'>;

export const slotCount = ({ firstSlot, lastSlot }: Held): number => lastSlot - firstSlot;
const timeOf = (on: string, { firstSlot, lastSlot }: Held): string => `${on} ${firstSlot}-${lastSlot}`;
const isSamePlace = (one: Held, other: Held): boolean => one.mode === other.mode && one.roomCode === other.roomCode;

const keepsTeacher = ({ teacherCode, line }: ReplacedLesson): boolean => teacherCode === line.teacherCode;
const keepsPlace = (lesson: ReplacedLesson): boolean => isSamePlace(lesson, lesson.line);
const keepsTime = (lesson: ReplacedLesson): boolean => timeOf(lesson.toOn, lesson) === timeOf(lesson.on, lesson.line);

/** Stands where the other was planned. */
const takesTimeOf = (lesson: ReplacedLesson, other: ReplacedLesson): boolean =>
  timeOf(lesson.toOn, lesson) === timeOf(other.on, other.line);

/** Each kind changes what its name says, and changes it. */
const fitsKind: Record<ReplacementKind, (lessons: readonly ReplacedLesson[]) => boolean> = {
  substitution: (lessons) =>
    lessons.every((lesson) => !keepsTeacher(lesson) && keepsTime(lesson) && keepsPlace(lesson)),
  move: (lessons) => lessons.every((lesson) => keepsTeacher(lesson) && !(keepsTime(lesson) && keepsPlace(lesson))),
  exchange: (lessons) => {
    const [one, other] = lessons;
    if (one === undefined || other === undefined || lessons.length > 2) return false;
    const changesTeachers = one.teacherCode === other.line.teacherCode && other.teacherCode === one.line.teacherCode;
    return changesTeachers && lessons.every((each) => !keepsTeacher(each) && keepsTime(each) && keepsPlace(each));
  },
  swap: (lessons) => {
    const [one, other] = lessons;
    if (one === undefined || other === undefined || lessons.length > 2) return false;
    const changesTimes = takesTimeOf(one, other) && takesTimeOf(other, one);
    const keepsRooms = keepsPlace(one) && keepsPlace(other);
    const changesRooms = isSamePlace(one, other.line) && isSamePlace(other, one.line);
    const isChange = !keepsTime(one) || !keepsRooms;
    return lessons.every(keepsTeacher) && changesTimes && (keepsRooms || changesRooms) && isChange;
  },
};

/** Two lessons in each other's place; with `rooms` also in each other's room. */
export function swapped(
  one: { on: string; week: number; line: ScheduleLine },
  other: { on: string; week: number; line: ScheduleLine },
  rooms: boolean,
): [WishedLesson, WishedLesson] {
  const at = (mine: typeof one, theirs: typeof one): WishedLesson => ({
    lineKey: mine.line.key,
    week: mine.week,
    toOn: theirs.on,
    firstSlot: theirs.line.firstSlot,
    lastSlot: theirs.line.lastSlot,
    mode: (rooms ? theirs : mine).line.mode,
    roomCode: (rooms ? theirs : mine).line.roomCode,
    teacherCode: mine.line.teacherCode,
  });
  return [at(one, other), at(other, one)];
}
