import type { CaseContent } from './case-content.js';
import { draw } from './dom.js';
import { placeHash } from './view-models/place.js';
import { replacementChanges, replacementCheckView, replacementContentView } from './view-models/replacement.js';
import { lineLabel } from './view-models/schedule-lines.js';

/** A replacement of lessons: each as planned and as held, and the whole day of its teachers. */
export const replacementContent: CaseContent = {
  async load(caseId, shown, { repository, words }) {
    const view = await (shown === 'draft'
      ? repository.replacementDraft(caseId)
      : repository.replacementEdition(caseId, shown));
    const { academicYear, term, lessons } = view.content;
    return {
      editionNo: view.editionNo,
      subtitle: words.t('term_of_year', { term, year: academicYear }),
      lineName(lineKey) {
        const lesson = lessons.find(({ key }) => key === lineKey);
        return lesson === undefined ? null : lineLabel(lesson.line, view.names, words);
      },
      draw: (host) =>
        draw(host, 'replacement_content', {
          ...replacementContentView(view, words),
          ...replacementCheckView(view, view.slots, words),
        }),
    };
  },
  async changes(caseId, { from, to }, { repository, words }) {
    const [before, after] = await Promise.all([from, to].map((no) => repository.replacementEdition(caseId, no)));
    return replacementChanges(before!, after!, words);
  },
  edit: (caseId, words) => ({ href: placeHash('/replacements', { case: caseId }), label: words.t('replacement_edit') }),
};
