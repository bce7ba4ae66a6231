/**
 * The findings of a checked file as a workbook, to be worked through beside the file itself.
 */
import type { Clash, ImportFault, Locale } from '@qashyq/shared-types';
import { writeWorkbook } from '../../../documents/write-workbook.js';
import type { Catalogue } from '../../../i18n/catalogue.js';

export interface CheckedFile {
  /** Already in the words of the reader. */
  readonly faults: readonly ImportFault[];
  readonly clashes: readonly Clash[];
  /** A line of this file in words, e.g. with its row number. */
  readonly describeLine: (lineKey: string) => string;
}

/** The report in one language, as the bytes of an .xlsx file. */
export function faultReport(checked: CheckedFile, locale: Locale, catalogue: Catalogue): Promise<Uint8Array> {
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
      rows: checked.faults.map(({ row, column: title, found, message, expected }) => [
        row === 0 ? null : row,
        title,
        found,
        message,
        expected,
      ]),
    },
    {
      name: catalogue.text(locale, 'faultreport_sheet_clashes'),
      columns: [
        column('faultreport_resource', 24),
        column('faultreport_weekday', 16),
        column('faultreport_slots', 12),
        column('faultreport_weeks', 16),
        column('faultreport_line', 48),
        column('faultreport_other_line', 48),
        column('faultreport_accepted_reason', 32),
      ],
      rows: checked.clashes.map((clash) => [
        catalogue.text(locale, `clash_${clash.resource}`, clash.resourceCode),
        catalogue.text(locale, `weekday_${clash.weekday}`),
        clash.slots.join(', '),
        clash.weeks.join(', '),
        checked.describeLine(clash.lineKey),
        checked.describeLine(clash.otherLineKey),
        clash.acceptedReason,
      ]),
    },
  ]);
}
