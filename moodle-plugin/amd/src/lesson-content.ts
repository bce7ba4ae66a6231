import type { ScheduleView } from '@qashyq/shared-types';
import type { CaseContent, ContentLook } from './case-content.js';
import { moveLine } from './line-form.js';
import type { House } from './screen.js';
import { changesView } from './view-models/changes.js';
import { placeHash } from './view-models/place.js';
import { lineLabel } from './view-models/schedule-lines.js';
import { readLens } from './view-models/week-grid.js';
import { defaultForm, drawWeekGrid, type LineEditing } from './week-grid.js';

/** A lesson schedule: the grid of the week, or its lines as a list. */
export const lessonContent: CaseContent = {
  async load(caseId, shown, house) {
    const { repository, words } = house;
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
      draw(host, { query, marked, onLook, onMark, onDraftChanged, onProblem }) {
        const form = query['as'];
        return drawWeekGrid(
          host,
          schedule,
          {
            lens: readLens(query),
            // Lines are marked in the list.
            as: marked !== null ? 'list' : form === 'grid' || form === 'list' ? form : defaultForm(),
            marked,
            editing: marked !== null ? null : editingOf(schedule, house, { onDraftChanged, onProblem }),
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

/** A draft that the reader prepares: its lines can be changed, and moved to a free place at one click. */
function editingOf(
  schedule: ScheduleView,
  house: House,
  { onDraftChanged, onProblem }: Pick<ContentLook, 'onDraftChanged' | 'onProblem'>,
): LineEditing | null {
  const version = schedule.editableVersion;
  if (version === null) return replacingOf(schedule, house);
  return {
    href: (lineKey) => placeHash(`/cases/${schedule.caseId}/line`, { key: lineKey }),
    async use(place) {
      try {
        await onDraftChanged(await moveLine(schedule, version, place, house));
      } catch (problem) {
        await onProblem(problem);
      }
    },
  };
}

/** The edition in force: single lessons of it can be replaced by who may. */
function replacingOf({ caseId, replaceable, lines }: ScheduleView, { words }: House): LineEditing | null {
  if (replaceable === null) return null;
  const { teacherCode } = replaceable;
  const own = new Set(lines.flatMap((line) => (line.teacherCode === teacherCode ? line.key : [])));
  return {
    label: () => words.t('replacement_open'),
    href: (lineKey, week) =>
      teacherCode === null || own.has(lineKey)
        ? placeHash('/replacements', { schedule: caseId, line: lineKey, week, from: 'schedule' })
        : null,
  };
}
