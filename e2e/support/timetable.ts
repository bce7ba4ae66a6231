/** Timetable files for the journeys: the demo week of a faculty, as its dispatcher would bring it. */
import ExcelJS from 'exceljs';
import { groups, weekTimetable, type DemoLesson } from '../../companion/src/demo/university.js';

export interface Row {
  lesson: DemoLesson;
  weeks: string;
}

/** The lessons of a faculty's groups, in the week of 12–17 October 2026. */
export function facultyWeek(faculty = 'F1'): Row[] {
  const ofFaculty = new Set(groups.filter((group) => group.faculty === faculty).map(({ code }) => code));
  return weekTimetable
    .filter((lesson) => lesson.groups.every((code) => ofFaculty.has(code)))
    .map((lesson) => ({ lesson, weeks: '7' }));
}

/** The same rows with one lesson changed; `at` counts from 0. */
export function changed(rows: Row[], at: number, change: Partial<DemoLesson>): Row[] {
  return rows.map((row, index) => (index === at ? { ...row, lesson: { ...row.lesson, ...change } } : row));
}

const weekdays = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб'];
const types = { lecture: 'лекция', practical: 'практика', laboratory: 'лабораторная' };

/** The rows as .xlsx with Russian headings; row 2 of the sheet is the first of `rows`. */
export async function workbook(rows: Row[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Расписание');
  sheet.addRow([
    'День недели',
    'Учебный час',
    'Недели',
    'Дисциплина',
    'Вид занятия',
    'Группы',
    'Преподаватель',
    'Аудитория',
  ]);
  for (const { lesson, weeks } of rows)
    sheet.addRow([
      weekdays[lesson.weekday - 1],
      `${lesson.firstSlot}-${lesson.lastSlot}`,
      weeks,
      lesson.discipline,
      types[lesson.type],
      lesson.groups.join(', '),
      lesson.teacher,
      lesson.room ?? 'онлайн',
    ]);
  return Buffer.from(await book.xlsx.writeBuffer());
}
