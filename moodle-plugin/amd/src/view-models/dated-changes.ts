/** What changed between two editions of a dated schedule: added, removed, changed with both values. */
import type { DatedChanges } from '@qashyq/shared-types';
import { changeSections, type ChangesView } from './changes.js';
import { datedFieldText, datedKindText, datedLabel, datedPeople, datedPlace } from './dated-lines.js';
import { coded, type Words } from './words.js';

export function datedChangesView({ changes, counts, names }: DatedChanges, words: Words): ChangesView {
  return changeSections(
    changes,
    counts,
    ({ before, after, fields }) => {
      const line = after ?? before;
      if (line === null) return [];
      const people = datedPeople(line, names, words).map(({ what, who }) => `${what}: ${who}`);
      return [
        {
          label: datedLabel(line, names, words),
          details: [datedKindText(line, words), datedPlace(line, names, words), ...people].join(' · '),
          fields:
            before === null || after === null
              ? []
              : fields.map((field) => ({
                  field: words.t(`datedfield_${coded(field)}`),
                  before: datedFieldText(before, field, names, words),
                  after: datedFieldText(after, field, names, words),
                })),
        },
      ];
    },
    words,
  );
}
