/** The demo week as a dispatcher's file. */
import { disciplines, groups, people, rooms, terms, timeSlots, weekTimetable } from '../../../src/demo/university.js';
import type { ImportReference } from '../../../src/features/schedules/import/parse-lines.js';

const named = ([kk, ru, en]: readonly [string, string, string]) => ({ kk, ru, en });

export const demoReference: ImportReference = {
  disciplines: disciplines.map(({ code, names }) => ({ code, name: named(names) })),
  groups,
  teachers: people.flatMap(({ staffCode, names }) => (staffCode ? [{ code: staffCode, name: named(names) }] : [])),
  rooms,
  slots: timeSlots,
  academicYear: terms[0].academicYear,
  term: { ...terms[0], weekCount: 15 },
};

const weekdays = ['', 'дүйсенбі', 'вт', 'Ср', 'бс', 'Friday', 'сн'];

/** Headings and rows with names and words mixed over the languages, as real files have them. */
export const demoRows: string[][] = [
  ['Апта күні', 'Пара', 'Апталар', 'Пән', 'Вид занятия', 'Топтар', 'Оқытушы', 'Аудитория'],
  ...weekTimetable.map((lesson, index) => {
    const discipline = disciplines.find(({ code }) => code === lesson.discipline)!;
    const teacher = people.find(({ staffCode }) => staffCode === lesson.teacher)!;
    return [
      weekdays[lesson.weekday]!,
      `${lesson.firstSlot}–${lesson.lastSlot}`,
      '1-15',
      discipline.names[index % 3]!,
      lesson.type,
      lesson.groups.join(' + '),
      index % 2 === 0 ? lesson.teacher : teacher.names[index % 3]!,
      lesson.room ?? 'желіде',
    ];
  }),
];
