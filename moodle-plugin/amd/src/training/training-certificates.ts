import type { TrainingCertificates } from '@qashyq/shared-types';
import { draw, onActions, region, saveFile } from '../dom.js';
import { agreed } from '../question.js';
import type { Screen } from '../screen.js';
import { certificateActions } from './certificate-actions.js';
import { openCertificateRepository } from './certificate-repository.js';
import { attempt, say } from './screen-tools.js';
import { trainingCertificatesView } from './view-models/certificates.js';

const lookAgainMs = 1_500;

/** The certificates of one training: issuing with its progress, saving all, revoking. */
export const trainingCertificatesScreen: Screen = async (view, { params, left }, house) => {
  const { connection, words } = house;
  const repository = openCertificateRepository(connection);
  const trainingId = Number(params['trainingId']);
  let found: TrainingCertificates;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  async function show(next: TrainingCertificates): Promise<void> {
    found = next;
    const model = trainingCertificatesView(found, words);
    await draw(view, 'training_certificates', model);
    clearTimeout(waiting);
    if (model.isIssuing) waiting = setTimeout(() => void lookAgain(), lookAgainMs);
  }

  /** While the files are made only the bar moves; the list is drawn anew when they are there, unless somebody is writing in it. */
  async function lookAgain(): Promise<void> {
    if (left.aborted) return;
    const next = await repository.ofTraining(trainingId).catch(() => found);
    const model = trainingCertificatesView(next, words);
    const bar = view.querySelector<HTMLProgressElement>('progress');
    if (model.isIssuing && bar !== null) {
      bar.value = model.done;
      region(view, 'progress-words').textContent = model.progress;
      waiting = setTimeout(() => void lookAgain(), lookAgainMs);
    } else {
      await show(next);
      if (!left.aborted) say(view, house, model.progress, false);
    }
  }

  await show(await repository.ofTraining(trainingId));
  onActions(view, {
    ...certificateActions(view, house, async () => show(await repository.ofTraining(trainingId))),
    async issue(button) {
      const label = words.t('certificates_issue');
      const question = words.t('certificates_issue_question', words.count('certificates_due', found.due));
      if (!(await agreed(words, { question, label, opener: button }))) return;
      await attempt(view, house, async () => {
        await show(await repository.issue(trainingId));
        say(view, house, words.t('certificates_started'));
      });
    },
    zip: (button) =>
      attempt(view, house, async () => {
        const locale = button.dataset['locale'] as 'kk' | 'ru' | 'en';
        saveFile(await repository.zip(trainingId, locale), `${words.t('keeper_certificates')} ${locale}.zip`);
      }).then(() => undefined),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
