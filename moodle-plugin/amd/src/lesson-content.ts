import type { CaseContent } from './case-content.js';
import { changesView } from './view-models/changes.js';
import { placeHash } from './view-models/place.js';
import { lineLabel } from './view-models/schedule-lines.js';
import { readLens } from './view-models/week-grid.js';
import { defaultForm, drawWeekGrid } from './week-grid.js';

/** A lesson schedule: the grid of the week, or its lines as a list. */
export const lessonContent: CaseContent = {
  async load(caseId, shown, { repository, words }) {
    const schedule = await (shown === 'draft'
      ? repository.scheduleDraft(caseId)
      : repository.scheduleEdition(caseId, shown));
    const { header, names } = schedule;
    const lines = new Map(schedule.lines.map((line) => [line.key, line]));
    return {
      editionNo: schedule.editionNo,
      subtitle: [words.t('term_of_year', { term: header.term, year: header.academicYear }), header.label]
        .filter((part) => part !== '')
        .join(' · '),
      lineName(lineKey) {
        const line = lines.get(lineKey);
        return line === undefined ? null : lineLabel(line, names, words);
      },
      draw(host, { query, marked, onLook, onMark }) {
        const form = query['as'];
        return drawWeekGrid(
          host,
          schedule,
          {
            lens: readLens(query),
            // Lines are marked in the list.
            as: marked !== null ? 'list' : form === 'grid' || form === 'list' ? form : defaultForm(),
            marked,
            onChange: (lens, as) =>
              onLook({
                week: lens.week === null ? '' : String(lens.week),
                show: lens.show === 'all' ? '' : lens.show,
                as,
              }),
            onMark,
          },
          words,
        );
      },
    };
  },
  changes: async (caseId, editions, { repository, words }) =>
    changesView(await repository.scheduleChanges(caseId, editions), words),
  edit: (caseId, words) => ({ href: placeHash('/schedules/import', { caseId }), label: words.t('import_again') }),
};
