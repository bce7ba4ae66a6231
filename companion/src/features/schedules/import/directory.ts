/**
 * The reference tables as a person's file meets them: disciplines, groups, teachers and rooms found by code or by name,
 * forgiving in spelling, never guessing between two.
 */
import { locales, type Named } from '@qashyq/shared-types';
import { grouped } from '../../../grouped.js';
import { codeForm, editDistance, looseForm, seenForm } from './spelling.js';

export interface Coded {
  readonly code: string;
}
export interface CodedAndNamed extends Coded {
  readonly name: Named;
}

/** `entries` of length one: found. Of none: unknown. Of more: it could be any of these. */
export interface Lookup<T> {
  readonly entries: readonly T[];
  /** Found only because letters of another alphabet look the same. */
  readonly lookalike: boolean;
  /** Where nothing is found: the nearest known ones, best first. */
  readonly nearest: readonly T[];
}

/** Looks a text up in one reference table. Remembers its answers: a timetable repeats few texts thousands of times. */
export type Directory<T> = (text: string) => Lookup<T>;

/** A table of codes, optionally with another way to find an entry, tried when no code fits. */
export function directoryOf<T extends Coded>(
  table: readonly T[],
  otherwise: (text: string) => readonly T[] = () => [],
  spellings: (entry: T) => readonly string[] = ({ code }) => [seenForm(code)],
): Directory<T> {
  const byCode = grouped(table, ({ code }) => codeForm(code));
  const bySight = grouped(table, ({ code }) => seenForm(code));
  const nearestTo = nearestOf(table, spellings);
  const lookUp = (text: string): Lookup<T> => {
    const exact = byCode.get(codeForm(text)) ?? [];
    if (exact.length > 0) return { entries: exact, lookalike: false, nearest: [] };
    const seen = bySight.get(seenForm(text)) ?? [];
    if (seen.length > 0) return { entries: seen, lookalike: true, nearest: [] };
    const entries = [...new Set(otherwise(text))];
    return { entries, lookalike: false, nearest: entries.length === 0 ? nearestTo(text) : [] };
  };
  return remembered(lookUp);
}

/** Disciplines: by code, or by their name in any of the languages. */
export function disciplineDirectory<T extends CodedAndNamed>(table: readonly T[]): Directory<T> {
  const names = table.flatMap((entry) => locales.map((locale) => ({ entry, name: looseForm(entry.name[locale]) })));
  const byName = grouped(names, ({ name }) => name);
  return directoryOf(
    table,
    (text) => (byName.get(looseForm(text)) ?? []).map(({ entry }) => entry),
    ({ code, name }) => [seenForm(code), ...locales.map((locale) => looseForm(name[locale]))],
  );
}

/** Teachers: by staff number, by full name, or by surname with initials; names of any of the languages. */
export function teacherDirectory<T extends CodedAndNamed>(table: readonly T[]): Directory<T> {
  const codes = new Map(table.map((entry) => [codeForm(entry.code), entry]));
  const names = table.flatMap((entry) => locales.map((locale) => ({ entry, words: nameWords(entry.name[locale]) })));
  return directoryOf(
    table,
    (text) => {
      // «T01 Сейтқали А.Б.», «Сейтқали А.Б. (T01)»: the number decides.
      const numbered = text.split(/[\s,;()]+/).map((part) => (/\d/.test(part) ? codes.get(codeForm(part)) : undefined));
      const byNumber = numbered.filter((entry) => entry !== undefined);
      if (byNumber.length > 0) return byNumber;
      const orders = writtenOrders(nameWords(text));
      return names.filter(({ words }) => orders.some((order) => isSameName(order, words))).map(({ entry }) => entry);
    },
    ({ code, name }) => [
      seenForm(code),
      ...locales.flatMap((locale) => [looseForm(name[locale]), nameWords(name[locale])[0] ?? '']),
    ],
  );
}

const titles = new Set(
  'доц доцент проф профессор преп преподаватель старший ст аға оқытушы ассистент асс қауымдастырылған ассоц phd dr prof mr ms mrs'.split(
    ' ',
  ),
);

function nameWords(name: string): string[] {
  return name
    .split(/[\s.,]+/)
    .map(looseForm)
    .filter((word) => word !== '' && !titles.has(word));
}

/** «Сейтқали А.Б.», «А.Б. Сейтқали» and «Айгүл Сейтқали» name one person: surname first, in each order it may have been. */
function writtenOrders(words: readonly string[]): string[][] {
  return [[...words], [...words.slice(-1), ...words.slice(0, -1)]];
}

/** Surname in full, then given name and patronymic in full or as initials of one or two letters; the last may be missing. */
function isSameName(written: readonly string[], full: readonly string[]): boolean {
  if (written.length === 0 || written.length > full.length || written[0] !== full[0]) return false;
  return written.slice(1).every((word, index) => {
    const whole = full[index + 1]!;
    return word === whole || (word.length <= 2 && whole.startsWith(word));
  });
}

/** Looking for the nearest of many names is slow; a file with more unknown texts than this has another trouble. */
const searchBudget = 200;
const suggestions = 3;

function nearestOf<T>(table: readonly T[], spellings: (entry: T) => readonly string[]): (text: string) => T[] {
  const known = table.map((entry) => ({ entry, forms: spellings(entry).filter((form) => form !== '') }));
  let searches = 0;
  return (text) => {
    searches += 1;
    if (searches > searchBudget || text.length > 100) return [];
    const written = [...new Set([seenForm(text), looseForm(text), nameWords(text)[0] ?? ''])].filter(
      ({ length }) => length > 1,
    );
    const limit = Math.min(4, Math.max(1, Math.floor(looseForm(text).length / 3)));
    return known
      .map(({ entry, forms }) => ({
        entry,
        distance: Math.min(...written.flatMap((one) => forms.map((other) => editDistance(one, other, limit)))),
      }))
      .filter(({ distance }) => distance <= limit)
      .sort((a, b) => a.distance - b.distance)
      .slice(0, suggestions)
      .map(({ entry }) => entry);
  };
}

function remembered<T>(lookUp: Directory<T>): Directory<T> {
  const answers = new Map<string, Lookup<T>>();
  return (text) => {
    const answer = answers.get(text) ?? lookUp(text);
    answers.set(text, answer);
    return answer;
  };
}
