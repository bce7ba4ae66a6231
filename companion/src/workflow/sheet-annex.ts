/** What a kind of case adds to the agreement sheet besides the visas: a table of its own, in the words of every language. */
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Locale, Named } from '@qashyq/shared-types';

export interface SheetAnnex {
  title: Named;
  /** `width` in points; `*` shares what is left. */
  columns: readonly { heading: Named; width: number | '*' }[];
  rows: readonly (readonly Named[])[];
}

/** The annex as a table under its title, which no page ends with. */
export function annexTable({ title, columns, rows }: SheetAnnex, locale: Locale): Content {
  return {
    table: {
      headerRows: 2,
      keepWithHeaderRows: 1,
      widths: columns.map(({ width }) => width),
      body: [
        [
          { text: title[locale], style: 'section', colSpan: columns.length, border: [false, false, false, false] },
          ...Array<TableCell>(columns.length - 1).fill({}),
        ],
        columns.map(({ heading }): TableCell => ({ text: heading[locale], style: 'tableHead' })),
        ...rows.map((row) => row.map((cell): TableCell => cell[locale])),
      ],
    },
    layout: 'ruled',
  };
}
