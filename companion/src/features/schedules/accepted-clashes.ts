/** Clashes that somebody accepted, with their reason: frozen with the edition, so that the sheet shows what those who agreed saw. */
import type { Knex } from 'knex';
import type { Clash, Named } from '@qashyq/shared-types';
import type { Catalogue } from '../../i18n/catalogue.js';
import type { SheetAnnex } from '../../workflow/sheet-annex.js';
import { lineWords } from './line-words.js';
import { contentOf } from './schedule-content.js';
import { loadNames } from './schedule-names.js';

/** In an order of their own: the same clashes freeze to the same bytes, whatever the database read first. */
export function acceptedAmong(clashes: readonly Clash[]): Clash[] {
  const place = (clash: Clash) =>
    [clash.lineKey, clash.otherLineKey, clash.resource, clash.resourceCode, clash.slots[0]].join(' ');
  return clashes
    .filter(({ acceptedReason }) => acceptedReason !== null)
    .map((clash) => ({ clash, place: place(clash) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ clash }) => clash);
}

/** The table of the agreement sheet: who or what is in two places, when, both lines, and why it was accepted. Null where there is nothing. */
export async function acceptedClashesAnnex(
  db: Knex,
  catalogue: Catalogue,
  contentJson: string,
): Promise<SheetAnnex | null> {
  const { lines, acceptedClashes = [] } = contentOf(contentJson);
  if (acceptedClashes.length === 0) return null;
  const keys = new Set(acceptedClashes.flatMap(({ lineKey, otherLineKey }) => [lineKey, otherLineKey]));
  const involved = [
    ...lines.filter(({ key }) => keys.has(key)),
    ...acceptedClashes.flatMap(({ otherLine }) => otherLine ?? []),
  ];
  const words = await lineWords(db, catalogue, involved);
  const { teachers } = await loadNames(db, involved);
  const named = (key: string, params?: Parameters<Catalogue['named']>[1]) => catalogue.named(key, params);
  const same = (text: string): Named => ({ kk: text, ru: text, en: text });

  const subject = ({ resource, resourceCode }: Clash): Named =>
    named(`clash_${resource}`, (locale) =>
      resource === 'teacher' ? (teachers[resourceCode]?.[locale] ?? resourceCode) : resourceCode,
    );
  const when = ({ weekday, slots, weeks }: Clash): Named =>
    named('clash_time', (locale) => ({
      day: catalogue.text(locale, `weekday_${weekday}`),
      slots: slots.join(', '),
      weeks: weeks.join(', '),
    }));
  return {
    title: named('sheet_clashes'),
    columns: [
      { heading: named('sheet_column_no'), width: 18 },
      { heading: named('sheet_clash_subject'), width: 110 },
      { heading: named('sheet_clash_when'), width: 120 },
      { heading: named('sheet_clash_line'), width: '*' },
      { heading: named('sheet_clash_otherline'), width: '*' },
      { heading: named('sheet_clash_reason'), width: 150 },
    ],
    rows: acceptedClashes.map((clash, index) => [
      same(String(index + 1)),
      subject(clash),
      when(clash),
      words.get(clash.lineKey) ?? same(''),
      words.get(clash.otherLineKey) ?? same(''),
      same(clash.acceptedReason ?? ''),
    ]),
  };
}
