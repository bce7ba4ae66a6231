/** My timetable in words: whose it is, the next lesson, days without lessons. */
import type { Timetable } from '@qashyq/shared-types';
import type { Dated } from './dated-list.js';
import { addDays, almatyDate, dateWithWeekday, instantText } from './moments.js';
import { placeHash } from './place.js';
import { placeText, teacherText, timeText } from './schedule-lines.js';
import { cardsOf, type Choice, type Lens, type Lessons } from './week-grid.js';
import type { Words } from './words.js';

export function lessonsOf({ lines, names, slots, week1On, replaced }: Timetable, words: Words): Lessons {
  const told = replaced.map(({ lineKey, kind, on, reason, ...planned }) => {
    const facts = {
      when: `${dateWithWeekday(on, words)} ${timeText(planned, slots)}`,
      place: placeText(planned, names, words),
      teacher: teacherText(planned.teacherCode, names, words),
    };
    const text = `${words.t('replacement_as_planned', facts)}. ${words.t('replacement_why', reason)}`;
    return [lineKey, { name: words.t(`replacement_name_${kind}`), text }] as const;
  });
  return { lines, names, slots, week1On, clashes: [], replaced: new Map(told) };
}

export function isReplaced({ replaced }: Timetable, lineKey: string): boolean {
  return replaced.some((one) => one.lineKey === lineKey);
}

/** Where a lesson can be replaced, by who may; of a replaced one where its replacement stands. */
export function replacementHref(
  { replaceable, replaced }: Timetable,
  lineKey: string,
  week: number | null,
): string | null {
  const done = replaced.find((one) => one.lineKey === lineKey);
  if (done !== undefined) return placeHash(`/cases/${done.caseId}`);
  const schedule = replaceable[lineKey];
  return schedule === undefined ? null : placeHash('/replacements', { schedule, line: lineKey, week });
}

/** Exams of all kinds in one list by date; what each is stands in its row. */
export function examsView({ exams, names }: Timetable): Dated {
  return { kind: 'interimAttestationSchedule', lines: exams.map(({ line }) => line), clashes: [], names };
}

/** The week that is looked at before the person chooses: that of the next lesson, else the present one, else all. */
export function firstWeek({ next, presentWeek }: Timetable): number | null {
  return next?.week ?? presentWeek;
}

export function timetableHead(view: Timetable, words: Words) {
  const name = view.of === null ? null : words.name(view.of.name);
  return {
    title: view.isMine || name === null ? words.t('tab_timetable') : words.t('timetable_of', name),
    terms: view.terms.map((term) => ({
      value: `${term.academicYear} ${term.term}`,
      label: words.t('term_of_year', { term: term.term, year: term.academicYear }),
      selected: term.chosen,
    })),
  };
}

/** Mine, and everybody and everything one may look at; null for who may not choose. */
export function ownerChoices(view: Timetable, words: Words) {
  const { teachers, groups, rooms } = view.choices;
  if (teachers.length + groups.length + rooms.length === 0) return null;
  const collator = new Intl.Collator(words.locale, { numeric: true });
  const present = view.of === null ? null : `${view.of.owner}:${view.of.code}`;
  const choices = (owner: string, each: typeof teachers): Choice[] =>
    each
      .map(({ code, name }) => ({
        value: `${owner}:${code}`,
        label: words.name(name),
        selected: !view.isMine && present === `${owner}:${code}`,
      }))
      .sort((a, b) => collator.compare(a.label, b.label));
  return {
    first: view.canHaveFeed ? words.t('timetable_mine') : words.t('timetable_choose'),
    sections: [
      { label: words.t('lens_groups'), choices: choices('group', groups) },
      { label: words.t('lens_teachers'), choices: choices('teacher', teachers) },
      { label: words.t('lens_rooms'), choices: choices('room', rooms) },
    ].filter((section) => section.choices.length > 0),
  };
}

/** The lesson that is held now or comes next, as a card with its date. */
export function nextLesson(view: Timetable, words: Words, now: number) {
  const { next } = view;
  if (next === null) return null;
  const lessons = lessonsOf(view, words);
  const lens: Lens = { week: next.week, show: 'all' };
  const lines = lessons.lines.filter((line) => line.key === next.lineKey);
  const time = (instant: string) => instantText(instant).slice(-5);
  return {
    isNow: Date.parse(next.startsAt) <= now,
    when: words.t('timetable_next_when', {
      date: dateWithWeekday(almatyDate(next.startsAt), words),
      from: time(next.startsAt),
      to: time(next.endsAt),
      week: next.week,
    }),
    cards: cardsOf(lessons, lines, lens, words),
  };
}

/** Sessions of trainings ahead. */
export function trainingSessions(view: Timetable, words: Words) {
  return view.trainings.map(({ trainingId, title, startsAt, endsAt, place, isTrainer }) => ({
    href: placeHash(`/trainings/${trainingId}`),
    title: words.name(title) || title.kk,
    when: `${dateWithWeekday(almatyDate(startsAt), words)}, ${instantText(startsAt).slice(-5)}–${instantText(endsAt).slice(-5)}`,
    place,
    isTrainer,
  }));
}

/** Why lessons of the week that is looked at are not held; all such days of the term where no week is chosen. */
export function daysOffShown(view: Timetable, week: number | null, words: Words): string[] {
  const monday = week === null ? null : addDays(view.week1On, (week - 1) * 7);
  const sunday = monday === null ? null : addDays(monday, 6);
  return view.daysOff
    .filter(({ on }) => monday === null || sunday === null || (on >= monday && on <= sunday))
    .map(({ on, name }) => words.t('timetable_dayoff', { date: dateWithWeekday(on, words), name: words.name(name) }));
}

/** What stands there when there are no lessons. */
export function emptyText(view: Timetable, words: Words): string {
  if (view.isMine) return words.t('timetable_empty_mine');
  if (view.of !== null) return words.t('timetable_empty_of');
  return words.t(ownerChoices(view, words) === null ? 'timetable_empty_noright' : 'timetable_empty_nobody');
}
