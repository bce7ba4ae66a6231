import { draw, region } from './dom.js';
import type { Screen } from './screen.js';
import { placeHash } from './view-models/place.js';
import { readLens } from './view-models/week-grid.js';
import { defaultForm, drawWeekGrid } from './week-grid.js';

/** The lines of one edition, or of the working draft where the address names none, over the whole width. */
export const contentScreen: Screen = async (view, { place, params }, { repository, words, remember }) => {
  const caseId = Number(params['caseId']);
  const edition = Number(place.query['edition']);
  const schedule =
    edition > 0 ? await repository.scheduleEdition(caseId, edition) : await repository.scheduleDraft(caseId);
  await draw(view, 'schedule_content', {
    caseHref: placeHash(`/cases/${caseId}`),
    term: words.t('term_of_year', { term: schedule.header.term, year: schedule.header.academicYear }),
    label: schedule.header.label,
    edition: schedule.editionNo === null ? words.t('draft_content') : words.t('content_of_edition', schedule.editionNo),
  });
  const form = place.query['as'];
  await drawWeekGrid(
    region(view, 'content'),
    schedule,
    {
      lens: readLens(place.query),
      as: form === 'grid' || form === 'list' ? form : defaultForm(),
      marked: null,
      onChange: (lens, as) =>
        remember(
          placeHash(place.path, {
            edition: schedule.editionNo,
            week: lens.week,
            show: lens.show === 'all' ? null : lens.show,
            as,
          }),
        ),
    },
    words,
  );
};
