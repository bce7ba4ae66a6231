/** A small university for tests of the import; all persons are fictional. */
import ExcelJS from 'exceljs';
import { readTableFile } from '../../../src/documents/table-file.js';
import type { Table } from '../../../src/documents/table.js';
import {
  parseLines,
  type ImportReference,
  type ParsedFile,
} from '../../../src/features/schedules/import/parse-lines.js';

const same = (name: string) => ({ kk: name, ru: name, en: name });

export const reference: ImportReference = {
  disciplines: [
    {
      code: 'D01',
      name: { kk: 'Бағдарламалау негіздері', ru: 'Основы программирования', en: 'Programming Fundamentals' },
    },
    { code: 'D09', name: { kk: 'Физика', ru: 'Физика', en: 'Physics' } },
    { code: 'D12', name: { kk: 'Бухгалтерлік есеп', ru: 'Основы бухгалтерского учёта', en: 'Accounting' } },
    { code: 'D30', name: same('Этика') },
    { code: 'D31', name: same('Этика') },
  ],
  groups: ['АЖ-25-11', 'ИС-25-12', 'УА-24-29Д', 'ПП 1/2'].map((code) => ({ code })),
  teachers: [
    {
      code: 'T01',
      name: { kk: 'Сейтқали Айгүл Бауыржанқызы', ru: 'Сейткали Айгуль Бауыржановна', en: 'Seitkali Aigul' },
    },
    {
      code: 'T02',
      name: { kk: 'Жұмабеков Ерлан Қайратұлы', ru: 'Жумабеков Ерлан Кайратович', en: 'Zhumabekov Yerlan' },
    },
    { code: 'T12', name: { kk: 'Ким Елена Анатольевна', ru: 'Ким Елена Анатольевна', en: 'Kim Yelena' } },
    { code: 'T13', name: { kk: 'Ким Евгений Андреевич', ru: 'Ким Евгений Андреевич', en: 'Kim Yevgeny' } },
  ],
  rooms: ['1-212', '2-104', '1-305'].map((code) => ({ code })),
  slots: [
    ['08:30', '09:20'],
    ['09:30', '10:20'],
    ['10:30', '11:20'],
    ['11:30', '12:20'],
  ].map(([starts = '', ends = ''], index) => ({ no: index + 1, starts, ends })),
  academicYear: '2026/27',
  term: { weekCount: 15, week1On: '2026-08-31', startsOn: '2026-09-01', endsOn: '2026-12-12' },
};

export const ruHeadings = [
  'День недели',
  'Пара',
  'Недели',
  'Дисциплина',
  'Вид занятия',
  'Группа',
  'Преподаватель',
  'Место',
];
export const goodRow = ['Понедельник', '1-2', '1-15', 'Физика', 'лекция', 'ИС-25-12', 'Сейткали А.Б.', '1-212'];

/** A table as the file readers give it. */
export function tableOf(...rows: string[][]): Table {
  const numbered = rows.map((cells, index) => ({ row: index + 1, cells: cells.map((text) => ({ text })) }));
  return { sheetName: null, rows: numbered.filter(({ cells }) => cells.some(({ text }) => text !== '')) };
}

/** What one row reads as, with some of its cells changed and further columns added. */
export function readRow(changes: Record<string, string> = {}): ParsedFile {
  const cells = new Map(ruHeadings.map((heading, index) => [heading, goodRow[index] ?? '']));
  for (const [heading, text] of Object.entries(changes)) cells.set(heading, text);
  return parseLines(tableOf([...cells.keys()], [...cells.values()]), reference);
}

/** Codes of the faults of a file. */
export const codes = ({ faults }: ParsedFile): string[] => faults.map(({ code }) => code);

/** A table that went through a real workbook. */
export async function throughWorkbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Table> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('1'));
  return readTableFile(new Uint8Array(await workbook.xlsx.writeBuffer()));
}
