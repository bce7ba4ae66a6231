/**
 * A timetable file of AIS Platonus (JSON) as a table that the rules of every import read: one row for each lesson, its columns named by the
 * fields of the file, so that each fault tells its entry and field.
 */
import type { ScheduleHeader } from '@qashyq/shared-types';
import { visibleText, tableLimits, TableFileError, type Table } from '../../../documents/table.js';
import type { ColumnId, FoundColumn, Layout } from './columns.js';
import type { Coded, Directory } from './directory.js';
import type { Finding } from './faults.js';
import { lessonsOf, type PlatonusEntry, type PlatonusLesson } from './platonus-entries.js';

/** Our columns and the fields of an entry that say them. */
const columns: readonly (readonly [id: ColumnId, field: string])[] = [
  ['weekday', 'day'],
  ['slots', 'number'],
  ['time', 'lessonHours'],
  ['weeks', 'selectedWeek'],
  ['discipline', 'subjectName'],
  ['lesson_type', 'groupTypeFullName'],
  ['groups', 'studyGroupName'],
  ['teacher', 'tutorName'],
  ['place', 'auditory'],
];

/** By which spelling a room or a group of the file is known here. */
export interface PlatonusReference {
  readonly groups: Directory<Coded>;
  readonly rooms: Directory<Coded>;
  readonly header: ScheduleHeader;
}

export interface PlatonusTable {
  readonly table: Table;
  readonly layout: Layout;
}

type Members = Readonly<Record<string, unknown>>;

/** A timetable of Platonus, or several in a list: of several groups, teachers or weeks. */
export function isPlatonusTimetable(value: unknown): boolean {
  const files = Array.isArray(value) ? (value as unknown[]) : [value];
  return files.length > 0 && files.every((file) => isObject(file) && isObject(file['timetable']));
}

/** @throws TableFileError `file_not_a_timetable`, `file_too_many_rows` */
export function platonusTable(value: unknown, reference: PlatonusReference): PlatonusTable {
  if (!isPlatonusTimetable(value)) throw new TableFileError('file_not_a_timetable');
  const faults: Finding[] = [];
  const files = Array.isArray(value) ? (value as Members[]) : [value as Members];
  const entries = files.flatMap((file, index) =>
    entriesOf(file, Array.isArray(value) ? `[${index}].` : '', reference, faults),
  );
  const lessons = lessonsOf(entries);
  const rows = lessons.map((lesson, index) => ({
    row: index + 1,
    place: lesson.path,
    cells: cellsOf(lesson).map((text) => ({ text })),
  }));
  return {
    table: { sheetName: null, rows },
    layout: {
      headingRow: 0,
      headings: columns.map(([, field]) => field),
      columns: new Map(columns.map(([id, title], index): [ColumnId, FoundColumn] => [id, { index, title }])),
      faults,
      notes: [],
    },
  };
}

function cellsOf(lesson: PlatonusLesson): string[] {
  const { starts, ends, firstHour, lastHour } = lesson;
  const isTimed = starts !== null && ends !== null;
  return [
    lesson.weekday,
    isTimed ? '' : firstHour === lastHour ? String(firstHour) : `${firstHour}-${lastHour}`,
    isTimed ? `${starts}-${ends}` : '',
    lesson.weeks.includes('all') ? 'all' : lesson.weeks.join(', '),
    lesson.subject,
    lesson.lessonType,
    lesson.groups.join(', '),
    lesson.teacher,
    lesson.place,
  ].map((text) => text.slice(0, tableLimits.cellCharacters));
}

function entriesOf(file: Members, prefix: string, reference: PlatonusReference, faults: Finding[]): PlatonusEntry[] {
  const fault = (path: string, code: 'json_shape' | 'json_other_term', found: string, expected: string): void => {
    faults.push({ row: 0, column: `${prefix}${path}`, code, found, params: {}, expected: [expected] });
  };
  const { academicYear, term } = reference.header;
  const year = academicYear.slice(0, 4);
  if (textOf(file['selectedStudyYear']) !== '' && textOf(file['selectedStudyYear']) !== year)
    fault('selectedStudyYear', 'json_other_term', textOf(file['selectedStudyYear']), year);
  if (textOf(file['selectedTerm']) !== '' && textOf(file['selectedTerm']) !== String(term))
    fault('selectedTerm', 'json_other_term', textOf(file['selectedTerm']), String(term));

  /** The members of an object in the order of their names, or of a list; anything else is a fault. */
  const membersOf = (value: unknown, path: string): [name: string, value: unknown, path: string][] => {
    if (Array.isArray(value)) return (value as unknown[]).map((one, at) => [String(at), one, `${path}[${at}]`]);
    if (isObject(value)) return Object.entries(value).map(([name, one]) => [name, one, `${path}.${name}`]);
    if (value !== undefined && value !== null) fault(path, 'json_shape', textOf(value), '{…}');
    return [];
  };
  const hours = hoursOf(file['lessonHours']);
  const weeks = weeksOf(file);
  const entries: PlatonusEntry[] = [];
  const timetable = file['timetable'] as Members;
  for (const [weekday, day, dayPath] of membersOf(timetable['days'], 'timetable.days'))
    for (const [slot, hour, hourPath] of membersOf(isObject(day) ? day['lessons'] : day, `${dayPath}.lessons`))
      for (const [, lesson, path] of membersOf(isObject(hour) ? hour['lessons'] : hour, `${hourPath}.lessons`)) {
        if (!isObject(lesson)) {
          fault(path, 'json_shape', textOf(lesson), '{…}');
          continue;
        }
        if (entries.length >= tableLimits.rows)
          throw new TableFileError('file_too_many_rows', { limit: tableLimits.rows });
        const number = Number(textOf(lesson['number']) || slot);
        const span = hours.get(number);
        entries.push({
          path: `${prefix}${path}`,
          weekday,
          hour: Number.isInteger(number) ? number : 0,
          starts: span?.starts ?? null,
          ends: span?.ends ?? null,
          weeks,
          subject: textOf(lesson['subjectName']),
          lessonType: typeOf(lesson),
          group: knownOf(
            reference.groups,
            ['studyGroupName', 'studygroupShortName'].map((name) => textOf(lesson[name])),
          ),
          teacher: textOf(lesson['tutorName']) || textOf(lesson['tutorShortName']),
          place: placeOf(lesson, reference.rooms),
        });
      }
  return entries;
}

/** `8:00`, `08:00:00` → `08:00`, by the number of the hour. */
function hoursOf(value: unknown): ReadonlyMap<number, { starts: string; ends: string }> {
  const listed = Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];
  const clock = (time: unknown): string => /^(\d{1,2}):(\d{2})/.exec(textOf(time))?.[0].padStart(5, '0') ?? '';
  return new Map(
    listed
      .map((hour) => [Number(hour['number']), { starts: clock(hour['start']), ends: clock(hour['finish']) }] as const)
      .filter(([, { starts, ends }]) => starts !== '' && ends !== ''),
  );
}

function weeksOf(file: Members): string {
  const listed = Array.isArray(file['weekList']) ? file['weekList'].length : 0;
  const week = textOf(file['selectedWeek']);
  if (listed < 2 || week === '' || week === '0') return 'all';
  if (listed > 2) return week;
  return week === '1' ? 'odd' : week === '2' ? 'even' : week;
}

/** Short marks of lesson types that mean nothing outside of Platonus. */
const shortTypes: Readonly<Record<string, string>> = {
  L: 'lecture',
  P: 'practical',
  S: 'seminar',
  LB: 'laboratory',
  SRW: 'siwt',
};

function typeOf(lesson: Members): string {
  const short = textOf(lesson['groupTypeShortName']);
  return textOf(lesson['groupTypeFullName']) || (shortTypes[short.toUpperCase()] ?? short);
}

/** Online, or the room in the spelling that is known here: by itself or after its building. */
function placeOf(lesson: Members, rooms: Directory<Coded>): string {
  const online = lesson['onlineClass'];
  if (online === true || textOf(online) === '1' || textOf(online).toLowerCase() === 'true') return 'online';
  const [room, building] = [textOf(lesson['auditory']), textOf(lesson['building'])];
  return knownOf(rooms, building === '' || room === '' ? [room] : [room, `${building}-${room}`, `${building} ${room}`]);
}

/** The first spelling that is known; where none is, the first one written, to be named in the fault. */
function knownOf(directory: Directory<Coded>, spellings: readonly string[]): string {
  const written = spellings.filter((text) => text !== '');
  return written.find((text) => directory(text).entries.length > 0) ?? written[0] ?? '';
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? visibleText(value.slice(0, tableLimits.cellCharacters)) : '';
}
