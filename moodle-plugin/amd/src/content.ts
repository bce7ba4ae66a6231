import { caseContents } from './case-contents.js';
import { draw, region } from './dom.js';
import type { Screen } from './screen.js';
import { placeHash } from './view-models/place.js';

/** The content of one edition, or of the working draft where the address names none, over the whole width. */
export const contentScreen: Screen = async (view, { place, params }, house) => {
  const { repository, words, remember } = house;
  const caseId = Number(params['caseId']);
  const edition = Number(place.query['edition']);
  const { kind } = await repository.case(caseId);
  const content = await caseContents[kind].load(caseId, edition > 0 ? edition : 'draft', house);
  await draw(view, 'case_content', {
    caseHref: placeHash(`/cases/${caseId}`),
    subtitle: content.subtitle,
    edition: content.editionNo === null ? words.t('draft_content') : words.t('content_of_edition', content.editionNo),
  });
  await content.draw(region(view, 'content'), {
    query: place.query,
    marked: null,
    onLook(changed) {
      Object.assign(place.query, changed);
      remember(placeHash(place.path, place.query));
    },
    onMark: () => undefined,
  });
};
