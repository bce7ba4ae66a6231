import type { Knex } from 'knex';
import type { ImportPreview, Locale, Names } from '@qashyq/shared-types';
import { listTimeSlots } from '../../../calendar/calendar-store.js';
import type { ScheduleImportRow } from '../../../db/tables.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { instant } from '../../../workflow/case-presenter.js';
import { datedNames } from '../dated/dated-names.js';
import { loadNames } from '../schedule-names.js';
import { foreignLines } from '../schedule-view.js';
import type { CheckedImport } from './check-import.js';
import { datedClashSheet, faultReport, lessonClashSheet } from './fault-report.js';
import { toImportFault, type Finding, type FaultCode } from './faults.js';
import { checkedImport } from './import-store.js';
import { dated, lessons } from './importing.js';

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
  const common = {
    id: row.id,
    caseId: row.applied_case_id ?? row.case_id,
    fileName: row.file_name,
    state: row.applied_case_id !== null ? ('applied' as const) : stale ? ('stale' as const) : ('checked' as const),
    columns: [...checked.columns],
    faults: inWords(checked.faults, locale, catalogue),
    notes: inWords(checked.notes, locale, catalogue),
    names: await namesOf(db, checked),
    obstacles,
    createdAt: instant(row.created_at),
  };
  // Two branches of the same words, so that the compiler sees which lines belong to which kind.
  return checked.kind === 'lessonSchedule'
    ? {
        ...common,
        kind: checked.kind,
        header: checked.header,
        rows: checked.rows.map((one) => ({ ...one, cells: [...one.cells] })),
        clashes: [...checked.clashes],
        // Files checked before there were proposals have none.
        freePlaces: [...(checked.freePlaces ?? [])],
        slots: await listTimeSlots(db),
        removed: [...checked.removed],
      }
    : {
        ...common,
        kind: checked.kind,
        header: checked.header,
        rows: checked.rows.map((one) => ({ ...one, cells: [...one.cells] })),
        clashes: [...checked.clashes],
        removed: [...checked.removed],
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
  const words =
    checked.kind === 'lessonSchedule'
      ? await lessons.words(db, catalogue, [...linesOf(checked), ...foreignLines(checked.clashes)])
      : await dated(checked.kind).words(db, catalogue, linesOf(checked));
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
  const clashes =
    checked.kind === 'lessonSchedule'
      ? lessonClashSheet(checked.clashes, describeLine, locale, catalogue)
      : datedClashSheet(checked.clashes, describeLine, await namesOf(db, checked), locale, catalogue);
  return Buffer.from(await faultReport(faults, clashes, locale, catalogue));
}

/** Lines of the file that were understood, and those it removes. */
function linesOf<Checked extends CheckedImport>(checked: Checked): Checked['removed'][number][] {
  return [...checked.rows.flatMap(({ line }) => line ?? []), ...checked.removed];
}

function namesOf(db: Knex, checked: CheckedImport): Promise<Names> {
  return checked.kind === 'lessonSchedule'
    ? loadNames(db, [...linesOf(checked), ...foreignLines(checked.clashes)])
    : datedNames(db, linesOf(checked), checked.clashes);
}
