import { caseContents } from './case-contents.js';
import { draw, region } from './dom.js';
import type { Screen } from './screen.js';
import { placeHash } from './view-models/place.js';

/** What changed between two editions: counts on top, then changed, added and removed lines, nothing else. */
export const changesScreen: Screen = async (view, { place, params }, house) => {
  const { repository, words, go } = house;
  const caseId = Number(params['caseId']);
  const { kind, editionNo, lastSeenEdition } = await repository.case(caseId);
  const editions = editionsAsked();
  if (editions === null) return draw(view, 'changes_none', { caseHref: placeHash(`/cases/${caseId}`) });
  const { from, to } = editions;
  await draw(view, 'changes', {
    ...(await caseContents[kind].changes(caseId, editions, house)),
    fromTo: words.t('changes_from_to', editions),
    caseHref: placeHash(`/cases/${caseId}`),
    canChoose: to > 2,
    choices: Array.from({ length: to - 1 }, (_, at) => ({
      value: at + 1,
      label: words.t('changes_edition', at + 1),
      selected: at + 1 === from,
    })),
  });
  region(view, 'from').addEventListener('change', (event) => {
    go(placeHash(`/cases/${caseId}/changes`, { from: (event.target as HTMLSelectElement).value, to }), true);
  });

  /** As the address says; else the edition I last decided on, or the one before, against the newest. Null with one edition only. */
  function editionsAsked(): { from: number; to: number } | null {
    const [from, to] = [Number(place.query['from']), Number(place.query['to'])];
    if (from > 0 && to > from) return { from, to };
    if (editionNo < 2) return null;
    const seen = lastSeenEdition !== null && lastSeenEdition < editionNo ? lastSeenEdition : editionNo - 1;
    return { from: seen, to: editionNo };
  }
};
