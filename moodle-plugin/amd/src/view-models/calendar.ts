/** The academic calendar as the screen shows it: a year by months, the terms, the newest changes, and the forms of the department. */
import type {
  AcademicPeriod,
  AcademicTerm,
  Calendar,
  CalendarChange,
  CalendarDay,
  CalendarDayKind,
  ExamLimits,
  ExamLimitsEffect,
  MovedDeadlines,
  SaveAcademicTerm,
  SaveCalendarDay,
  SaveExamLimits,
} from '@qashyq/shared-types';
import { addDays, dateText, dateWithWeekday, instantText, weekdayOf } from './moments.js';
import { placeHash } from './place.js';
import { coded, type Words } from './words.js';

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const periods = ['midterm1', 'midterm2', 'session', 'finalAttestation'] as const satisfies readonly AcademicPeriod[];
const dayKinds = ['dayOff', 'workingDay'] as const satisfies readonly CalendarDayKind[];

/** The whole screen. */
export function calendarView(calendar: Calendar, words: Words) {
  const { year, mayEdit } = calendar;
  return {
    year,
    previous: year > 2020 ? placeHash('/calendar', { year: year - 1 }) : null,
    next: year < 2100 ? placeHash('/calendar', { year: year + 1 }) : null,
    daysTitle: words.t('calendar_days_title', year),
    months: months.map((month) => {
      const days = calendar.days.filter(({ date }) => Number(date.slice(5, 7)) === month);
      return {
        name: words.t(`month_${month}`),
        workingDays: words.count('calendar_working_days', workingDaysIn(year, month, days)),
        days: days.map((day) => dayRow(day, mayEdit, words)),
        isPlain: days.length === 0,
      };
    }),
    terms: calendar.terms.map((term) => termRow(term, mayEdit, words)),
    hasTerms: calendar.terms.length > 0,
    limits: calendar.examLimits.map((limits) => limitsRow(limits, mayEdit, words)),
    changes: calendar.changes.map((change) => changeText(change, words)),
    hasChanges: calendar.changes.length > 0,
    mayEdit,
  };
}

/** Working days of a month: Monday to Friday without days off, and the weekends that are worked. */
export function workingDaysIn(year: number, month: number, days: readonly CalendarDay[]): number {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const special = new Map(days.map(({ date, kind }) => [date, kind]));
  let count = 0;
  for (let date = first; date.startsWith(first.slice(0, 7)); date = addDays(date, 1)) {
    const kind = special.get(date);
    if (kind === undefined ? weekdayOf(date) <= 5 : kind === 'workingDay') count += 1;
  }
  return count;
}

function dayRow(day: CalendarDay, mayEdit: boolean, words: Words) {
  const date = dateWithWeekday(day.date, words);
  return {
    date,
    key: day.date,
    name: words.name(day.name),
    kind: words.t(`calendarday_${coded(day.kind)}`),
    isWorked: day.kind === 'workingDay',
    mayEdit,
    editLabel: words.t('calendar_edit_what', date),
    removeLabel: words.t('calendar_remove_what', date),
  };
}

/** `2026/27 1`: how the screen finds a term again. */
export function termKey(term: Pick<AcademicTerm, 'academicYear' | 'term'>): string {
  return `${term.academicYear} ${term.term}`;
}

function termName({ academicYear, term }: AcademicTerm, words: Words): string {
  return words.t('calendar_term_of', { year: academicYear, term });
}

function termRow(term: AcademicTerm, mayEdit: boolean, words: Words) {
  const name = termName(term, words);
  return {
    key: termKey(term),
    year: term.academicYear,
    term: term.term,
    starts: dateText(term.startsOn),
    ends: dateText(term.endsOn),
    week1: dateText(term.week1On),
    periods: periods.flatMap((period) => {
      const set = term.periods?.[period];
      return set === undefined
        ? []
        : [
            words.t('calendar_period_of', {
              name: words.t(`period_${coded(period)}`),
              from: dateText(set.startsOn),
              to: dateText(set.endsOn),
            }),
          ];
    }),
    mayEdit,
    editLabel: words.t('calendar_edit_what', name),
    removeLabel: words.t('calendar_remove_what', name),
  };
}

function limitsRow(limits: ExamLimits, mayEdit: boolean, words: Words) {
  const name = words.t(`kind_${coded(limits.kind)}`);
  return {
    key: limits.kind,
    name,
    mostADay: limits.mostADay,
    pause: words.t('examlimits_minutes', limits.leastPauseMinutes),
    mayEdit,
    editLabel: words.t('calendar_edit_what', name),
  };
}

function limitsText(limits: ExamLimits, words: Words): string {
  return words.t('examlimits_of', {
    kind: words.t(`kind_${coded(limits.kind)}`),
    most: limits.mostADay,
    pause: words.t('examlimits_minutes', limits.leastPauseMinutes),
  });
}

/** What was changed: each change is of one of the three. */
function changedThing({ day, term, examLimits }: CalendarChange, words: Words): string {
  if (day !== null) return `${dateWithWeekday(day.date, words)}, ${words.name(day.name)}`;
  return term !== null ? termName(term, words) : limitsText(examLimits!, words);
}

function changeText(change: CalendarChange, words: Words): string {
  return words.t('calendar_change', {
    at: instantText(change.changedAt),
    name: words.name(change.by.name),
    action: words.t(`calendarchange_${change.action}`),
    what: changedThing(change, words),
  });
}

/** What a saved change did to deadlines; only that it is saved where it moved none. */
export function savedText(key: 'calendar_saved' | 'calendar_removed', moved: MovedDeadlines, words: Words): string {
  const parts = [words.t(key)];
  if (moved.later + moved.earlier > 0)
    parts.push(words.t('calendar_moved', { later: moved.later, earlier: moved.earlier }));
  if (moved.earlier > 0) parts.push(words.t('calendar_moved_told'));
  return parts.join(' ');
}

/** What new limits did to drafts; only that they are saved where there is none. */
export function limitsSavedText({ drafts, moreClashes, fewerClashes }: ExamLimitsEffect, words: Words): string {
  const parts = [words.t('calendar_saved')];
  if (drafts > 0) parts.push(words.t('examlimits_effect', { drafts, more: moreClashes, fewer: fewerClashes }));
  return parts.join(' ');
}

export interface FormField {
  name: string;
  label: string;
  type: 'date' | 'text' | 'number';
  value: string;
  /** Instead of typing: one of these. */
  options: { value: string; label: string; selected: boolean }[];
  hasOptions: boolean;
  isFixed: boolean;
  /** Of a number. */
  least: number;
  error: string | null;
}

const field = (name: string, label: string, type: FormField['type'], value: string, isFixed = false): FormField => ({
  name,
  label,
  type,
  value,
  options: [],
  hasOptions: false,
  isFixed,
  least: 1,
  error: null,
});

/** The form of a day; null makes a new one. */
export function dayForm(day: CalendarDay | null, words: Words) {
  const kinds = dayKinds.map((kind) => ({
    value: kind,
    label: words.t(`calendarday_${coded(kind)}`),
    selected: kind === (day?.kind ?? 'dayOff'),
  }));
  return {
    title: day === null ? words.t('calendar_day_new') : words.t('calendar_day_of', dateWithWeekday(day.date, words)),
    fields: [
      field('date', words.t('calendar_date'), 'date', day?.date ?? ''),
      { ...field('kind', words.t('calendar_kind'), 'text', ''), options: kinds, hasOptions: true },
      field('name.kk', words.t('calendar_name_kk'), 'text', day?.name.kk ?? ''),
      field('name.ru', words.t('calendar_name_ru'), 'text', day?.name.ru ?? ''),
      field('name.en', words.t('calendar_name_en'), 'text', day?.name.en ?? ''),
    ],
  };
}

/** The form of a term; null makes a new one. Year and number name a term, so they are fixed once it stands. */
export function termForm(term: AcademicTerm | null, words: Words) {
  const isOld = term !== null;
  return {
    title: isOld ? termName(term, words) : words.t('calendar_term_new'),
    fields: [
      field('academicYear', words.t('calendar_academic_year'), 'text', term?.academicYear ?? '', isOld),
      field('term', words.t('calendar_term'), 'number', String(term?.term ?? 1), isOld),
      field('startsOn', words.t('calendar_starts'), 'date', term?.startsOn ?? ''),
      field('endsOn', words.t('calendar_ends'), 'date', term?.endsOn ?? ''),
      field('week1On', words.t('calendar_week1'), 'date', term?.week1On ?? ''),
      ...periods.flatMap((period) => {
        const set = term?.periods?.[period];
        const name = words.t(`period_${coded(period)}`);
        return [
          field(`periods.${period}.startsOn`, words.t('calendar_period_from', name), 'date', set?.startsOn ?? ''),
          field(`periods.${period}.endsOn`, words.t('calendar_period_to', name), 'date', set?.endsOn ?? ''),
        ];
      }),
    ],
  };
}

/** The form of what exams of a kind are allowed. */
export function limitsForm(limits: ExamLimits, words: Words) {
  return {
    title: words.t('examlimits_form', words.t(`kind_${coded(limits.kind)}`)),
    about: words.t('examlimits_form_about'),
    fields: [
      field('mostADay', words.t('examlimits_most'), 'number', String(limits.mostADay)),
      {
        ...field('leastPauseMinutes', words.t('examlimits_pause'), 'number', String(limits.leastPauseMinutes)),
        least: 0,
      },
    ],
  };
}

const textOf = (typed: FormData) => (name: string) => {
  const value = typed.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** What was typed, as the service takes it. */
export function typedDay(typed: FormData, instead: string | null): SaveCalendarDay {
  const text = textOf(typed);
  return {
    instead,
    date: text('date'),
    kind: text('kind') === 'workingDay' ? 'workingDay' : 'dayOff',
    name: { kk: text('name.kk'), ru: text('name.ru'), en: text('name.en') },
  };
}

export function typedTerm(typed: FormData, isNew: boolean): SaveAcademicTerm {
  const text = textOf(typed);
  return {
    isNew,
    academicYear: text('academicYear'),
    term: Number(text('term')),
    startsOn: text('startsOn'),
    endsOn: text('endsOn'),
    week1On: text('week1On'),
    periods: Object.fromEntries(
      periods.map((period) => [
        period,
        { startsOn: text(`periods.${period}.startsOn`), endsOn: text(`periods.${period}.endsOn`) },
      ]),
    ),
  };
}

/** A number that was left out is told by the service, at its field. */
export function typedLimits(typed: FormData, kind: ExamLimits['kind']): SaveExamLimits {
  const text = textOf(typed);
  const number = (name: string) => (text(name) === '' ? -1 : Number(text(name)));
  return { kind, mostADay: number('mostADay'), leastPauseMinutes: number('leastPauseMinutes') };
}
