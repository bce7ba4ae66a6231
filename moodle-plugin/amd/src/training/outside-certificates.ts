import { draw, onActions, region, saveFile, whilePending } from '../dom.js';
import type { Screen } from '../screen.js';
import { pageNumber, pagerOf } from '../view-models/lists.js';
import { openCertificateRepository } from './certificate-repository.js';
import { attempt, say, typed } from './screen-tools.js';
import { outsideChips, outsideRow, outsideStateOf } from './view-models/certificates.js';
import { trainingNavigation } from './view-models/navigation.js';

/** Certificates from elsewhere that wait for the department: looked at, confirmed with their hours, or refused. */
export const outsideCertificatesScreen: Screen = async (view, { place }, house) => {
  const { connection, words } = house;
  const repository = openCertificateRepository(connection);
  const state = outsideStateOf(place.query['state']);

  async function show(): Promise<void> {
    const page = await repository.outside({ state, page: pageNumber(place.query) });
    await draw(view, 'training_outside', {
      navigation: trainingNavigation(house.me(), 'outside', words),
      chips: outsideChips(state, words),
      items: page.items.map((item) => outsideRow(item, words)),
      isEmpty: page.items.length === 0,
      pager: pagerOf(page, '/outside-certificates', state === 'submitted' ? {} : { state }, words),
    });
    for (const form of view.querySelectorAll<HTMLFormElement>('form[data-outside]'))
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        const refuses = (event.submitter as HTMLButtonElement | null)?.value === 'refuse';
        void whilePending(() => decide(form, refuses));
      });
  }

  async function decide(form: HTMLFormElement, refuses: boolean): Promise<void> {
    const reason = typed(form, 'reason');
    if (refuses && reason === '') {
      say(view, house, words.t('outside_reason_missing'), false);
      return form.querySelector<HTMLElement>('[name="reason"]')?.focus();
    }
    await attempt(view, house, async () => {
      const id = Number(form.dataset['outside']);
      await repository.decideOutside(
        id,
        refuses ? { decision: 'refuse', reason } : { decision: 'confirm', hours: Number(typed(form, 'hours')), reason },
      );
      await show();
      say(view, house, words.t(refuses ? 'outside_refused' : 'outside_confirmed'));
    });
  }

  await show();
  onActions(view, {
    'outside-file': (button) =>
      attempt(view, house, async () =>
        saveFile(await repository.outsideFile(Number(button.dataset['id'])), button.dataset['name'] ?? 'file'),
      ).then(() => undefined),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
