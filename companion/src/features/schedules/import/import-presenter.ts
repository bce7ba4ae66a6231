import type { Knex } from 'knex';
import type { ImportPreview, Locale } from '@qashyq/shared-types';
import { listTimeSlots } from '../../../calendar/calendar-store.js';
import type { ScheduleImportRow } from '../../../db/tables.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { instant } from '../../../workflow/case-presenter.js';
import { lineWords } from '../line-words.js';
import { loadNames } from '../schedule-names.js';
import { foreignLines } from '../schedule-view.js';
import type { CheckedImport } from './check-import.js';
import { checkedImport } from './import-store.js';
import { faultReport } from './fault-report.js';
import { toImportFault, type Finding, type FaultCode } from './faults.js';

const inWords = (findings: readonly Finding<string>[], locale: Locale, catalogue: Catalogue) =>
  findings.map((finding) => toImportFault(finding as Finding<FaultCode>, locale, catalogue));

/** A checked file in the words of its reader. */
export async function presentImport(
  db: Knex,
  catalogue: Catalogue,
  row: ScheduleImportRow,
  locale: Locale,
): Promise<ImportPreview> {
  const checked = checkedImport(row);
  const present = row.case_id === null ? undefined : await db('cases').where({ id: row.case_id }).first();
  const stale = row.applied_case_id === null && present !== undefined && present.version !== row.case_version;
  const obstacles: string[] = [];
  if (checked.faults.length > 0)
    obstacles.push(catalogue.plural(locale, 'import_obstacle_faults', checked.faults.length));
  if (stale) obstacles.push(catalogue.text(locale, 'error_importstale'));
  if (row.applied_case_id !== null) obstacles.push(catalogue.text(locale, 'import_obstacle_applied'));
  return {
    id: row.id,
    caseId: row.applied_case_id ?? row.case_id,
    header: checked.header,
    fileName: row.file_name,
    state: row.applied_case_id !== null ? 'applied' : stale ? 'stale' : 'checked',
    columns: [...checked.columns],
    rows: checked.rows.map((one) => ({ ...one, cells: [...one.cells] })),
    faults: inWords(checked.faults, locale, catalogue),
    notes: inWords(checked.notes, locale, catalogue),
    clashes: [...checked.clashes],
    // Files checked before there were proposals have none.
    freePlaces: [...(checked.freePlaces ?? [])],
    slots: await listTimeSlots(db),
    removed: [...checked.removed],
    names: await loadNames(db, linesOf(checked)),
    obstacles,
    createdAt: instant(row.created_at),
  };
}

/** The faults and clashes as a workbook; a line is named by its row in the file. */
export async function presentFaults(
  db: Knex,
  catalogue: Catalogue,
  row: ScheduleImportRow,
  locale: Locale,
): Promise<Buffer> {
  const checked = checkedImport(row);
  const words = await lineWords(db, catalogue, linesOf(checked));
  const rowOf = new Map(
    checked.rows.flatMap(({ line, row: number }) => (line === null ? [] : [[line.key, number] as const])),
  );
  const describeLine = (key: string) => {
    const line = words.get(key)?.[locale] ?? '';
    const row = rowOf.get(key);
    return row === undefined
      ? catalogue.text(locale, 'clash_other_schedule', line)
      : catalogue.text(locale, 'import_line_of_row', { row, line });
  };
  const faults = inWords(checked.faults, locale, catalogue);
  return Buffer.from(await faultReport({ faults, clashes: checked.clashes, describeLine }, locale, catalogue));
}

function linesOf(checked: CheckedImport) {
  return [...checked.rows.flatMap(({ line }) => line ?? []), ...checked.removed, ...foreignLines(checked.clashes)];
}
