/**
 * What changed between two editions of a schedule, line by line.
 */
import { scheduleLineFields, type ScheduleLine, type ScheduleLineField } from '@qashyq/shared-types';

export interface LineComparison<Line, Field> {
  /** Changed and added lines in the order of `after`, then removed ones in the order of `before`. */
  changes: {
    lineKey: string;
    kind: 'added' | 'removed' | 'changed';
    before: Line | null;
    after: Line | null;
    fields: Field[];
  }[];
  counts: { added: number; removed: number; changed: number; unchanged: number };
}

/** Compares the lines of two editions by their keys. The order of lines, of groups and of weeks is no change. */
export function compareLinesBy<Line extends { key: string }, Field extends keyof Line>(
  lineFields: readonly Field[],
  before: readonly Line[],
  after: readonly Line[],
): LineComparison<Line, Field> {
  const former = new Map(before.map((line) => [line.key, line]));
  const present = new Set(after.map((line) => line.key));
  const changes: LineComparison<Line, Field>['changes'] = [];
  for (const line of after) {
    const was = former.get(line.key) ?? null;
    const fields = was ? changedFieldsBy(lineFields, was, line) : [];
    if (was && fields.length === 0) continue;
    changes.push({ lineKey: line.key, kind: was ? 'changed' : 'added', before: was, after: line, fields });
  }
  for (const line of before)
    if (!present.has(line.key))
      changes.push({ lineKey: line.key, kind: 'removed', before: line, after: null, fields: [] });

  const count = (kind: (typeof changes)[number]['kind']): number =>
    changes.filter((change) => change.kind === kind).length;
  const counts = { added: count('added'), removed: count('removed'), changed: count('changed') };
  return { changes, counts: { ...counts, unchanged: after.length - counts.added - counts.changed } };
}

/** Fields in which two states of one line differ, in the order of the form. */
export function changedFieldsBy<Line, Field extends keyof Line>(
  lineFields: readonly Field[],
  before: Line,
  after: Line,
): Field[] {
  return lineFields.filter((field) => comparable(before[field]) !== comparable(after[field]));
}

function comparable(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.map(String).sort() : value);
}

/** Lessons by their form. */
export const compareLines = (before: readonly ScheduleLine[], after: readonly ScheduleLine[]) =>
  compareLinesBy<ScheduleLine, ScheduleLineField>(scheduleLineFields, before, after);
export const changedFields = (before: ScheduleLine, after: ScheduleLine) =>
  changedFieldsBy<ScheduleLine, ScheduleLineField>(scheduleLineFields, before, after);
