import type { Transcript } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, saveFile, whilePending } from '../dom.js';
import type { Screen } from '../screen.js';
import { almatyDate } from '../view-models/moments.js';
import { certificateActions } from './certificate-actions.js';
import { openCertificateRepository } from './certificate-repository.js';
import { attempt, numberOf, say, typed } from './screen-tools.js';
import { transcriptView } from './view-models/certificates.js';
import { trainingNavigation } from './view-models/navigation.js';

/** The largest file that the companion takes. */
const largestFile = 5 * 1024 * 1024;

/** My certificates and hours; for those who may, somebody else's. */
export const transcriptScreen: Screen = async (view, { params }, house) => {
  const { connection, words } = house;
  const repository = openCertificateRepository(connection);
  const personId = numberOf(params['personId']);
  let transcript: Transcript;
  const fetched = () => (personId === null ? repository.myTranscript() : repository.transcript(personId));

  async function show(next: Transcript, said?: string): Promise<void> {
    transcript = next;
    await draw(view, 'training_transcript', {
      ...transcriptView(transcript, almatyDate(Date.now()), words),
      navigation: trainingNavigation(house.me(), transcript.isMine ? 'certificates' : null, words),
    });
    if (transcript.chart !== null) region(view, 'chart').replaceChildren(picture(transcript.chart));
    const form = view.querySelector<HTMLFormElement>('form[data-region="outside"]');
    form?.addEventListener('submit', (event) => {
      event.preventDefault();
      void whilePending(() => bring(form));
    });
    if (said !== undefined) say(view, house, said);
  }

  async function bring(form: HTMLFormElement): Promise<void> {
    const file = (form.elements.namedItem('file') as HTMLInputElement).files?.[0];
    if (file === undefined) return;
    const wrong = whatIsWrong(form, file);
    region(form, 'missing').textContent = wrong === null ? '' : words.t(wrong.text);
    region(form, 'missing').hidden = wrong === null;
    region(view, 'problem').replaceChildren();
    if (wrong !== null) return moveFocus(form.elements.namedItem(wrong.field) as HTMLInputElement);
    await attempt(view, house, async () => {
      await repository.addOutside(
        {
          title: typed(form, 'title'),
          issuer: typed(form, 'issuer'),
          hours: Number(typed(form, 'hours')),
          fromOn: typed(form, 'from'),
          toOn: typed(form, 'to'),
          fileName: file.name.slice(0, 200),
        },
        file,
      );
      await show(await fetched(), words.t('outside_added'));
    });
  }

  await show(await fetched());
  onActions(view, {
    ...certificateActions(view, house, async () => show(await fetched())),
    'outside-file': (button) =>
      attempt(view, house, async () =>
        saveFile(await repository.outsideFile(Number(button.dataset['id'])), button.dataset['name'] ?? 'file'),
      ).then(() => undefined),
    'ask-correct'(button) {
      const form = view.querySelector<HTMLFormElement>(`form[data-correct="${button.dataset['id']}"]`)!;
      form.hidden = !form.hidden;
      button.setAttribute('aria-expanded', String(!form.hidden));
      form.onsubmit = (event) => {
        event.preventDefault();
        const body = {
          entryId: Number(form.dataset['correct']),
          correctable: Number(form.dataset['correctable']),
          hours: Number(typed(form, 'hours')),
          reason: typed(form, 'reason'),
        };
        void whilePending(() =>
          attempt(view, house, async () =>
            show(await repository.correctHours(transcript.person.id, body), words.t('ledger_corrected')),
          ).then(() => undefined),
        );
      };
      if (!form.hidden) moveFocus(form.querySelector('input'));
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};

/** What the browser does not see by itself. */
function whatIsWrong(form: HTMLFormElement, file: File) {
  if (typed(form, 'to') < typed(form, 'from')) return { field: 'to', text: 'outside_order' } as const;
  return file.size > largestFile ? ({ field: 'file', text: 'outside_too_large' } as const) : null;
}

/** A picture that came as text, read as SVG and not as a page: it can hold no more than a picture does. */
function picture(svg: string): Element {
  return document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
}
