import { draw, region } from './dom.js';
import type { Screen } from './screen.js';
import { changesView } from './view-models/changes.js';
import { placeHash } from './view-models/place.js';

/** What changed between two editions: counts on top, then changed, added and removed lines, nothing else. */
export const changesScreen: Screen = async (view, { place, params }, { repository, words, go }) => {
  const caseId = Number(params['caseId']);
  const editions = await editionsAsked();
  if (editions === null) return draw(view, 'changes_none', { caseHref: placeHash(`/cases/${caseId}`) });
  const answer = await repository.scheduleChanges(caseId, editions);
  await draw(view, 'changes', {
    ...changesView(answer, words),
    fromTo: words.t('changes_from_to', { from: answer.fromEdition, to: answer.toEdition }),
    caseHref: placeHash(`/cases/${caseId}`),
    canChoose: answer.toEdition > 2,
    choices: Array.from({ length: answer.toEdition - 1 }, (_, at) => ({
      value: at + 1,
      label: words.t('changes_edition', at + 1),
      selected: at + 1 === answer.fromEdition,
    })),
  });
  region(view, 'from').addEventListener('change', (event) => {
    go(
      placeHash(`/cases/${caseId}/changes`, { from: (event.target as HTMLSelectElement).value, to: answer.toEdition }),
      true,
    );
  });

  /** As the address says; else the edition I last decided on, or the one before, against the newest. Null with one edition only. */
  async function editionsAsked(): Promise<{ from: number; to: number } | null> {
    const [from, to] = [Number(place.query['from']), Number(place.query['to'])];
    if (from > 0 && to > from) return { from, to };
    const { editionNo, lastSeenEdition } = await repository.case(caseId);
    if (editionNo < 2) return null;
    const seen = lastSeenEdition !== null && lastSeenEdition < editionNo ? lastSeenEdition : editionNo - 1;
    return { from: seen, to: editionNo };
  }
};
