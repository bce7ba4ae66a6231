/** Exams by date, as the table and the cards of the phone show them. */
import type { DatedLine, DatedView } from '@qashyq/shared-types';
import {
  clashSentence,
  consultationText,
  datedClashesOf,
  datedKindText,
  datedLabel,
  datedPeople,
  datedPlace,
  heldTime,
  otherSide,
} from './dated-lines.js';
import { dateText, weekdayOf } from './moments.js';
import { disciplineText, groupsText, roomText, teacherText, weekdayText } from './schedule-lines.js';
import type { Choice } from './week-grid.js';
import { coded, type Words } from './words.js';

/** What the table needs of a schedule. */
export type Dated = Pick<DatedView, 'kind' | 'lines' | 'clashes' | 'names'> & Partial<Pick<DatedView, 'limits'>>;

function peopleOf(line: DatedLine): string[] {
  const { examinerCode, proctorCode, chairCode, secretaryCode, memberCodes } = line;
  return [examinerCode, proctorCode, chairCode, secretaryCode, ...memberCodes].filter((code) => code !== null);
}

/** Everything, or what concerns one group, teacher or room (`group:АЖ-25-11`). */
export function shownDated({ lines }: Pick<Dated, 'lines'>, show: string): DatedLine[] {
  const at = show.indexOf(':');
  const code = show.slice(at + 1);
  const isShown = (line: DatedLine): boolean => {
    switch (show.slice(0, Math.max(at, 0))) {
      case 'group':
        return line.groupCodes.includes(code);
      case 'teacher':
        return peopleOf(line).includes(code);
      case 'room':
        return line.roomCode === code;
      default:
        return true;
    }
  };
  return lines
    .filter(isShown)
    .sort((a, b) => a.date.localeCompare(b.date) || a.starts.localeCompare(b.starts) || a.key.localeCompare(b.key));
}

/** Groups, teachers and rooms that occur in the lines, to look at one of them. */
export function datedChoices(view: Dated, show: string, words: Words): { label: string; choices: Choice[] }[] {
  const collator = new Intl.Collator(words.locale, { numeric: true });
  const choices = (kind: string, codes: string[], nameOf: (code: string) => string): Choice[] =>
    [...new Set(codes)]
      .map((code) => ({ value: `${kind}:${code}`, label: nameOf(code), selected: show === `${kind}:${code}` }))
      .sort((a, b) => collator.compare(a.label, b.label));
  const { lines, names } = view;
  return [
    {
      label: words.t('lens_groups'),
      choices: choices(
        'group',
        lines.flatMap((line) => line.groupCodes),
        (code) => names.groups[code] ?? code,
      ),
    },
    {
      label: words.t('lens_teachers'),
      choices: choices('teacher', lines.flatMap(peopleOf), (code) => teacherText(code, names, words)),
    },
    {
      label: words.t('lens_rooms'),
      choices: choices(
        'room',
        lines.flatMap((line) => line.roomCode ?? []),
        (code) => roomText(code, names),
      ),
    },
  ].filter((group) => group.choices.length > 0);
}

export interface DatedRow {
  key: string;
  time: string;
  discipline: string;
  groups: string;
  kind: string;
  platform: string | null;
  place: string;
  link: string | null;
  people: { what: string; who: string }[];
  consultation: { text: string; link: string | null } | null;
  /** What else is to be known: order of admission, recording, remark. */
  notes: string[];
  label: string;
  clashes: { text: string; href: string | null; accepted: string | null }[];
  hasClash: boolean;
  isAccepted: boolean;
}

/** The rows by day, in their order. */
export function datedDays(view: Dated, show: string, words: Words): { day: string; rows: DatedRow[] }[] {
  const byKey = new Map(view.lines.map((line) => [line.key, line]));
  const days = new Map<string, DatedRow[]>();
  for (const line of shownDated(view, show))
    days.set(line.date, [...(days.get(line.date) ?? []), rowOf(line, view, byKey, words)]);
  return [...days].map(([date, rows]) => ({
    day: `${weekdayText(weekdayOf(date), words)}, ${dateText(date)}`,
    rows,
  }));
}

function rowOf(line: DatedLine, view: Dated, byKey: ReadonlyMap<string, DatedLine>, words: Words): DatedRow {
  const { names, clashes } = view;
  const seen = datedClashesOf(line.key, clashes, byKey, names, words);
  const consultation = consultationText(line, words);
  return {
    key: line.key,
    time: heldTime(line),
    discipline: disciplineText(line.disciplineCode, names, words),
    groups: groupsText(line.groupCodes, names),
    kind: datedKindText(line, words),
    platform: line.platform,
    place: datedPlace(line, names, words),
    link: line.link,
    people: datedPeople(line, names, words),
    consultation: consultation === null ? null : { text: consultation, link: line.consultationLink },
    notes: [
      ...(line.learnersOrder === null ? [] : [words.t('dated_order', line.learnersOrder)]),
      ...(line.recording === null ? [] : [words.t(line.recording ? 'dated_recorded' : 'dated_not_recorded')]),
      ...(line.remark === null ? [] : [line.remark]),
    ],
    label: datedLabel(line, names, words),
    clashes: seen.map((one) => ({
      text: clashSentence(one, names, words),
      href: one.href,
      accepted: one.clash.acceptedReason,
    })),
    hasClash: seen.some(({ clash }) => clash.acceptedReason === null),
    isAccepted: seen.length > 0 && seen.every(({ clash }) => clash.acceptedReason !== null),
  };
}

/** Every clash once, for the summary above the table. */
export function datedClashSummary(view: Dated, words: Words) {
  const byKey = new Map(view.lines.map((line) => [line.key, line]));
  return view.clashes.map((clash) => {
    const line = byKey.get(clash.lineKey);
    const sentence = clashSentence({ clash, ...otherSide(clash, view.names, words) }, view.names, words);
    return {
      text:
        line === undefined
          ? sentence
          : words.t('datedclash_at', { line: datedLabel(line, view.names, words), what: sentence }),
      accepted: clash.acceptedReason,
      href: otherSide(clash, view.names, words).href,
    };
  });
}

/** By what it was checked; null where nothing was. */
export function limitsSentence({ limits }: Pick<Dated, 'limits'>, words: Words): string | null {
  return limits === undefined
    ? null
    : words.t('examlimits_checked', {
        most: limits.mostADay,
        pause: words.t('examlimits_minutes', limits.leastPauseMinutes),
      });
}

/** Which columns the kind has besides time, what, where and who. */
export function datedColumns({ kind }: Pick<Dated, 'kind'>, words: Words) {
  return {
    caption: words.t(`kind_${coded(kind)}`),
    hasConsultations: kind === 'interimAttestationSchedule',
  };
}
