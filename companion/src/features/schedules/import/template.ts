/**
 * The workbook a dispatcher starts from: the headings, an example row, and the values that may be used.
 */
import { deliveryModes, lessonTypes, locales, type Locale } from '@qashyq/shared-types';
import { writeWorkbook, type CellContent } from '../../../documents/write-workbook.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { ColumnId } from './columns.js';
import type { ImportReference } from './parse-lines.js';

/** The columns of the template and their widths. A date instead of weekday and weeks, and the clock instead of slots, are understood too. */
const columns: readonly (readonly [id: ColumnId, width: number])[] = [
  ['weekday', 14],
  ['slots', 10],
  ['weeks', 12],
  ['discipline', 30],
  ['lesson_type', 22],
  ['groups', 24],
  ['teacher', 30],
  ['place', 14],
  ['mode', 24],
  ['link', 30],
  ['language', 14],
  ['remark', 30],
  ['clash_reason', 30],
];

/** The template in one language, as the bytes of an .xlsx file. */
export function templateWorkbook(
  locale: Locale,
  reference: ImportReference,
  catalogue: Catalogue,
): Promise<Uint8Array> {
  const text = (key: string): string => catalogue.text(locale, key);
  const { disciplines, groups, teachers, rooms, slots, term } = reference;
  const room = rooms[0]?.code;
  const example: Partial<Record<ColumnId, CellContent>> = {
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

  const lists: readonly (readonly [heading: string, width: number, values: readonly string[]])[] = [
    [text('column_weekday'), 14, [1, 2, 3, 4, 5, 6].map((no) => text(`weekday_${no}`))],
    [text('column_slots'), 10, slots.map(({ no }) => String(no))],
    [text('column_time'), 14, slots.map(({ starts, ends }) => `${starts}-${ends}`)],
    [text('column_lesson_type'), 24, lessonTypes.map((type) => text(`lessontype_${type.toLowerCase()}`))],
    [text('column_mode'), 26, deliveryModes.map((mode) => text(`mode_${mode.toLowerCase()}`))],
    [text('column_language'), 14, locales.map((language) => text(`language_${language}`))],
    [text('column_groups'), 16, groups.map(({ code }) => code)],
    [text('column_place'), 14, rooms.map(({ code }) => code)],
    [text('column_teacher'), 14, teachers.map(({ code }) => code)],
    [text('template_name'), 36, teachers.map(({ name }) => name[locale])],
    [text('column_discipline'), 14, disciplines.map(({ code }) => code)],
    [text('template_name'), 44, disciplines.map(({ name }) => name[locale])],
  ];
  const length = Math.max(...lists.map(([, , values]) => values.length));
  return writeWorkbook([
    {
      name: text('template_sheet_lines'),
      columns: columns.map(([id, width]) => ({ heading: text(`column_${id}`), width })),
      rows: [columns.map(([id]) => example[id] ?? null)],
    },
    {
      name: text('template_sheet_values'),
      columns: lists.map(([heading, width]) => ({ heading, width })),
      rows: Array.from({ length }, (_, index) => lists.map(([, , values]) => values[index] ?? null)),
    },
  ]);
}
