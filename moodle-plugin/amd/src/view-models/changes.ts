/** What changed between two editions: added, removed, changed with both values. */
import type { EditionChanges, LineChange } from '@qashyq/shared-types';
import { fieldText, lineLabel, placeText, teacherText, weeksText } from './schedule-lines.js';
import { coded, type Words } from './words.js';

export interface ChangedLine {
  label: string;
  details: string;
  fields: { field: string; before: string; after: string }[];
}

export interface ChangesView {
  counts: { code: LineChange['kind'] | 'unchanged' | 'none'; label: string }[];
  sections: { code: LineChange['kind']; title: string; lines: ChangedLine[] }[];
  nothing: boolean;
}

const kinds = ['changed', 'added', 'removed'] as const satisfies readonly LineChange['kind'][];

type Change = Pick<LineChange, 'kind'>;

/** The counts on top, then changed, added and removed lines, each described by its kind of schedule. */
export function changeSections<Of extends Change>(
  changes: readonly Of[],
  counts: EditionChanges['counts'],
  describe: (change: Of) => ChangedLine[],
  words: Words,
): ChangesView {
  return {
    counts: ([...kinds, 'unchanged'] as const).map((code) => ({
      code: counts[code] === 0 ? 'none' : code,
      label: words.count(`changes_${code}`, counts[code]),
    })),
    sections: kinds
      .map((kind) => ({
        code: kind,
        title: words.count(`changes_${kind}`, counts[kind]),
        lines: changes.filter((change) => change.kind === kind).flatMap(describe),
      }))
      .filter(({ lines }) => lines.length > 0),
    nothing: counts.added + counts.removed + counts.changed === 0,
  };
}

/** Lessons. */
export function changesView({ changes, counts, names }: EditionChanges, words: Words): ChangesView {
  const changedLine = (change: LineChange): ChangedLine[] => {
    const line = change.after ?? change.before;
    if (line === null) return [];
    const { before, after } = change;
    return [
      {
        label: lineLabel(line, names, words),
        details: words.t('line_details', {
          type: words.t(`lessontype_${coded(line.lessonType)}`),
          teacher: teacherText(line.teacherCode, names, words),
          place: placeText(line, names, words),
          weeks: weeksText(line.weeks, words),
        }),
        fields:
          before === null || after === null
            ? []
            : change.fields.map((field) => ({
                field: words.t(`field_${coded(field)}`),
                before: fieldText(before, field, names, words),
                after: fieldText(after, field, names, words),
              })),
      },
    ];
  };
  return changeSections(changes, counts, changedLine, words);
}
