/**
 * Words by which people name weekdays, lesson types, ways of delivery, languages and weeks in their timetables, in Kazakh,
 * Russian and English. Compared by `looseForm`, so case, spaces and dots don't matter. Also the service's own codes.
 */
import {
  attestationTypes,
  deliveryModes,
  examForms,
  lessonTypes,
  locales,
  type AttestationType,
  type DeliveryMode,
  type ExamForm,
  type LessonType,
  type Locale,
} from '@qashyq/shared-types';
import { looseForm } from './spelling.js';

type Vocabulary<T> = ReadonlyMap<string, T>;

/** `words` holds the words of each meaning, separated by commas. */
function vocabulary<T>(words: readonly (readonly [meaning: T, words: string])[]): Vocabulary<T> {
  return new Map(
    words.flatMap(([meaning, list]) => list.split(',').map((word) => [looseForm(word), meaning] as const)),
  );
}

const weekdays = vocabulary<number>([
  [1, 'дүйсенбі, дс, дүй, понедельник, пн, пон, пнд, monday, mon, mo, 1'],
  [2, 'сейсенбі, сс, сей, вторник, вт, втр, tuesday, tue, tues, tu, 2'],
  [3, 'сәрсенбі, ср, сәр, среда, срд, wednesday, wed, we, 3'],
  [4, 'бейсенбі, бс, бей, четверг, чт, чет, чтв, thursday, thu, thur, thurs, th, 4'],
  [5, 'жұма, жм, жұм, пятница, пт, пят, птн, friday, fri, fr, 5'],
  [6, 'сенбі, сн, сен, суббота, сб, суб, сбт, saturday, sat, sa, 6'],
  [7, 'жексенбі, жс, жек, жк, воскресенье, вс, вск, воскр, sunday, sun, su, 7'],
]);

const types = vocabulary<LessonType>([
  ...lessonTypes.map((type) => [type, type] as const),
  ['lecture', 'дәріс, дәр, лекция, лек, лекц, лк, л, lecture, lec, lect'],
  [
    'practical',
    'практикалық сабақ, практикалық, тәжірибелік сабақ, тәжірибелік, практика, практ, прак, пр, практическое занятие, практическое, практические занятия, практический, семинар, семинарское занятие, сем, practical class, practical, practice, prac, pr, seminar',
  ],
  [
    'laboratory',
    'зертханалық сабақ, зертханалық жұмыс, зертханалық, зерт, зертхана, лабораторное занятие, лабораторное, лабораторная работа, лабораторная, лабораторные занятия, лабораторный, лаб, лр, лб, laboratory class, laboratory, lab, laboratory work',
  ],
  [
    'supervisedIndependentWork',
    'оқытушының жетекшілігімен бөж, бөөж, боөж, обөж, соөж, сроп, срсп, срмп, сро под руководством преподавателя, supervised independent work, siwt, tsis, iwst, iswt',
  ],
]);

const modes = vocabulary<DeliveryMode>([
  ...deliveryModes.map((mode) => [mode, mode] as const),
  [
    'campus',
    'аудиторияда, аудиториялық, кампуста, дәстүрлі, күндізгі, офлайн, в аудитории, аудиторно, аудиторная, аудиторное, аудиторный, очно, очная, очное, очный, оффлайн, на кампусе, campus, on campus, offline, face to face, in person, classroom',
  ],
  [
    'onlineSync',
    'онлайн сабақ уақытында, онлайн, желіде, синхронды, онлайн синхронды, қашықтан, қашықтықтан, онлайн в часы занятия, дистанционно, дистанционная, дистанционное, дистант, дот, қот, синхронно, синхронная, синхронное, онлайн синхронно, online, on line, online live, live, synchronous, online synchronous, online sync, sync, distance, remote',
  ],
  [
    'onlineAsync',
    'онлайн еркін уақытта, асинхронды, онлайн асинхронды, онлайн в свободное время, асинхронно, асинхронная, асинхронное, онлайн асинхронно, online at own pace, asynchronous, online asynchronous, online async, async',
  ],
]);

const languages = vocabulary<Locale>([
  ...locales.map((locale) => [locale, locale] as const),
  ['kk', 'қазақша, қазақ, қазақ тілі, қаз, казахский, казахский язык, на казахском, каз, kazakh, kaz, kz, qaz'],
  ['ru', 'орысша, орыс, орыс тілі, орс, русский, русский язык, на русском, рус, russian, rus'],
  ['en', 'ағылшынша, ағылшын, ағылшын тілі, ағыл, английский, английский язык, на английском, англ, анг, english, eng'],
]);

const parities = vocabulary<'all' | 'odd' | 'even'>([
  [
    'all',
    'барлығы, барлық, бәрі, әр, күн сайын, сайын, все, всё, каждая, каждую, еженедельно, all, every, each, weekly',
  ],
  ['odd', 'тақ, алымы, нечетные, нечетная, нечетная неделя, нечет, неч, нч, числитель, числ, odd'],
  ['even', 'жұп, бөлімі, четные, четная, чет, чт, знаменатель, знам, even'],
]);

const forms = vocabulary<ExamForm>([
  ...examForms.map((form) => [form, form] as const),
  [
    'test',
    'тест, тестілеу, компьютерлік тестілеу, тестирование, компьютерное тестирование, test, testing, computer test',
  ],
  ['written', 'жазбаша, жазбаша емтихан, письменно, письменный, письменная, письменный экзамен, written, in writing'],
  ['oral', 'ауызша, ауызша емтихан, устно, устный, устная, устный экзамен, oral, orally'],
  ['project', 'жоба, жоба қорғау, жобаны қорғау, проект, защита проекта, project, project defence'],
  ['combined', 'аралас, біріктірілген, комбинированный, комбинированная, комбинированно, смешанная, combined, mixed'],
]);

const attestations = vocabulary<AttestationType>([
  ...attestationTypes.map((type) => [type, type] as const),
  [
    'complexExam',
    'кешенді емтихан, кешенді, комплексный экзамен, комплексный, экзамен, complex exam, comprehensive exam, complex examination',
  ],
  [
    'thesisDefence',
    'дипломдық жұмысты қорғау, дипломдық жобаны қорғау, дипломдық жұмыс, диплом қорғау, қорғау, защита дипломной работы, защита дипломного проекта, защита диплома, защита, thesis defence, thesis defense, defence, thesis',
  ],
]);

const answers = vocabulary<boolean>([
  [true, 'иә, ия, бар, болады, жүргізіледі, да, есть, ведется, yes, y, true, 1'],
  [false, 'жоқ, болмайды, жүргізілмейді, нет, не ведется, no, n, false, 0'],
]);

const understand =
  <T>(words: Vocabulary<T>) =>
  (text: string): T | null =>
    words.get(looseForm(text)) ?? null;

/** 1 is Monday; null when the word is not known. */
export const weekdayOfWord = understand(weekdays);
export const lessonTypeOfWord = understand(types);
export const modeOfWord = understand(modes);
export const languageOfWord = understand(languages);
export const examFormOfWord = understand(forms);
export const attestationOfWord = understand(attestations);
export const yesOrNoOfWord = understand(answers);
/** «нечётные», «жұп», «all» and the like. */
export const parityOfWord = understand(parities);

/** Words beside numbers that add nothing: «1-15 апталар», «недели 1–15», «3 пара», «ауд. 2-104». */
export const weekWords = /(апталарда|апталар|аптасы|апта|недели|недель|неделя|неделю|нед|weeks|week|wk)\.?/giu;
export const slotWords =
  /(сабақтар|сабақ|жұп|учебный час|учебные часы|пары|пара|часы|час|slots|slot|сағат|-ші|-шы)\.?/giu;
export const roomWords = /^(аудитория|аудиториясы|ауд|кабинет|каб|каб-т|room|rm|aud)\.?\s*(?=[\p{L}\p{N}])/iu;

/** The remark of the example row in the template (`template_example_remark`), in case somebody leaves the row in. */
const exampleRemarks = vocabulary<true>([
  [true, 'үлгі: бұл жолды өшіріңіз'],
  [true, 'пример: удалите эту строку'],
  [true, 'example: delete this row'],
]);
export const isExampleRemark = (text: string): boolean => exampleRemarks.has(looseForm(text));
