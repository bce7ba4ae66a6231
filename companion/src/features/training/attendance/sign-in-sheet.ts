/** The list of a session on paper, for signing. */
import type { Knex } from 'knex';
import type { Locale, Named } from '@qashyq/shared-types';
import { dateText } from '../../../calendar/plain-dates.js';
import type { TrainingRow } from '../../../db/tables.js';
import { renderPdf, type Paper } from '../../../documents/pdf.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { named } from '../../../identity/person-store.js';
import { loadBriefs } from '../../../workflow/case-presenter.js';
import { trainingTitle } from '../present-training.js';
import { getSession, listListed } from './attendance-store.js';

export interface SignInSheet {
  university: Named;
  training: Named;
  heldOn: string;
  hours: string;
  place: string | null;
  trainers: Named[];
  people: { name: Named; unit: Named | null }[];
  printedAt: number;
}

/** A few lines for who comes without standing on the list. */
const emptyRows = 3;

export async function printSignInSheet(
  db: Knex,
  catalogue: Catalogue,
  training: TrainingRow,
  sessionId: number,
  locale: Locale,
  now: number,
): Promise<{ fileName: string; content: Buffer }> {
  const session = await getSession(db, training.id, sessionId);
  const listed = await listListed(db, training.id);
  const units = await db('org_units');
  const trainers = await db('training_trainers').where({ training_id: training.id }).orderBy('position');
  const { person } = await loadBriefs(
    db,
    trainers.flatMap((row) => row.person_id ?? []),
    [],
  );
  const paper = sheetPaper(
    {
      university: named(units.find((unit) => unit.parent_id === null)!),
      training: trainingTitle(training),
      heldOn: session.held_on,
      hours: `${session.starts}–${session.ends}`,
      place: session.room_code,
      trainers: trainers.map((row) =>
        row.person_id === null
          ? { kk: row.outside_name, ru: row.outside_name, en: row.outside_name }
          : person(row.person_id).name,
      ),
      people: listed.map((row) => {
        const unit = units.find(({ id }) => id === row.org_unit_id);
        return { name: named(row), unit: unit === undefined ? null : named(unit) };
      }),
      printedAt: now,
    },
    catalogue,
    locale,
  );
  return { fileName: `${paper.title}.pdf`, content: await renderPdf(paper) };
}

export function sheetPaper(sheet: SignInSheet, catalogue: Catalogue, locale: Locale): Paper {
  const t = (key: string, params?: Parameters<Catalogue['text']>[2]) => catalogue.text(locale, key, params);
  const title = t('signinsheet_filename', dateText(sheet.heldOn));
  const facts: [string, string][] = [
    ['signinsheet_training', sheet.training[locale]],
    ['signinsheet_date', `${dateText(sheet.heldOn)}, ${sheet.hours}`],
    ...(sheet.place === null ? [] : [['signinsheet_place', sheet.place] as [string, string]]),
    ['signinsheet_trainer', sheet.trainers.map((trainer) => trainer[locale]).join(', ')],
  ];
  const rows = [...sheet.people, ...Array<null>(emptyRows).fill(null)];
  return {
    language: locale,
    orientation: 'portrait',
    title,
    subject: t('signinsheet_heading'),
    author: sheet.university[locale],
    printedAt: sheet.printedAt,
    runningHead: title,
    runningFoot: sheet.training[locale],
    pageLabel: t('sheet_page', { page: '{page}', pages: '{pages}' }),
    warning: null,
    styles: {
      university: { fontSize: 10.5, alignment: 'center', margin: [0, 0, 0, 8] },
      heading: { fontSize: 15, bold: true, alignment: 'center', margin: [0, 0, 0, 10] },
      tableHead: { bold: true, alignment: 'center' },
    },
    content: [
      { text: sheet.university[locale], style: 'university' },
      { text: t('signinsheet_heading'), style: 'heading' },
      {
        table: {
          widths: ['auto', '*'],
          body: facts.map(([key, value]) => [{ text: t(key), color: '#444444', marginRight: 14 }, value]),
        },
        layout: 'noBorders',
        fontSize: 10,
        marginBottom: 10,
      },
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: [22, '*', 150, 130],
          // High enough for a pen.
          heights: [14, ...rows.map(() => 24)],
          body: [
            ['no', 'name', 'unit', 'signature'].map((column) => ({
              text: t(`signinsheet_column_${column}`),
              style: 'tableHead',
            })),
            ...rows.map((row, index) => [
              { text: String(index + 1), alignment: 'center' as const },
              { text: row?.name[locale] ?? '', fontSize: 9.5 },
              row?.unit?.[locale] ?? '',
              '',
            ]),
          ],
        },
        layout: 'ruled',
      },
    ],
  };
}
