import { caseContents } from './case-contents.js';
import { draw, moveFocus, onActions, region } from './dom.js';
import type { House, Screen, Visit } from './screen.js';
import { placeHash } from './view-models/place.js';

/** The content of one edition, or of the working draft where the address names none, over the whole width. */
export const contentScreen: Screen = async (view, visit, house) => {
  await show(view, visit, house);
  onActions(view, { dismiss: () => region(view, 'problem').replaceChildren() });
};

async function show(view: HTMLElement, visit: Visit, house: House, said: string | null = null): Promise<void> {
  const { place, params } = visit;
  const { repository, words, remember } = house;
  const caseId = Number(params['caseId']);
  const edition = Number(place.query['edition']);
  const { kind } = await repository.case(caseId);
  const content = await caseContents[kind].load(caseId, edition > 0 ? edition : 'draft', house);
  await draw(view, 'case_content', {
    caseHref: placeHash(`/cases/${caseId}`),
    subtitle: content.subtitle,
    edition: content.editionNo === null ? words.t('draft_content') : words.t('content_of_edition', content.editionNo),
    said,
  });
  await content.draw(region(view, 'content'), {
    query: place.query,
    marked: null,
    onLook(changed) {
      Object.assign(place.query, changed);
      remember(placeHash(place.path, place.query));
    },
    onMark: () => undefined,
    async onDraftChanged({ done, next }) {
      await show(view, visit, house, `${done} ${next}`);
      house.announce(`${done} ${next}`);
      moveFocus(region(view, 'outcome'));
    },
    onProblem: (problem) => house.showProblem(region(view, 'problem'), problem),
  });
}
