import type { CaseContent } from './case-content.js';
import { drawDatedList } from './dated-list.js';
import { datedChangesView } from './view-models/dated-changes.js';
import { datedLabel } from './view-models/dated-lines.js';
import { placeHash } from './view-models/place.js';

/** A schedule of exams, of midterm control or of final attestation: its lines by date. */
export const datedContent: CaseContent = {
  async load(caseId, shown, { repository, words }) {
    const view = await (shown === 'draft' ? repository.datedDraft(caseId) : repository.datedEdition(caseId, shown));
    const { header, names } = view;
    const lines = new Map(view.lines.map((line) => [line.key, line]));
    return {
      editionNo: view.editionNo,
      subtitle: [words.t('term_of_year', { term: header.term, year: header.academicYear }), header.label]
        .filter((part) => part !== '')
        .join(' · '),
      lineName(lineKey) {
        const line = lines.get(lineKey);
        return line === undefined ? null : datedLabel(line, names, words);
      },
      draw: (host, look) => drawDatedList(host, view, look, words),
    };
  },
  changes: async (caseId, editions, { repository, words }) =>
    datedChangesView(await repository.datedChanges(caseId, editions), words),
  edit: (caseId, words) => ({ href: placeHash('/schedules/import', { caseId }), label: words.t('import_again') }),
};
