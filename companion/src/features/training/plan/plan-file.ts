/** Plans as spreadsheets: the template one starts from, and lines read from a file, each row understood or its faults named. */
import { randomUUID } from 'node:crypto';
import {
  locales,
  planResults,
  trainingCategories,
  trainingForms,
  mostPlanLines,
  positions,
  type Locale,
  type PlanFileAnswer,
  type PlanLine,
  type Position,
} from '@qashyq/shared-types';
import { isPlainDate } from '../../../calendar/plain-dates.js';
import { columnLetters, TableFileError, type Table, type TableRow } from '../../../documents/table.js';
import { readTableFile } from '../../../documents/table-file.js';
import { writeWorkbook } from '../../../documents/write-workbook.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { findPositions, findUnits, type FileUnit, type Found } from './plan-file-audience.js';

/** Columns in the order of the template with their widths; headings are the texts `plancolumn_<id>`. */
const columns = [
  ['titlekk', 34],
  ['titleru', 34],
  ['titleen', 34],
  ['purpose', 40],
  ['category', 22],
  ['hours', 10],
  ['form', 16],
  ['startson', 14],
  ['endson', 14],
  ['seats', 10],
  ['trainers', 28],
  ['place', 24],
  ['cost', 14],
  ['leave', 14],
  ['units', 30],
  ['positions', 26],
  ['result', 18],
] as const;
type ColumnId = (typeof columns)[number][0];
/** As many as the form takes. */
const mostUnits = 50;

const wordGroups = {
  category: trainingCategories.map((code) => [code, `trainingcategory_${code.toLowerCase()}`] as const),
  form: trainingForms.map((code) => [code, `trainingform_${code}`] as const),
  result: planResults.map((code) => [code, `planresult_${code}`] as const),
  leave: [
    [true, 'yes'],
    [false, 'no'],
  ] as const,
};

const positionKey = (position: Position) => `position_${position.toLowerCase()}`;

/** @param units those that a line can be for; they stand on the sheet of values */
export async function planTemplate(catalogue: Catalogue, units: readonly FileUnit[], locale: Locale) {
  const t = (key: string) => catalogue.text(locale, key);
  const lists = [
    ...Object.entries(wordGroups).map(([id, words]) => ({
      heading: t(`plancolumn_${id}`),
      values: words.map(([, key]) => t(key)),
    })),
    { heading: t('plancolumn_units'), values: units.map(({ code }) => code) },
    { heading: t('plancolumn_unitname'), values: units.map(({ name }) => name[locale]) },
    { heading: t('plancolumn_positions'), values: positions.map((position) => t(positionKey(position))) },
  ];
  const longest = Math.max(...lists.map(({ values }) => values.length));
  const content = await writeWorkbook([
    {
      name: t('trainingplan_sheet'),
      columns: columns.map(([id, width]) => ({ heading: t(`plancolumn_${id}`), width })),
      rows: [],
    },
    {
      name: t('template_sheet_values'),
      columns: lists.map(({ heading }) => ({ heading, width: 30 })),
      rows: Array.from({ length: longest }, (_, row) => lists.map(({ values }) => values[row] ?? null)),
    },
  ]);
  return { fileName: t('trainingplan_template_file'), content: Buffer.from(content) };
}

/**
 * The lines of a file; a row with faults is left out and named.
 */
export async function readPlanFile(
  { catalogue, units }: { catalogue: Catalogue; units: readonly FileUnit[] },
  reader: CurrentPerson,
  bytes: Buffer,
): Promise<PlanFileAnswer> {
  try {
    return readPlanTable(await readTableFile(bytes), catalogue, units, reader.locale);
  } catch (cause) {
    if (!(cause instanceof TableFileError)) throw cause;
    const message = catalogue.text(reader.locale, `fault_${cause.code}`, cause.params);
    return { lines: [], faults: [{ row: 0, column: '', found: '', message }] };
  }
}

/** Case, spaces and punctuation of headings and words do not matter; ё is е. */
const loose = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]/gu, '');

type Fault = PlanFileAnswer['faults'][number];

function readPlanTable(table: Table, catalogue: Catalogue, units: readonly FileUnit[], locale: Locale): PlanFileAnswer {
  const t = (key: string, params?: string | number) => catalogue.text(locale, key, params);
  const inAnyLanguage = (key: string) => locales.map((one) => loose(catalogue.text(one, key)));
  const idOf = new Map(columns.flatMap(([id]) => inAnyLanguage(`plancolumn_${id}`).map((name) => [name, id] as const)));
  const known = (row: TableRow) => row.cells.filter(({ text }) => idOf.has(loose(text))).length;
  const headings = table.rows.slice(0, 15).find((row) => known(row) >= 3);
  if (headings === undefined)
    return { lines: [], faults: [{ row: 0, column: '', found: '', message: t('planfault_noheadings') }] };

  const placeOf = new Map<ColumnId, number>();
  headings.cells.forEach(({ text }, index) => {
    const id = idOf.get(loose(text));
    if (id !== undefined && !placeOf.has(id)) placeOf.set(id, index);
  });
  const rows = table.rows.filter(({ row }) => row > headings.row);
  if (rows.length > mostPlanLines)
    return {
      lines: [],
      faults: [{ row: 0, column: '', found: '', message: t('planfault_toomanyrows', mostPlanLines) }],
    };

  const faults: Fault[] = [];
  const lines = rows.flatMap((row) => {
    const before = faults.length;
    const line = readRow(row);
    return faults.length === before ? [line] : [];
  });
  return { lines, faults };

  function readRow({ row, cells }: TableRow): PlanLine {
    const text = (id: ColumnId) => cells[placeOf.get(id) ?? -1]?.text ?? '';
    const say = (id: ColumnId, message: string, found = text(id)) => {
      const column = `${columnLetters((placeOf.get(id) ?? 0) + 1)} «${t(`plancolumn_${id}`)}»`;
      faults.push({ row, column, found, message });
    };
    const words = (id: ColumnId, most: number) => {
      if (text(id).length > most) say(id, t('planfault_toolong', most));
      return text(id);
    };
    const number = (id: ColumnId, least: number, most: number) => {
      const found = text(id).replace(/[\s\u00a0]/g, '');
      if (found === '') return null;
      if (/^\d+$/.test(found) && Number(found) >= least && Number(found) <= most) return Number(found);
      say(id, catalogue.text(locale, 'planfault_number', { least, most }));
      return null;
    };
    const date = (id: ColumnId) => {
      const found = text(id);
      if (found === '') return null;
      const iso = found.replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, (_, day: string, month: string, year: string) =>
        [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
      );
      if (isPlainDate(iso)) return iso;
      say(id, t('planfault_date'));
      return null;
    };
    const choice = <Code>(id: ColumnId, codes: readonly (readonly [Code, string])[], otherwise: Code): Code => {
      const found = loose(text(id));
      if (found === '') return otherwise;
      const chosen = codes.find(([code, key]) => loose(String(code)) === found || inAnyLanguage(key).includes(found));
      if (chosen === undefined) say(id, t('planfault_word', codes.map(([, key]) => t(key)).join(', ')));
      return chosen?.[0] ?? otherwise;
    };
    const several = <Value>(id: ColumnId, found: readonly Found<Value>[], most: number, unknown: string): Value[] => {
      for (const one of found)
        if ('fault' in one)
          say(id, t(one.fault === 'unknown' ? unknown : 'planfault_unitambiguous', one.word), one.word);
      const values = [...new Set(found.flatMap((one) => ('value' in one ? [one.value] : [])))];
      if (values.length > most) say(id, t('planfault_toomanyunits', most));
      return values.slice(0, most);
    };
    return {
      key: randomUUID(),
      title: { kk: words('titlekk', 250), ru: words('titleru', 250), en: words('titleen', 250) },
      purpose: words('purpose', 1000),
      category: choice('category', wordGroups.category, 'other'),
      hours: number('hours', 1, 1000),
      form: choice('form', wordGroups.form, 'campus'),
      startsOn: date('startson'),
      endsOn: date('endson'),
      seats: number('seats', 1, 1000),
      trainers: words('trainers', 300),
      place: words('place', 200),
      cost: number('cost', 0, 1_000_000_000) ?? 0,
      leaveFromWork: choice<boolean>('leave', wordGroups.leave, false),
      audience: {
        unitIds: several('units', findUnits(text('units'), units, loose), mostUnits, 'planfault_unit'),
        positions: several(
          'positions',
          findPositions(text('positions'), (position) => inAnyLanguage(positionKey(position)), loose),
          positions.length,
          'planfault_position',
        ),
      },
      result: choice('result', wordGroups.result, 'certificate'),
    };
  }
}
