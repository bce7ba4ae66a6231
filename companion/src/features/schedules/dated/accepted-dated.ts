/** Clashes of dated lines that somebody accepted, with their reason: frozen with the edition, so that the sheet shows what those who agreed saw. */
import type { Knex } from 'knex';
import type { DatedClash, Locale, Named } from '@qashyq/shared-types';
import { dateText } from '../../../calendar/plain-dates.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { SheetAnnex } from '../../../workflow/sheet-annex.js';
import { clashSubject, otherSide } from './clash-words.js';
import { datedContentOf } from './dated-content.js';
import { datedNames } from './dated-names.js';
import { datedLineWords } from './dated-words.js';

/** In an order of their own: the same clashes freeze to the same bytes, whatever the database read first. */
export function acceptedDated(clashes: readonly DatedClash[]): DatedClash[] {
  const place = ({ date, starts, rule, subject, lineKey, other }: DatedClash) =>
    [date, starts, rule, subject?.code, lineKey, other?.lineKey, other?.what].join(' ');
  return clashes
    .filter(({ acceptedReason }) => acceptedReason !== null)
    .map((clash) => ({ clash, place: place(clash) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ clash }) => clash);
}

/** The table of the agreement sheet: what is wrong and with whom, when, both sides, and why it was accepted. Null where there is nothing. */
export async function datedClashesAnnex(
  db: Knex,
  catalogue: Catalogue,
  contentJson: string,
): Promise<SheetAnnex | null> {
  const { lines, acceptedClashes = [] } = datedContentOf(contentJson);
  if (acceptedClashes.length === 0) return null;
  const words = await datedLineWords(db, lines);
  const names = await datedNames(db, lines, acceptedClashes);
  const same = (text: string): Named => ({ kk: text, ru: text, en: text });
  const each = (say: (locale: Locale) => string): Named => ({ kk: say('kk'), ru: say('ru'), en: say('en') });
  return {
    title: catalogue.named('sheet_clashes'),
    columns: [
      { heading: catalogue.named('sheet_column_no'), width: 18 },
      { heading: catalogue.named('sheet_clash_subject'), width: 130 },
      { heading: catalogue.named('sheet_clash_when'), width: 90 },
      { heading: catalogue.named('sheet_clash_line'), width: '*' },
      { heading: catalogue.named('sheet_clash_otherline'), width: '*' },
      { heading: catalogue.named('sheet_clash_reason'), width: 150 },
    ],
    rows: acceptedClashes.map((clash, index) => [
      same(String(index + 1)),
      each((locale) => clashSubject(clash, names, locale, catalogue)),
      same(`${dateText(clash.date)} ${clash.starts}–${clash.ends}`),
      words.get(clash.lineKey) ?? same(''),
      each((locale) => otherSide(clash, names, locale, catalogue)),
      same(clash.acceptedReason ?? ''),
    ]),
  };
}
