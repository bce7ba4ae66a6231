/**
 * What is wrong in a file, as facts: the texts are made from the codes (`fault_<code>` of the catalogue) for the person who reads.
 */
import type { ImportFault, Locale, Named } from '@qashyq/shared-types';
import type { TableFileError, TableFileErrorCode } from '../../../documents/table.js';
import type { Catalogue } from '../../../i18n/catalogue.js';

/** A fault keeps its row, or the whole file, from being taken. */
export const faultCodes = [
  'weekday_unknown',
  'weekday_no_lessons',
  'date_unknown',
  'date_outside_term',
  'date_other_weekday',
  'date_other_weeks',
  'slots_unknown',
  'slots_not_in_day',
  'slots_reversed',
  'slots_other_time',
  'time_unknown',
  'weeks_unknown',
  'weeks_outside_term',
  'discipline_unknown',
  'discipline_ambiguous',
  'lesson_type_unknown',
  'group_unknown',
  'group_ambiguous',
  'too_many_groups',
  'teacher_unknown',
  'teacher_ambiguous',
  'date_outside_year',
  'clock_unknown',
  'duration_unknown',
  'duration_missing',
  'duration_other_time',
  'duration_out_of_range',
  'ends_after_midnight',
  'consultation_incomplete',
  'exam_form_unknown',
  'attestation_unknown',
  'yes_or_no_unknown',
  'room_or_link_missing',
  'too_many_members',
  'secretary_is_chair',
  'room_unknown',
  'room_ambiguous',
  'mode_unknown',
  'campus_needs_room',
  'online_needs_no_room',
  'place_contradicts_mode',
  'place_missing',
  'link_not_web',
  'language_unknown',
  'too_long',
  'value_missing',
  'became_date',
  'duplicate_row',
  'cell_formula_without_value',
  'cell_error_value',
  'column_missing',
  'column_twice',
  'no_heading_row',
  'no_rows',
  'json_shape',
  'json_other_term',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** Notes: worth knowing, nothing to correct. */
export const noteCodes = ['note_column_ignored', 'note_lookalike_letters', 'note_example_skipped'] as const;
export type NoteCode = (typeof noteCodes)[number];

/** A value that would be right: as it stands, a text of the catalogue, or a code with its name. */
export type ExpectedValue = string | { readonly textKey: string } | { readonly code: string; readonly name: Named };

/** One finding in a file. */
export interface Finding<Code extends string = FaultCode> {
  /** As the spreadsheet shows it; 0 concerns the whole file. */
  readonly row: number;
  /** Letters and heading of the column, e.g. `D «Преподаватель»`; empty when no column is meant. */
  readonly column: string;
  readonly code: Code;
  /** The text of the cell. */
  readonly found: string;
  /** Values for the placeholders of the text. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly expected: readonly ExpectedValue[];
}
export type Note = Finding<NoteCode>;

/** A file that could not be read, as a finding about the whole file. */
export function findingOfFile({ code, params }: TableFileError): Finding<TableFileErrorCode> {
  return { row: 0, column: '', code, found: '', params, expected: [] };
}

/** A finding in the words of the reader. */
export function toImportFault(
  finding: Finding<FaultCode | NoteCode | TableFileErrorCode>,
  locale: Locale,
  catalogue: Catalogue,
): ImportFault {
  const { row, column, code, found, params, expected } = finding;
  const inWords = (value: ExpectedValue): string => {
    if (typeof value === 'string') return value;
    return 'textKey' in value ? catalogue.text(locale, value.textKey) : `${value.code} (${value.name[locale]})`;
  };
  const message = catalogue.text(locale, `fault_${code}`, { ...params, found });
  return { row, column, code, found, message, expected: expected.map(inWords).join(', ') };
}
