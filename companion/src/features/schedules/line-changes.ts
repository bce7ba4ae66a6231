/**
 * What changed between two editions of a schedule, line by line.
 */
import {
  scheduleLineFields,
  type EditionChanges,
  type LineChange,
  type ScheduleLine,
  type ScheduleLineField,
} from '@qashyq/shared-types';

export interface LineComparison {
  /** Changed and added lines in the order of `after`, then removed ones in the order of `before`. */
  changes: LineChange[];
  counts: EditionChanges['counts'];
}

/** Compares the lines of two editions by their keys. The order of lines, of groups and of weeks is no change. */
export function compareLines(before: readonly ScheduleLine[], after: readonly ScheduleLine[]): LineComparison {
  const former = new Map(before.map((line) => [line.key, line]));
  const present = new Set(after.map((line) => line.key));
  const changes: LineChange[] = [];
  for (const line of after) {
    const was = former.get(line.key) ?? null;
    const fields = was ? changedFields(was, line) : [];
    if (was && fields.length === 0) continue;
    changes.push({ lineKey: line.key, kind: was ? 'changed' : 'added', before: was, after: line, fields });
  }
  for (const line of before)
    if (!present.has(line.key))
      changes.push({ lineKey: line.key, kind: 'removed', before: line, after: null, fields: [] });

  const count = (kind: LineChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  const counts = { added: count('added'), removed: count('removed'), changed: count('changed') };
  return { changes, counts: { ...counts, unchanged: after.length - counts.added - counts.changed } };
}

/** Fields in which two states of one line differ, in the order of the form. */
export function changedFields(before: ScheduleLine, after: ScheduleLine): ScheduleLineField[] {
  return scheduleLineFields.filter((field) => comparable(before[field]) !== comparable(after[field]));
}

function comparable(value: ScheduleLine[ScheduleLineField]): string {
  return JSON.stringify(Array.isArray(value) ? value.map(String).sort() : value);
}
