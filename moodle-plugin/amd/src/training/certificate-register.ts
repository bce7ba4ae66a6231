import { draw, onActions, region } from '../dom.js';
import type { Screen } from '../screen.js';
import { pageNumber, pagerOf } from '../view-models/lists.js';
import { placeHash } from '../view-models/place.js';
import { certificateActions } from './certificate-actions.js';
import { openCertificateRepository } from './certificate-repository.js';
import { typed } from './screen-tools.js';
import { certificateRow } from './view-models/certificates.js';
import { trainingNavigation } from './view-models/navigation.js';

/** Every certificate ever issued, found by number or name. */
export const certificateRegisterScreen: Screen = async (view, { place }, house) => {
  const { connection, words } = house;
  const repository = openCertificateRepository(connection);
  const search = place.query['search'] ?? '';

  async function show(): Promise<void> {
    const page = await repository.register({ page: pageNumber(place.query), search });
    await draw(view, 'training_register', {
      navigation: trainingNavigation(house.me(), 'register', words),
      search,
      items: page.items.map((item) => ({
        ...certificateRow(item, { revoke: true, share: false }, words),
        showsName: true,
        showsTitle: true,
        trainingHref: placeHash(`/trainings/${item.training.id}/certificates`),
      })),
      isEmpty: page.items.length === 0,
      pager: pagerOf(page, '/certificates', search === '' ? {} : { search }, words),
    });
    const form = view.querySelector<HTMLFormElement>('form[data-region="search"]')!;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const text = typed(form, 'search');
      house.go(placeHash('/certificates', text === '' ? {} : { search: text }), true);
    });
  }

  await show();
  onActions(view, {
    ...certificateActions(view, house, show),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
