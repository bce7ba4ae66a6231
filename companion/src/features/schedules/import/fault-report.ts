/**
 * The findings of a checked file as a workbook, to be worked through beside the file itself.
 */
import type { Clash, DatedClash, ImportFault, Locale, Names } from '@qashyq/shared-types';
import { dateText } from '../../../calendar/plain-dates.js';
import { writeWorkbook, type CellContent } from '../../../documents/write-workbook.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { clashSubject, otherSide } from '../dated/clash-words.js';

export interface ClashSheet {
  /** Keys of the headings, with the widths of the columns. */
  readonly columns: readonly (readonly [key: string, width: number])[];
  readonly rows: readonly (readonly CellContent[])[];
}

/** A line of this file in words, e.g. with its row number. */
export type DescribeLine = (lineKey: string) => string;

/** The report in one language, as the bytes of an .xlsx file; the faults are already in the words of the reader. */
export function faultReport(
  faults: readonly ImportFault[],
  clashes: ClashSheet,
  locale: Locale,
  catalogue: Catalogue,
): Promise<Uint8Array> {
  const column = (key: string, width: number) => ({ heading: catalogue.text(locale, key), width });
  return writeWorkbook([
    {
      name: catalogue.text(locale, 'faultreport_sheet_faults'),
      columns: [
        column('faultreport_row', 10),
        column('faultreport_column', 24),
        column('faultreport_found', 28),
        column('faultreport_message', 60),
        column('faultreport_expected', 40),
      ],
      rows: faults.map(({ row, column: title, found, message, expected }) => [
        row === 0 ? null : row,
        title,
        found,
        message,
        expected,
      ]),
    },
    {
      name: catalogue.text(locale, 'faultreport_sheet_clashes'),
      columns: clashes.columns.map(([key, width]) => column(key, width)),
      rows: clashes.rows.map((row) => [...row]),
    },
  ]);
}

export function lessonClashSheet(
  clashes: readonly Clash[],
  describeLine: DescribeLine,
  locale: Locale,
  catalogue: Catalogue,
): ClashSheet {
  return {
    columns: [
      ['faultreport_resource', 24],
      ['faultreport_weekday', 16],
      ['faultreport_slots', 12],
      ['faultreport_weeks', 16],
      ['faultreport_line', 48],
      ['faultreport_other_line', 48],
      ['faultreport_accepted_reason', 32],
    ],
    rows: clashes.map((clash) => [
      catalogue.text(locale, `clash_${clash.resource}`, clash.resourceCode),
      catalogue.text(locale, `weekday_${clash.weekday}`),
      clash.slots.join(', '),
      clash.weeks.join(', '),
      describeLine(clash.lineKey),
      describeLine(clash.otherLineKey),
      clash.acceptedReason,
    ]),
  };
}

export function datedClashSheet(
  clashes: readonly DatedClash[],
  describeLine: DescribeLine,
  names: Names,
  locale: Locale,
  catalogue: Catalogue,
): ClashSheet {
  const other = (clash: DatedClash): string =>
    clash.other?.caseId === null ? describeLine(clash.other.lineKey) : otherSide(clash, names, locale, catalogue);
  return {
    columns: [
      ['faultreport_clash', 48],
      ['faultreport_date', 14],
      ['faultreport_time', 16],
      ['faultreport_line', 48],
      ['faultreport_other_line', 48],
      ['faultreport_accepted_reason', 32],
    ],
    rows: clashes.map((clash) => [
      clashSubject(clash, names, locale, catalogue),
      dateText(clash.date),
      `${clash.starts}–${clash.ends}`,
      describeLine(clash.lineKey),
      other(clash),
      clash.acceptedReason,
    ]),
  };
}
