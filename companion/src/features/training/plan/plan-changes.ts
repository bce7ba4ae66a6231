/** What changed between two editions of a plan, line by line. Pure. */
import {
  planLineFields,
  type PlanChanges,
  type PlanLine,
  type PlanLineChange,
  type PlanLineField,
} from '@qashyq/shared-types';
import { canonicalJson } from '../../schedules/schedule-content.js';

/** Lines by their keys: changed and added ones in the order of `after`, then removed ones. The order of lines is no change. */
export function comparePlans(
  before: readonly PlanLine[],
  after: readonly PlanLine[],
): Pick<PlanChanges, 'changes' | 'counts'> {
  const former = new Map(before.map((line) => [line.key, line]));
  const present = new Set(after.map((line) => line.key));
  const changes: PlanLineChange[] = [];
  for (const line of after) {
    const was = former.get(line.key) ?? null;
    const fields = was === null ? [] : changedFields(was, line);
    if (was !== null && fields.length === 0) continue;
    changes.push({ lineKey: line.key, kind: was === null ? 'added' : 'changed', before: was, after: line, fields });
  }
  for (const line of before)
    if (!present.has(line.key))
      changes.push({ lineKey: line.key, kind: 'removed', before: line, after: null, fields: [] });
  const count = (kind: PlanLineChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  const counts = { added: count('added'), removed: count('removed'), changed: count('changed') };
  return { changes, counts: { ...counts, unchanged: after.length - counts.added - counts.changed } };
}

/** In the order of the form. In which order an audience names its units and posts does not matter. */
export function changedFields(before: PlanLine, after: PlanLine): PlanLineField[] {
  return planLineFields.filter((field) => comparable(before[field]) !== comparable(after[field]));
}

function comparable(value: PlanLine[PlanLineField]): string {
  if (value !== null && typeof value === 'object' && 'unitIds' in value)
    return canonicalJson({ unitIds: [...value.unitIds].sort((a, b) => a - b), positions: [...value.positions].sort() });
  return canonicalJson(value);
}
