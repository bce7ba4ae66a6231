/**
 * The columns of a timetable file. Which is which is told by the headings, in Kazakh, Russian or English, in any order.
 */
import { columnLetters, type Table, type TableRow } from '../../../documents/table.js';
import type { Finding, Note } from './faults.js';
import { looseForm } from './spelling.js';

/** Columns in the order of the template. Their headings are the texts `column_<id>` of the catalogue. */
export const columnIds = [
  'weekday',
  'date',
  'slots',
  'time',
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
] as const;
export type ColumnId = (typeof columnIds)[number];

/** Headings that people use besides those of the template; a heading of the template is always among these. */
const headings: Readonly<Record<ColumnId, string>> = {
  weekday:
    'апта күні, күн, күні, аптаның күні, день недели, день, дни недели, weekday, day, day of week, day of the week',
  date: 'күні (дата), дата, күн-айы, мерзімі, дата занятия, дата проведения, сабақ күні, date, lesson date',
  slots:
    'сабақ уақыты, сабақ нөмірі, сабақ №, сабақтар, жұп, жұп №, слот, слоттар, пара, пары, № пары, номер пары, учебный час, учебные часы, час, часы, slot, slots, slot no, period, periods',
  time: 'уақыты, уақыт, басталуы-аяқталуы, время, время занятия, время занятий, начало-окончание, time, lesson time, hours',
  weeks:
    'апталар, апта, апта нөмірлері, оқу апталары, недели, неделя, нед, номера недель, учебные недели, weeks, week, week numbers, academic weeks',
  discipline:
    'пән, пәні, пән атауы, пән коды, пәннің атауы, оқу пәні, дисциплина, предмет, наименование дисциплины, название дисциплины, код дисциплины, discipline, subject, course, discipline code, discipline name',
  lesson_type:
    'сабақ түрі, сабақтың түрі, түрі, вид занятия, вид занятий, тип занятия, тип занятий, вид, тип, форма занятия, lesson type, type, class type, type of lesson',
  groups:
    'топтар, топ, топ атауы, академиялық топ, топ(тар), группы, группа, группа(ы), академическая группа, учебная группа, groups, group, study group, group(s)',
  teacher:
    'оқытушы, оқытушының аты-жөні, оқытушының тат, мұғалім, оқытушының табель нөмірі, преподаватель, фио преподавателя, преподаватель фио, ппс, табельный номер, табельный номер преподавателя, teacher, lecturer, instructor, staff number',
  place:
    'орны, өтетін орны, аудитория, аудиториясы, кабинет, аудитория немесе желіде, место, место проведения, место занятия, ауд, аудитория или онлайн, room, place, location, classroom, room or online',
  mode: 'өткізу нысаны, өткізу түрі, форматы, формат, нысаны, форма проведения, режим, mode, delivery mode, format',
  link: 'сілтеме, кездесу сілтемесі, ссылка, ссылка на занятие, ссылка на встречу, link, url, meeting link',
  language: 'тілі, тіл, оқыту тілі, язык, язык обучения, язык преподавания, language, language of instruction',
  remark: 'ескертпе, ескерту, түсініктеме, примечание, примечания, комментарий, remark, note, notes, comment, remarks',
  clash_reason:
    'қайшылыққа жол беру себебі, қайшылық себебі, қайшылыққа жол беру, причина допущенной накладки, причина накладки, допуск накладки, накладка, reason for accepting a clash, clash reason, reason of clash',
};

const columnByHeading: ReadonlyMap<string, ColumnId> = new Map(
  columnIds.flatMap((id) => headings[id].split(',').map((heading) => [looseForm(heading), id] as const)),
);

/** Which column a heading names; null for a heading that means nothing here. */
export function columnOfHeading(heading: string): ColumnId | null {
  return columnByHeading.get(looseForm(heading)) ?? null;
}

/** Where a column stands in the file. */
export interface FoundColumn {
  /** Position from 0. */
  readonly index: number;
  /** Letters and heading, as `Finding.column` shows it. */
  readonly title: string;
}

/** The layout of a file: its heading row, and which of our columns it has. */
export interface Layout {
  readonly headingRow: number;
  /** All headings as found, by position. */
  readonly headings: readonly string[];
  readonly columns: ReadonlyMap<ColumnId, FoundColumn>;
  readonly faults: readonly Finding[];
  readonly notes: readonly Note[];
}

/** A title, a faculty and a term may stand above the headings. */
const rowsAbove = 15;
/** Fewer known headings than this are no heading row. */
const leastHeadings = 3;

/** Finds the heading row and the columns; null when no row looks like headings. */
export function layoutOf(table: Table): Layout | null {
  const known = (row: TableRow): number =>
    new Set(row.cells.map(({ text }) => columnOfHeading(text)).filter((id) => id !== null)).size;
  const top = table.rows.slice(0, rowsAbove);
  const most = Math.max(0, ...top.map(known));
  const headingRow = top.find((row) => known(row) === most);
  if (!headingRow || most < leastHeadings) return null;

  const columns = new Map<ColumnId, FoundColumn>();
  const faults: Finding[] = [];
  const notes: Note[] = [];
  headingRow.cells.forEach(({ text, merged }, index) => {
    if (text === '' || merged) return;
    const title = `${columnLetters(index + 1)} «${text}»`;
    const about = { row: headingRow.row, column: title, found: text, expected: [] };
    const id = columnOfHeading(text);
    if (id === null) notes.push({ ...about, code: 'note_column_ignored', params: {} });
    else if (columns.has(id))
      faults.push({ ...about, code: 'column_twice', params: { other: columns.get(id)!.title } });
    else columns.set(id, { index, title });
  });
  for (const choice of compulsory)
    if (!choice.some((ids) => ids.every((id) => columns.has(id))))
      faults.push({
        row: 0,
        column: '',
        code: 'column_missing',
        found: '',
        params: {},
        expected: choice[0]!.map((id) => ({ textKey: `column_${id}` })),
      });
  return { headingRow: headingRow.row, headings: headingRow.cells.map(({ text }) => text), columns, faults, notes };
}

/** What every file must say; each line is a choice, each choice a set of columns that says it. */
const compulsory: readonly (readonly (readonly ColumnId[])[])[] = [
  [['weekday', 'weeks'], ['date']],
  [['slots'], ['time']],
  [['discipline']],
  [['lesson_type']],
  [['groups']],
  [['teacher']],
  [['place'], ['mode']],
];
