/** What can be done with the row of a certificate, wherever it stands. */
import { moveFocus, saveFile, whilePending, type Acting } from '../dom.js';
import type { House } from '../screen.js';
import { openCertificateRepository } from './certificate-repository.js';
import { attempt, say, typed } from './screen-tools.js';

/** @param again draws the view anew after a revocation */
export function certificateActions(
  view: HTMLElement,
  house: House,
  again: () => Promise<void>,
): Record<string, Acting> {
  const { connection, words } = house;
  const repository = openCertificateRepository(connection);
  return {
    certificate: (button) =>
      attempt(view, house, async () => {
        const locale = button.dataset['locale'] as 'kk' | 'ru' | 'en';
        const file = await repository.certificate(Number(button.dataset['id']), locale);
        saveFile(file, `${button.dataset['number']} ${locale}.pdf`);
      }).then(() => undefined),
    share: (button) =>
      attempt(view, house, async () => {
        await navigator.clipboard.writeText(button.dataset['url'] ?? '');
        say(view, house, words.t('certificates_shared'), false);
      }).then(() => undefined),
    'ask-revoke'(button) {
      const form = view.querySelector<HTMLFormElement>(`form[data-revoke="${button.dataset['id']}"]`)!;
      form.hidden = !form.hidden;
      button.setAttribute('aria-expanded', String(!form.hidden));
      form.onsubmit = (event) => {
        event.preventDefault();
        void whilePending(() =>
          attempt(view, house, async () => {
            await repository.revoke(Number(form.dataset['revoke']), typed(form, 'reason'));
            await again();
            say(view, house, words.t('certificates_revoked'));
          }).then(() => undefined),
        );
      };
      if (!form.hidden) moveFocus(form.querySelector('textarea'));
    },
  };
}
