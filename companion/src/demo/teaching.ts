/** What is taught at the demo university: when, where and to whom. */
import type { Locale } from '@qashyq/shared-types';
import type { Names } from './units.js';

export interface DemoGroup {
  code: string;
  locale: Locale;
  year: number;
  learners: number;
  faculty: string;
}
export const groups: readonly DemoGroup[] = [
  { code: 'АЖ-25-11', locale: 'kk', year: 2, learners: 22, faculty: 'F1' },
  { code: 'ИС-25-12', locale: 'ru', year: 2, learners: 24, faculty: 'F1' },
  { code: 'АЖ-24-11', locale: 'kk', year: 3, learners: 18, faculty: 'F1' },
  { code: 'ЕА-25-21', locale: 'kk', year: 2, learners: 20, faculty: 'F2' },
  { code: 'УА-25-22', locale: 'ru', year: 2, learners: 19, faculty: 'F2' },
  { code: 'УА-24-29Д', locale: 'ru', year: 3, learners: 15, faculty: 'F2' },
  { code: 'ПП-25-31', locale: 'kk', year: 2, learners: 21, faculty: 'F3' },
  { code: 'ПП-24-32', locale: 'ru', year: 3, learners: 17, faculty: 'F3' },
];

/** Index + 1 is the number used in `weekTimetable`; the code is also the idnumber of the Moodle course. */
export const disciplines: readonly { code: string; names: Names }[] = (
  [
    ['Бағдарламалау негіздері', 'Основы программирования', 'Programming Fundamentals'],
    ['Деректер қоры', 'Базы данных', 'Databases'],
    ['Веб-технологиялар', 'Веб-технологии', 'Web Technologies'],
    ['Компьютерлік желілер', 'Компьютерные сети', 'Computer Networks'],
    ['Ақпараттық қауіпсіздік негіздері', 'Основы информационной безопасности', 'Information Security Fundamentals'],
    [
      'Ақпараттық-коммуникациялық технологиялар',
      'Информационно-коммуникационные технологии',
      'Information and Communication Technologies',
    ],
    ['Математика 1', 'Математика 1', 'Mathematics 1'],
    ['Дискретті математика', 'Дискретная математика', 'Discrete Mathematics'],
    ['Физика', 'Физика', 'Physics'],
    ['Микроэкономика', 'Микроэкономика', 'Microeconomics'],
    ['Қаржы', 'Финансы', 'Finance'],
    ['Бухгалтерлік есеп негіздері', 'Основы бухгалтерского учёта', 'Accounting Fundamentals'],
    ['Қаржылық есеп 1', 'Финансовый учёт 1', 'Financial Accounting 1'],
    ['Аудит', 'Аудит', 'Auditing'],
    ['Салықтар және салық салу', 'Налоги и налогообложение', 'Taxes and Taxation'],
    ['Жалпы психология', 'Общая психология', 'General Psychology'],
    ['Педагогика', 'Педагогика', 'Pedagogy'],
    ['Инклюзивті білім беру', 'Инклюзивное образование', 'Inclusive Education'],
    ['Шетел тілі', 'Иностранный язык', 'Foreign Language'],
    ['Қазақстан тарихы', 'История Казахстана', 'History of Kazakhstan'],
    ['Қорытынды аттестация', 'Итоговая аттестация', 'Final Attestation'],
  ] as const
).map((names, index) => ({ code: `D${String(index + 1).padStart(2, '0')}`, names }));

export const rooms: readonly { code: string; seats: number }[] = [
  { code: '1-110', seats: 24 },
  { code: '1-212', seats: 40 },
  { code: '1-305', seats: 24 },
  { code: '1-307', seats: 24 },
  { code: '2-104', seats: 45 },
  { code: '2-108', seats: 25 },
];

/** Fifty-minute lessons; the pause between the fourth and the fifth is for lunch. */
export const timeSlots = [
  '08:30-09:20',
  '09:30-10:20',
  '10:30-11:20',
  '11:30-12:20',
  '13:00-13:50',
  '14:00-14:50',
  '15:00-15:50',
  '16:00-16:50',
  '17:00-17:50',
  '18:00-18:50',
  '19:00-19:50',
  '20:00-20:50',
].map((span, index) => ({ no: index + 1, starts: span.slice(0, 5), ends: span.slice(6) }));

export const terms = [
  {
    academicYear: '2026/27',
    term: 1,
    startsOn: '2026-09-01',
    endsOn: '2026-12-12',
    week1On: '2026-08-31',
    periods: {
      midterm1: { startsOn: '2026-10-12', endsOn: '2026-10-17' },
      midterm2: { startsOn: '2026-12-07', endsOn: '2026-12-12' },
      session: { startsOn: '2026-12-14', endsOn: '2026-12-31' },
    },
  },
  {
    academicYear: '2026/27',
    term: 2,
    startsOn: '2027-01-18',
    endsOn: '2027-04-30',
    week1On: '2027-01-18',
    periods: {
      midterm1: { startsOn: '2027-03-01', endsOn: '2027-03-06' },
      midterm2: { startsOn: '2027-04-26', endsOn: '2027-04-30' },
      session: { startsOn: '2027-05-04', endsOn: '2027-05-22' },
      finalAttestation: { startsOn: '2027-05-24', endsOn: '2027-06-19' },
    },
  },
  {
    academicYear: '2026/27',
    term: 3,
    startsOn: '2027-06-07',
    endsOn: '2027-07-17',
    week1On: '2027-06-07',
    periods: {},
  },
] as const;

export interface DemoLesson {
  weekday: number;
  firstSlot: number;
  lastSlot: number;
  groups: readonly string[];
  discipline: string;
  type: 'lecture' | 'practical' | 'laboratory';
  teacher: string;
  /** Room code; null is online. */
  room: string | null;
}

/**
 * The week of 12–17 October 2026 as the dispatchers brought it, with its two clashes: teacher T02 on Tuesday, room 1-212 on Thursday.
 */
export const weekTimetable: readonly DemoLesson[] = `
1 5-6 АЖ-25-11 1 lecture T02 online
1 5-6 ЕА-25-21 12 lecture T08 1-212
1 7-8 ИС-25-12 1 laboratory T03 1-305
1 7-8 ПП-25-31 16 lecture T10 2-104
2 1-2 АЖ-25-11+ИС-25-12 7 lecture T06 online
2 3-4 АЖ-24-11 2 lecture T01 online
2 3-4 АЖ-25-11 1 laboratory T02 1-305
2 3-4 УА-25-22 6 laboratory T02 1-307
3 1-2 АЖ-24-11 3 laboratory T04 1-305
3 3-4 ЕА-25-21+УА-25-22 10 lecture T07 online
3 5-6 ПП-24-32 18 practical T10 2-104
3 11-12 УА-24-29Д 14 lecture T09 online
4 1-2 ИС-25-12 9 laboratory T05 1-110
4 3-4 УА-25-22 12 practical T09 1-212
4 3-4 ПП-25-31 17 lecture T11 1-212
4 11-12 УА-24-29Д 13 practical T09 online
5 1-2 ПП-25-31 19 practical T12 2-108
5 3-4 АЖ-24-11 5 lecture T01 online
5 5-6 ПП-24-32 17 lecture T11 online
6 1-2 УА-24-29Д 15 lecture T08 online`
  .trim()
  .split('\n')
  .map((row) => {
    const [weekday, slots, groupCodes, discipline, type, teacher, place] = row.split(' ') as [
      string,
      string,
      string,
      string,
      DemoLesson['type'],
      string,
      string,
    ];
    const [firstSlot, lastSlot] = slots.split('-').map(Number) as [number, number];
    return {
      weekday: Number(weekday),
      firstSlot,
      lastSlot,
      groups: groupCodes.split('+'),
      discipline: disciplines[Number(discipline) - 1]!.code,
      type,
      teacher,
      room: place === 'online' ? null : place,
    };
  });

/** Who meets at the final attestation of the second term: nobody teaches it, but it has a Moodle course. */
export const finalAttestation = {
  discipline: 'D21',
  groups: ['АЖ-24-11'],
  commission: ['T01', 'T02', 'T03', 'T04', 'T05'],
} as const;
