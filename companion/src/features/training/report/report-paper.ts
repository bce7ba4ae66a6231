/** The report on paper: heading, tables that repeat their heads, the place to sign, and when and for whom it was made. */
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Locale, Named } from '@qashyq/shared-types';
import { localDate, localTime } from '../../../calendar/local-time.js';
import { dateText } from '../../../calendar/plain-dates.js';
import type { Paper } from '../../../documents/pdf.js';
import type { CellContent } from '../../../documents/write-workbook.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { surnameAndInitials } from '../../../identity/short-name.js';
import type { ReportTable } from './report-words.js';

export interface PaperFacts {
  university: Named;
  /** The head of the department; null: nobody holds the post today. */
  signatory: Named | null;
  /** Who made it. */
  reader: Named;
  subject: readonly string[];
  tables: readonly ReportTable[];
  printedAt: number;
}

export function reportPaper(facts: PaperFacts, catalogue: Catalogue, locale: Locale): Paper {
  const t = (key: string, params?: Parameters<Catalogue['text']>[2]) => catalogue.text(locale, key, params);
  const heading = t('trainingreport_heading');
  const [period = ''] = facts.subject;
  const madeAt = `${dateText(localDate(facts.printedAt))} ${localTime(facts.printedAt)}`;
  return {
    language: locale,
    orientation: 'landscape',
    title: `${heading}, ${period}`,
    subject: heading,
    author: facts.university[locale],
    printedAt: facts.printedAt,
    runningHead: `${heading}, ${period}`,
    runningFoot: t('trainingreport_made', { date: madeAt, name: surnameAndInitials(facts.reader[locale]) }),
    pageLabel: t('sheet_page', { page: '{page}', pages: '{pages}' }),
    warning: null,
    styles: {
      university: { fontSize: 10.5, alignment: 'center', margin: [0, 0, 0, 6] },
      heading: { fontSize: 15, bold: true, alignment: 'center', margin: [0, 0, 0, 4] },
      subject: { fontSize: 10, alignment: 'center', margin: [0, 0, 0, 2] },
      section: { fontSize: 11, bold: true, margin: [0, 10, 0, 4] },
      title: { fontSize: 11, bold: true, margin: [-3.5, 10, 0, 2] },
      tableHead: { bold: true, alignment: 'center' },
      empty: { fontSize: 9, italics: false, color: '#444444', margin: [0, 0, 0, 2] },
      signature: { fontSize: 10, margin: [0, 24, 0, 0] },
      small: { fontSize: 7.5, color: '#444444' },
    },
    content: [
      { text: facts.university[locale], style: 'university' },
      { text: heading, style: 'heading' },
      ...facts.subject.map((text): Content => ({ text, style: 'subject' })),
      ...facts.tables.flatMap((table) => section(table, t('trainingreport_norows'))),
      signature(facts, t, locale),
    ],
  };
}

/** The title belongs to the head of its table, so that no page ends with it. */
function section(table: ReportTable, none: string): Content[] {
  const { title, columns, rows } = table;
  if (rows.length === 0)
    return [
      { text: title, style: 'section' },
      { text: none, style: 'empty' },
    ];
  return [
    {
      table: {
        headerRows: 2,
        dontBreakRows: true,
        keepWithHeaderRows: 1,
        widths: columnWidths(table),
        body: [
          [
            { text: title, style: 'title', colSpan: columns.length, border: [false, false, false, false] },
            ...Array<TableCell>(columns.length - 1).fill({}),
          ],
          columns.map(({ heading }): TableCell => ({ text: heading, style: 'tableHead' })),
          ...rows.map((cells) => cells.map(cellOf)),
        ],
      },
      layout: 'ruled',
    },
    // Text processors join tables between which nothing stands.
    { text: ' ', fontSize: 4 },
  ];
}

/** Numbers stand in the middle, also where they are written with a sign or not known. */
function cellOf(cell: CellContent): TableCell {
  const text = String(cell ?? '');
  return /^(-?[\d.,]+( %)?|—)$/.test(text) ? { text, alignment: 'center' } : { text: indented(text) };
}

/** Blanks at the beginning of a line would be swallowed: a kafedra stands in from its faculty by a dash. */
const indented = (text: string): string => text.replace(/^ +/, '— ');

/** A4 on its side between its margins, in points; cells have 7 of padding. */
const pageWidth = 841.9 - 57 - 28;

function columnWidths({ columns, id }: ReportTable): (number | '*')[] {
  // Two columns of numbers look lost over the whole page.
  if (id === 'numbers') return [300, 80];
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const room = pageWidth - columns.length * 7 - 2;
  return columns.map(({ width }, index) => (index === 0 ? '*' : Math.floor((width / whole) * room)));
}

/** Position, signature, name, date, as papers here are signed. */
function signature({ signatory }: PaperFacts, t: (key: string, params?: string) => string, locale: Locale): Content {
  const line = '_'.repeat(24);
  const under = (text: string): TableCell => ({ text, style: 'small', alignment: 'center' });
  return {
    style: 'signature',
    unbreakable: true,
    stack: [
      {
        table: {
          widths: [230, 150, 150, 130],
          body: [
            [
              t('role_dldhead'),
              { text: line, alignment: 'center' },
              { text: signatory === null ? line : surnameAndInitials(signatory[locale]), alignment: 'center' },
              { text: '«___» ____________ 20__', alignment: 'center' },
            ],
            [
              under(''),
              under(t('trainingreport_sign')),
              under(t('trainingreport_name')),
              under(t('trainingreport_date')),
            ],
          ],
        },
        layout: 'noBorders',
      },
    ],
  };
}
