/** Clashes of dated lines in one language, for workbooks and printed forms. */
import type { DatedClash, Locale, Names } from '@qashyq/shared-types';
import type { Catalogue } from '../../../i18n/catalogue.js';

/** What is wrong and with whom: «Сейтқали Айгүл бір уақытта екі жерде». */
export function clashSubject(
  { rule, subject, found, allowed }: DatedClash,
  names: Names,
  locale: Locale,
  catalogue: Catalogue,
): string {
  const code = subject?.code ?? '';
  const who = subject?.resource === 'person' ? (names.teachers[code]?.[locale] ?? code) : code;
  return catalogue.text(locale, `datedclash_${rule.toLowerCase()}`, {
    who,
    found: found ?? '',
    allowed: allowed ?? '',
  });
}

/** With what it clashes; empty where the line stands against the calendar. */
export function otherSide({ other }: DatedClash, names: Names, locale: Locale, catalogue: Catalogue): string {
  if (other === null) return '';
  const text = [
    `${catalogue.text(locale, `appointment_${other.what}`)} ${other.starts}–${other.ends}`,
    names.disciplines[other.disciplineCode]?.[locale] ?? other.disciplineCode,
    ...other.groupCodes,
    ...(other.roomCode === null ? [] : [other.roomCode]),
  ].join(', ');
  return other.caseId === null ? text : catalogue.text(locale, 'clash_other_schedule', text);
}
