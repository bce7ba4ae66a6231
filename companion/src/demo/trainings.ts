/**
 * Trainings of the demo university: one that is full, with people who wait; one that takes applications; one that is being written. Plain
 * values; their dates are counted from the day on which the demo is filled, so that the catalogue is always alive.
 */
import { openToEverybody, type TrainingDraft } from '@qashyq/shared-types';
import { addDays, weekdayOf } from '../calendar/plain-dates.js';

export interface DemoTraining {
  draft: TrainingDraft;
  isAnnounced: boolean;
  /** Logins in the order of arrival; who finds no seat waits. */
  applicants: readonly string[];
}

const common = {
  language: 'kk',
  offerHours: 24,
  eligibility: openToEverybody,
  attendancePercent: 80,
  moodleCourse: '',
  signatoryId: null,
  certificateMonths: null,
  clashReason: '',
} as const satisfies Partial<TrainingDraft>;

/** @param isWorkingDay days on which nobody works are stepped over */
export function demoTrainings(today: string, isWorkingDay: (date: string) => boolean): readonly DemoTraining[] {
  const monday = (weeks: number) => addDays(today, weeks * 7 + 1 - weekdayOf(today));
  /** Every date of these weekdays from a Monday on that is a working day. */
  const dates = (from: string, weekdays: readonly number[], count: number) => {
    const found: string[] = [];
    for (let date = from; found.length < count; date = addDays(date, 1))
      if (weekdays.includes(weekdayOf(date)) && isWorkingDay(date)) found.push(date);
    return found;
  };
  const sessions = (on: readonly string[], starts: string, ends: string, place: { room?: string; link?: string }) =>
    on.map((date) => ({ key: null, date, starts, ends, room: place.room ?? '', link: place.link ?? '' }));
  const [first, second, third] = [monday(3), monday(5), monday(9)];
  return [
    {
      isAnnounced: true,
      applicants: [
        'teacher02',
        'teacher03',
        'teacher05',
        'teacher06',
        'teacher07',
        'teacher09',
        'teacher10',
        'teacher12',
        'teacher04',
        'teacher08',
        'teacher11',
      ],
      draft: {
        ...common,
        title: {
          kk: 'Moodle-де курс құрастыру',
          ru: 'Проектирование курса в Moodle',
          en: 'Designing a course in Moodle',
        },
        about: {
          kk: 'Оқу мақсатынан дайын электрондық курсқа дейін: құрылым, ресурстар, бағалау, қолжетімділік. Қорытынды тапсырма — өз пәніңіздің бір модулі.',
          ru: 'От целей обучения до готового электронного курса: структура, ресурсы, оценивание, доступность. Итоговое задание — один модуль своей дисциплины.',
          en: 'From learning outcomes to a finished online course: structure, resources, assessment, accessibility. The final task is one module of your own discipline.',
        },
        category: 'learningPlatform',
        form: 'blended',
        hours: 72,
        seats: 8,
        applyFrom: `${addDays(today, -7)}T09:00`,
        applyUntil: `${addDays(first, -3)}T18:00`,
        cancelUntil: `${addDays(first, -1)}T18:00`,
        approval: 'automatic',
        needsFinalTask: true,
        trainers: [{ personId: null, outsideName: 'Сәрсенбай Арман Ғалымұлы' }],
        sessions: sessions(dates(first, [1, 4], 8), '18:00', '20:50', { room: '1-307' }),
      },
    },
    {
      isAnnounced: true,
      applicants: ['teacher04', 'teacher05', 'teacher08', 'teacher09', 'teacher11', 'teacher12'],
      draft: {
        ...common,
        title: {
          kk: 'Platonus үшін тест тапсырмаларын әзірлеу',
          ru: 'Разработка тестовых заданий для Platonus',
          en: 'Writing test items for Platonus',
        },
        about: {
          kk: 'Тапсырма түрлері, нұсқалардың сапасы, сараптама және Platonus-қа жүктеу.',
          ru: 'Виды заданий, качество вариантов ответа, экспертиза и загрузка в Platonus.',
          en: 'Kinds of items, the quality of options, review, and loading into Platonus.',
        },
        category: 'testItems',
        form: 'blended',
        hours: 36,
        seats: 20,
        applyFrom: `${addDays(today, -3)}T09:00`,
        applyUntil: `${addDays(second, -3)}T18:00`,
        cancelUntil: `${addDays(second, -1)}T18:00`,
        approval: 'automatic',
        needsFinalTask: true,
        trainers: [{ personId: null, outsideName: 'Ержанова Ләззат Серікқызы' }],
        sessions: sessions(dates(second, [2, 5], 4), '18:00', '20:50', { room: '1-305' }),
      },
    },
    {
      isAnnounced: false,
      applicants: [],
      draft: {
        ...common,
        title: {
          kk: 'Жасанды интеллект және академиялық адалдық',
          ru: 'Искусственный интеллект и академическая честность',
          en: 'Artificial intelligence and academic integrity',
        },
        about: { kk: '', ru: '', en: '' },
        category: 'academicIntegrity',
        form: 'online',
        hours: 16,
        seats: null,
        applyFrom: '',
        applyUntil: '',
        cancelUntil: '',
        approval: 'chairHead',
        needsFinalTask: false,
        trainers: [],
        sessions: sessions(dates(third, [1, 2, 3], 3), '15:00', '17:50', { link: 'https://meet.demo.invalid/ai' }),
      },
    },
  ];
}
