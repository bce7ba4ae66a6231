/** A checked timetable file in words: counts, faults, clashes that name the other line with its row, removed lines, all rows. */
import type { Clash, DatedImport, ImportPreview, LessonImport, ScheduleLine } from '@qashyq/shared-types';
import { datedClashSubject, datedClashTime, datedLabel, otherSide } from './dated-lines.js';
import { clashSubject, clashTime, lineBrief, lineLabel, otherLineText } from './schedule-lines.js';
import { placesForClash, type PlacesOfLine } from './free-places.js';
import { placeHash } from './place.js';
import type { Words } from './words.js';

export interface Chip {
  code: string;
  label: string;
  /** Id of the section it leads to; null where there is none. */
  target: string | null;
}

export interface ImportClash {
  row: string;
  who: string;
  line: string;
  other: string;
  otherRow: string | null;
  when: string;
  href: string | null;
  accepted: string | null;
  moves: PlacesOfLine[];
}

export function chipsOf(preview: ImportPreview, words: Words): Chip[] {
  const of = (change: ImportPreview['rows'][number]['change']) =>
    preview.rows.filter((row) => row.change === change).length;
  const good = preview.rows.filter((row) => row.line !== null).length;
  const chip = (code: string, count: number, label: string, target: string): Chip[] =>
    count === 0 ? [] : [{ code, label, target: `lq-import-${target}` }];
  return [
    { code: 'good', label: words.count('import_good', good), target: good === 0 ? null : 'lq-import-rows' },
    ...chip('faults', preview.faults.length, words.count('import_faults', preview.faults.length), 'faults'),
    ...chip('clashes', preview.clashes.length, words.count('import_clashes', preview.clashes.length), 'clashes'),
    ...chip('added', of('added'), words.count('changes_added', of('added')), 'rows'),
    ...chip('changed', of('changed'), words.count('changes_changed', of('changed')), 'rows'),
    ...chip('removed', preview.removed.length, words.count('changes_removed', preview.removed.length), 'removed'),
    ...chip('unchanged', of('unchanged'), words.count('changes_unchanged', of('unchanged')), 'rows'),
  ];
}

export function faultRows(preview: ImportPreview, words: Words) {
  return preview.faults.map((fault) => ({
    row: fault.row === 0 ? words.t('import_whole_file') : String(fault.row),
    column: fault.column !== '' ? fault.column : fault.row === 0 ? '' : words.t('import_whole_row'),
    found: fault.found !== '' || fault.column === '' ? fault.found : words.t('import_empty_cell'),
    message: fault.message,
    expected: fault.expected,
  }));
}

/** What is worth knowing though nothing must be corrected: where, and what. */
export function noteLines(preview: ImportPreview, words: Words): string[] {
  return preview.notes.map(({ row, column, message }) =>
    [row === 0 ? '' : words.t('import_row', row), column, message].filter((part) => part !== '').join(' · '),
  );
}

export function clashRows(preview: ImportPreview, words: Words): ImportClash[] {
  return preview.kind === 'lessonSchedule' ? lessonClashRows(preview, words) : datedClashRows(preview, words);
}

/** Lines of the draft that the file no longer has. */
export function removedLines(preview: ImportPreview, words: Words): string[] {
  return preview.kind === 'lessonSchedule'
    ? preview.removed.map((line) => lineLabel(line, preview.names, words))
    : preview.removed.map((line) => datedLabel(line, preview.names, words));
}

function datedClashRows(preview: DatedImport, words: Words): ImportClash[] {
  const rows = new Map(preview.rows.flatMap(({ row, line }) => (line === null ? [] : [[line.key, row] as const])));
  const lines = new Map(preview.rows.flatMap(({ line }) => (line === null ? [] : [[line.key, line] as const])));
  const rowText = (key: string) => {
    const row = rows.get(key);
    return row === undefined ? null : words.t('import_row', row);
  };
  return preview.clashes.map((clash) => {
    const line = lines.get(clash.lineKey);
    const { other, href } = otherSide(clash, preview.names, words);
    return {
      row: rowText(clash.lineKey) ?? '',
      who: datedClashSubject(clash, preview.names, words),
      line: line === undefined ? '' : datedLabel(line, preview.names, words),
      other: other ?? '',
      otherRow: clash.other?.caseId === null ? rowText(clash.other.lineKey) : null,
      when: datedClashTime(clash, words),
      href,
      accepted: clash.acceptedReason,
      moves: [],
    };
  });
}

function lessonClashRows(preview: LessonImport, words: Words): ImportClash[] {
  const rows = new Map<string, number>();
  const lines = new Map<string, ScheduleLine>();
  for (const { row, line } of preview.rows)
    if (line !== null) {
      rows.set(line.key, row);
      lines.set(line.key, line);
    }
  const rowText = (key: string) => {
    const row = rows.get(key);
    return row === undefined ? null : words.t('import_row', row);
  };
  return preview.clashes.map((clash: Clash) => {
    const line = lines.get(clash.lineKey);
    return {
      row: rowText(clash.lineKey) ?? '',
      who: clashSubject(clash, preview.names, words),
      line: line === undefined ? '' : lineBrief(line, preview.names, words),
      other: otherLineText(clash, clash.otherLineKey, lines, preview.names, words),
      otherRow: rowText(clash.otherLineKey),
      when: clashTime(clash, words),
      href: clash.otherCaseId === null ? null : placeHash(`/cases/${clash.otherCaseId}`),
      accepted: clash.acceptedReason,
      moves: placesForClash(clash, lines, preview, words),
    };
  });
}

/** Rows of the file as found, each with what becomes of it. */
export function fileRows(preview: ImportPreview, words: Words) {
  return preview.rows.map((row) => ({
    row: row.row,
    cells: row.cells,
    code: row.line === null ? 'fault' : (row.change ?? 'unchanged'),
    state: row.line === null ? words.t('import_row_fault') : words.t(`import_row_${row.change ?? 'unchanged'}`),
  }));
}

/** Can it be applied, and if not, why: the reasons stand beside the button. */
export function applyState(preview: ImportPreview, words: Words): { possible: boolean; reasons: string[] } {
  if (preview.state === 'applied') return { possible: false, reasons: [words.t('import_applied')] };
  if (preview.state === 'stale') return { possible: false, reasons: [words.t('import_stale')] };
  return { possible: preview.obstacles.length === 0, reasons: preview.obstacles };
}
