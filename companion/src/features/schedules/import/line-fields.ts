/**
 * The fields of a lesson line, each read from the cells that may say it. A field is null when its cells are at fault.
 */
import {
  deliveryModes,
  lessonTypes,
  locales,
  type DeliveryMode,
  type LessonType,
  type Locale,
  type TimeSlot,
} from '@qashyq/shared-types';
import { weekOfDate } from '../../../calendar/academic-weeks.js';
import { dateOf, isWebLink, slotsOf, weeksOf, type SlotSpan } from './cell-values.js';
import type { ColumnId } from './columns.js';
import type { Coded, CodedAndNamed, Directory } from './directory.js';
import type { RowReader } from './row-reader.js';
import { languageOfWord, lessonTypeOfWord, modeOfWord, roomWords, weekdayOfWord } from './vocabulary.js';

/** What the rows are understood by. */
export interface ReadingContext {
  readonly slots: readonly TimeSlot[];
  readonly term: {
    /** Teaching weeks; the last week a line may name. */
    readonly weekCount: number;
    /** Monday of week 1. */
    readonly week1On: string;
    readonly startsOn: string;
    readonly endsOn: string;
  };
  readonly academicYear: string;
  readonly disciplines: Directory<CodedAndNamed>;
  readonly groups: Directory<Coded>;
  readonly teachers: Directory<CodedAndNamed>;
  readonly rooms: Directory<Coded>;
}

/** Bounds of the contract for texts and lists of a line. */
const textLimit = 500;
const groupLimit = 30;

const weekdayChoices = [1, 2, 3, 4, 5, 6].map((no) => ({ textKey: `weekday_${no}` }));
const typeChoices = lessonTypes.map((type) => ({ textKey: `lessontype_${type.toLowerCase()}` }));
const modeChoices = deliveryModes.map((mode) => ({ textKey: `mode_${mode.toLowerCase()}` }));
const languageChoices = locales.map((locale) => ({ textKey: `language_${locale}` }));

/** On which weekday and in which weeks: from weekday and weeks, or from a date. */
export function readDay(row: RowReader, { term }: ReadingContext): { weekday: number; weeks: number[] } | null {
  // A date may stand in the column of weekdays: «Күні» heads either.
  const dated = (['date', 'weekday'] as const).find((id) => dateOf(row.cell(id).text) !== null);
  if (dated) return readDate(row, dated, term);
  if (row.cell('date').text !== '') return row.fault('date', 'date_unknown');
  if (row.has('date') && !(row.has('weekday') && row.has('weeks'))) {
    row.required('date');
    return null;
  }

  const day = row.required('weekday');
  const weekday = day === null ? null : weekdayOfWord(day);
  if (day !== null && weekday === null) row.fault('weekday', 'weekday_unknown', {}, weekdayChoices);
  if (weekday === 7) row.fault('weekday', 'weekday_no_lessons', {}, weekdayChoices);
  const text = row.required('weeks');
  const weeks = text === null ? null : row.take('weeks', weeksOf(text, term.weekCount));
  return weekday === null || weeks === null ? null : { weekday, weeks };
}

function readDate(
  row: RowReader,
  id: 'date' | 'weekday',
  term: ReadingContext['term'],
): { weekday: number; weeks: number[] } | null {
  const date = dateOf(row.cell(id).text) ?? '';
  if (date < term.startsOn || date > term.endsOn)
    return row.fault(id, 'date_outside_term', { first: term.startsOn, last: term.endsOn }, [
      `${term.startsOn} – ${term.endsOn}`,
    ]);
  const { week, weekday } = weekOfDate(term.week1On, date);
  if (weekday === 7) return row.fault(id, 'weekday_no_lessons', {}, weekdayChoices);

  const day = row.optional('weekday');
  if (id === 'date' && day && weekdayOfWord(day) !== weekday)
    return row.fault('weekday', 'date_other_weekday', { date }, [{ textKey: `weekday_${weekday}` }]);
  const weeks = row.optional('weeks');
  if (weeks) {
    const named = weeksOf(weeks, term.weekCount);
    if (!('value' in named) || named.value.join() !== String(week))
      return row.fault('weeks', 'date_other_weeks', { date }, [String(week)]);
  }
  return { weekday, weeks: [week] };
}

/** Slots by number or by the clock; where the file says both, they must agree. */
export function readSlots(row: RowReader, { slots }: ReadingContext): SlotSpan | null {
  const hasTime = row.cell('time').text !== '';
  const bySlot = row.cell('slots').text === '' && hasTime ? null : readSpan(row, 'slots', slots);
  const byTime = hasTime || !row.has('slots') ? readSpan(row, 'time', slots) : null;
  if (bySlot && byTime && (bySlot.firstSlot !== byTime.firstSlot || bySlot.lastSlot !== byTime.lastSlot))
    return row.fault('time', 'slots_other_time', {}, [
      slots
        .filter(({ no }) => no === bySlot.firstSlot || no === bySlot.lastSlot)
        .map(({ starts, ends }) => `${starts}-${ends}`)
        .join(', '),
    ]);
  return bySlot ?? byTime;
}

function readSpan(row: RowReader, id: 'slots' | 'time', slots: readonly TimeSlot[]): SlotSpan | null {
  const text = row.required(id);
  return text === null ? null : row.take(id, slotsOf(text, slots));
}

/** Discipline by code or name. */
export function readDiscipline(row: RowReader, { disciplines }: ReadingContext): string | null {
  const text = row.required('discipline');
  const codes = { unknown: 'discipline_unknown', ambiguous: 'discipline_ambiguous' } as const;
  return text === null ? null : (row.one('discipline', text, disciplines(text), codes)?.code ?? null);
}

export function readLessonType(row: RowReader): LessonType | null {
  const text = row.required('lesson_type');
  if (text === null) return null;
  return lessonTypeOfWord(text) ?? row.fault('lesson_type', 'lesson_type_unknown', {}, typeChoices);
}

/** Teacher by staff number or name. */
export function readTeacher(
  row: RowReader,
  { teachers }: ReadingContext,
  id: Extract<ColumnId, 'teacher' | 'examiner' | 'chair' | 'secretary'> = 'teacher',
): string | null {
  const text = row.required(id);
  return text === null ? null : (row.one(id, text, teachers(text), teacherCodes)?.code ?? null);
}
export const teacherCodes = { unknown: 'teacher_unknown', ambiguous: 'teacher_ambiguous' } as const;
export const roomCodes = { unknown: 'room_unknown', ambiguous: 'room_ambiguous' } as const;

const groupSeparators = /\s*[,;+/&\n]\s*|\s+(?:және|мен|и|and)\s+/iu;

/** Groups, several in one cell for a joint lesson; each once, as the file orders them. */
export function readGroups(row: RowReader, { groups }: ReadingContext): string[] | null {
  const text = row.required('groups');
  if (text === null) return null;
  const codes = { unknown: 'group_unknown', ambiguous: 'group_ambiguous' } as const;
  const isKnown = (part: string): boolean => groups(part).entries.length > 0;
  const parts = text.split(groupSeparators).filter((part) => part !== '');
  const byBlanks = parts.flatMap((part) => (isKnown(part) ? [part] : part.split(/\s+/)));
  // A code may hold a slash or a blank itself, so the whole cell comes first.
  const written = isKnown(text) ? [text] : byBlanks.every(isKnown) ? byBlanks : parts;
  if (written.length > groupLimit) return row.fault('groups', 'too_many_groups', { limit: groupLimit });
  const found = written.map((part) => row.one('groups', part, groups(part), codes)?.code);
  const known = found.filter((code) => code !== undefined);
  return known.length === found.length && known.length > 0 ? [...new Set(known)] : null;
}

export interface Where {
  readonly mode: DeliveryMode;
  readonly roomCode: string | null;
  readonly link: string | null;
}

/** Where and how: the place is a room or «online» (or the meeting link), the mode may say it too, and they must agree. */
export function readWhere(row: RowReader, { rooms }: ReadingContext): Where | null {
  const place = row.optional('place');
  const modeText = row.optional('mode');
  const link = readLink(row);
  if (place === null || modeText === null || link === undefined) return null;
  const stated = modeText === '' ? null : modeOfWord(modeText);
  if (modeText !== '' && stated === null) return row.fault('mode', 'mode_unknown', {}, modeChoices);

  const placeLink = isWebLink(place) ? place : null;
  const placeMode = placeLink ? 'onlineSync' : (modeOfWord(place) ?? modeOfWord(place.replace(/\(.*\)/s, '')));
  if (placeMode !== null) {
    if (stated !== null && (stated === 'campus') !== (placeMode === 'campus'))
      return row.fault('place', 'place_contradicts_mode', {}, [{ textKey: `mode_${stated.toLowerCase()}` }]);
    const mode = stated ?? placeMode;
    if (mode === 'campus') return row.fault('place', 'campus_needs_room');
    return { mode, roomCode: null, link: link ?? placeLink };
  }
  if (place === '') {
    const mode = stated ?? (link === null ? null : 'onlineSync');
    if (mode === 'campus') return row.fault(row.has('place') ? 'place' : 'mode', 'campus_needs_room');
    if (mode !== null) return { mode, roomCode: null, link };
    if (row.has('place') || row.has('mode')) row.fault(row.has('place') ? 'place' : 'mode', 'place_missing');
    return null;
  }
  if (stated !== null && stated !== 'campus') return row.fault('place', 'online_needs_no_room');
  const roomCode = readRoom(row, 'place', place, rooms);
  return roomCode === null ? null : { mode: 'campus', roomCode, link };
}

/** A room by its code, with or without «ауд.» before it. */
export function readRoom(
  row: RowReader,
  id: Extract<ColumnId, 'place' | 'room'>,
  text: string,
  rooms: ReadingContext['rooms'],
): string | null {
  const bare = text.replace(roomWords, '');
  return row.one(id, bare, rooms(text).entries.length > 0 ? rooms(text) : rooms(bare), roomCodes)?.code ?? null;
}

/** Null when there is none, undefined when the cell is at fault. The address behind a hyperlink counts, not its text. */
export function readLink(
  row: RowReader,
  id: Extract<ColumnId, 'link' | 'consultation_link'> = 'link',
): string | null | undefined {
  const text = row.optional(id, textLimit);
  if (text === null) return undefined;
  const link = row.cell(id).link ?? text;
  if (link === '') return null;
  if (isWebLink(link) && link.length <= textLimit) return link;
  row.fault(id, 'link_not_web', {}, ['https://…']);
  return undefined;
}

/** Null when none is given; undefined when the word is not known. */
export function readLanguage(row: RowReader): Locale | null | undefined {
  const text = row.optional('language');
  if (text === null) return undefined;
  const language = text === '' ? null : languageOfWord(text);
  if (text !== '' && language === null) {
    row.fault('language', 'language_unknown', {}, languageChoices);
    return undefined;
  }
  return language;
}

/** Free words; null when there are none, undefined when the cell is at fault. */
export function readWords(row: RowReader, id: Extract<ColumnId, 'remark' | 'clash_reason'>): string | null | undefined {
  const text = row.optional(id, textLimit);
  return text === null ? undefined : text || null;
}
