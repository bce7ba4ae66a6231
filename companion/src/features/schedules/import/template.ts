/**
 * The workbook from which a schedule of a kind is filled: the headings, an example row, and the values that may be used.
 */
import {
  attestationTypes,
  deliveryModes,
  examForms,
  lessonTypes,
  locales,
  type Locale,
  type ScheduleKind,
} from '@qashyq/shared-types';
import { dateText } from '../../../calendar/plain-dates.js';
import { writeWorkbook, type CellContent } from '../../../documents/write-workbook.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { ColumnId } from './columns.js';
import { datedForms } from './dated-forms.js';
import type { ImportReference } from './parse-lines.js';

/** Widths of columns; others are middling. */
const widths: Partial<Record<ColumnId, number>> = {
  weekday: 14,
  slots: 10,
  weeks: 12,
  discipline: 30,
  lesson_type: 22,
  groups: 24,
  teacher: 30,
  place: 14,
  mode: 24,
  link: 30,
  language: 14,
  remark: 30,
  clash_reason: 30,
  examiner: 30,
  proctor: 30,
  chair: 30,
  secretary: 30,
  members: 44,
  attestation: 26,
  learners_order: 26,
  consultation_link: 30,
};
const middling = 18;

/** The columns of the template. A date instead of weekday and weeks, and the clock instead of slots, are understood of lessons too. */
function columnsOf(kind: ScheduleKind): readonly ColumnId[] {
  if (kind !== 'lessonSchedule') return datedForms[kind].columns.ids;
  return [
    'weekday',
    'slots',
    'weeks',
    'discipline',
    'lesson_type',
    'groups',
    'teacher',
    'place',
    'mode',
    'link',
    'language',
    'remark',
    'clash_reason',
  ];
}

type ValueList = readonly [heading: string, width: number, values: readonly string[]];

/** The template in one language, as the bytes of an .xlsx file. */
export function templateWorkbook(
  locale: Locale,
  reference: ImportReference,
  catalogue: Catalogue,
  kind: ScheduleKind = 'lessonSchedule',
): Promise<Uint8Array> {
  const text = (key: string): string => catalogue.text(locale, key);
  const ids = columnsOf(kind);
  const example = kind === 'lessonSchedule' ? lessonExample(reference, locale, text) : datedExample(reference, text);
  const lists = listsFor(ids, reference, locale, text);
  const length = Math.max(...lists.map(([, , values]) => values.length));
  return writeWorkbook([
    {
      name: text('template_sheet_lines'),
      columns: ids.map((id) => ({ heading: text(`column_${id}`), width: widths[id] ?? middling })),
      rows: [ids.map((id) => example[id] ?? null)],
    },
    {
      name: text('template_sheet_values'),
      columns: lists.map(([heading, width]) => ({ heading, width })),
      rows: Array.from({ length }, (_, index) => lists.map(([, , values]) => values[index] ?? null)),
    },
  ]);
}

type Example = Partial<Record<ColumnId, CellContent>>;

function lessonExample(
  { disciplines, groups, teachers, rooms, slots, term }: ImportReference,
  locale: Locale,
  text: (key: string) => string,
): Example {
  const room = rooms[0]?.code;
  return {
    weekday: text('weekday_2'),
    slots: slots.length > 1 ? '1-2' : '1',
    weeks: `1-${term.weekCount}`,
    discipline: disciplines[0]?.code ?? '',
    lesson_type: text('lessontype_lecture'),
    groups: groups
      .slice(0, 2)
      .map(({ code }) => code)
      .join(', '),
    teacher: teachers[0]?.code ?? '',
    place: room ?? '',
    mode: text(room === undefined ? 'mode_onlinesync' : 'mode_campus'),
    language: text(`language_${locale}`),
    remark: text('template_example_remark'),
  };
}

function datedExample(
  { disciplines, groups, teachers, rooms, term }: ImportReference,
  text: (key: string) => string,
): Example {
  const [first, second, third] = teachers.map(({ code }) => code);
  return {
    attestation: text('attestation_complexexam'),
    discipline: disciplines[0]?.code ?? '',
    groups: groups[0]?.code ?? '',
    exam_form: text('examform_test'),
    platform: 'Platonus',
    held_date: dateText(term.endsOn),
    held_time: '10:00',
    duration: '120',
    room: rooms[0]?.code ?? '',
    examiner: first ?? '',
    proctor: second ?? '',
    chair: first ?? '',
    secretary: second ?? '',
    members: third ?? first ?? '',
    recording: text('recording_yes'),
    remark: text('template_example_remark'),
  };
}

/** Where a column takes one of few values, they stand on the second sheet. */
function listsFor(
  ids: readonly ColumnId[],
  { disciplines, groups, teachers, rooms, slots }: ImportReference,
  locale: Locale,
  text: (key: string) => string,
): ValueList[] {
  const staffColumn = (['teacher', 'examiner', 'chair'] as const).find((id) => ids.includes(id)) ?? 'teacher';
  const roomColumn = ids.includes('room') ? 'room' : 'place';
  const lists: readonly (readonly [of: ColumnId, ...ValueList])[] = [
    ['weekday', text('column_weekday'), 14, [1, 2, 3, 4, 5, 6].map((no) => text(`weekday_${no}`))],
    ['slots', text('column_slots'), 10, slots.map(({ no }) => String(no))],
    ['slots', text('column_time'), 14, slots.map(({ starts, ends }) => `${starts}-${ends}`)],
    [
      'lesson_type',
      text('column_lesson_type'),
      24,
      lessonTypes.map((type) => text(`lessontype_${type.toLowerCase()}`)),
    ],
    ['mode', text('column_mode'), 26, deliveryModes.map((mode) => text(`mode_${mode.toLowerCase()}`))],
    ['language', text('column_language'), 14, locales.map((language) => text(`language_${language}`))],
    [
      'attestation',
      text('column_attestation'),
      26,
      attestationTypes.map((type) => text(`attestation_${type.toLowerCase()}`)),
    ],
    ['exam_form', text('column_exam_form'), 22, examForms.map((form) => text(`examform_${form}`))],
    ['recording', text('column_recording'), 14, [text('recording_yes'), text('recording_no')]],
    ['groups', text('column_groups'), 16, groups.map(({ code }) => code)],
    [roomColumn, text(`column_${roomColumn}`), 14, rooms.map(({ code }) => code)],
    [staffColumn, text(`column_${staffColumn}`), 14, teachers.map(({ code }) => code)],
    [staffColumn, text('template_name'), 36, teachers.map(({ name }) => name[locale])],
    ['discipline', text('column_discipline'), 14, disciplines.map(({ code }) => code)],
    ['discipline', text('template_name'), 44, disciplines.map(({ name }) => name[locale])],
  ];
  return lists.filter(([of]) => ids.includes(of)).map(([, ...list]) => list);
}
