import type { TrainingNorm } from '@qashyq/shared-types';
import { draw, onActions, region, saveFile, whilePending } from '../dom.js';
import type { Screen } from '../screen.js';
import { pageNumber, pagerOf } from '../view-models/lists.js';
import { placeHash } from '../view-models/place.js';
import { openCertificateRepository } from './certificate-repository.js';
import { attempt, numberOf, say, typed } from './screen-tools.js';
import { normsView } from './view-models/certificates.js';
import { trainingNavigation } from './view-models/navigation.js';

/** Who is short of the norm of hours, and what the norm is. */
export const normsScreen: Screen = async (view, { place }, house) => {
  const { connection, words } = house;
  const repository = openCertificateRepository(connection);
  const chosen = {
    unit: numberOf(place.query['unit']),
    show: place.query['show'] === 'all' ? 'all' : 'short',
  } as const;
  const asked = { show: chosen.show, ...(chosen.unit === null ? {} : { unitId: chosen.unit }) };
  const query: Record<string, string> = {
    ...(chosen.unit === null ? {} : { unit: String(chosen.unit) }),
    ...(chosen.show === 'short' ? {} : { show: chosen.show }),
  };

  async function show(): Promise<void> {
    const page = await repository.shortOfNorm({ ...asked, page: pageNumber(place.query) });
    await draw(view, 'training_norms', {
      ...normsView(page, chosen, words),
      navigation: trainingNavigation(house.me(), 'norms', words),
      pager: pagerOf(page, '/training-norms', query, words),
    });
    region(view, 'unit').addEventListener('change', (event) => {
      const unit = (event.target as HTMLSelectElement).value;
      const { unit: _before, ...rest } = query;
      house.go(placeHash('/training-norms', { ...rest, ...(unit === '' ? {} : { unit }) }), true);
    });
    for (const form of view.querySelectorAll<HTMLFormElement>('form[data-norm]'))
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        void whilePending(() => save(form));
      });
  }

  async function save(form: HTMLFormElement): Promise<void> {
    await attempt(view, house, async () => {
      await repository.saveNorm({
        position: form.dataset['norm'] as TrainingNorm['position'],
        hours: Number(typed(form, 'hours')),
        years: Number(typed(form, 'years')) === 3 ? 3 : 5,
      });
      await show();
      say(view, house, words.t('norms_saved'));
    });
  }

  await show();
  onActions(view, {
    file: () =>
      attempt(view, house, async () =>
        saveFile(await repository.shortOfNormFile({ ...asked, locale: words.locale }), words.t('norms_file')),
      ).then(() => undefined),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
