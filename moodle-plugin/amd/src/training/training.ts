import type { TrainingView } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from '../dom.js';
import { agreed } from '../question.js';
import type { Screen } from '../screen.js';
import { placeHash } from '../view-models/place.js';
import { openSeatRepository } from './seat-repository.js';
import type { TrainingTextKey } from './text-keys.js';
import { trainingNavigation } from './view-models/navigation.js';
import { trainingPage } from './view-models/seats.js';

/** What was begun to be written to an application; it outlives leaving the page. */
const motives = new Map<number, string>();

/** One training: everything about it, my place there in plain words, and what I can do. */
export const trainingScreen: Screen = async (view, { params }, house) => {
  const { connection, words, me } = house;
  const repository = openSeatRepository(connection);
  const trainingId = Number(params['trainingId']);
  let present = await repository.training(trainingId);
  const isOffice = me().roles.some(({ role }) => role === 'dldHead' || role === 'dldMethodist');

  async function show(said: string | null): Promise<void> {
    await draw(view, 'training_page', {
      ...trainingPage(present, isOffice, words),
      feedbackHref:
        present.endsAt !== null && Date.parse(present.endsAt) < Date.now()
          ? placeHash(`/trainings/${trainingId}/feedback`)
          : null,
      navigation: trainingNavigation(me(), null, words),
      motive: motives.get(trainingId) ?? '',
      said,
    });
    const form = view.querySelector('form');
    form?.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLTextAreaElement) motives.set(trainingId, target.value);
    });
    form?.addEventListener('submit', (event) => {
      event.preventDefault();
      const motive = form.querySelector('textarea')?.value.trim() ?? '';
      void whilePending(() =>
        change(() => repository.applyForTraining(trainingId, { motive }), words.t('training_said_applied')),
      );
    });
  }

  async function change(work: () => Promise<TrainingView>, said: string): Promise<void> {
    // The second click of a double one meets a button that is off.
    for (const button of view.querySelectorAll('button')) button.disabled = true;
    try {
      present = await work();
      motives.delete(trainingId);
      await show(said);
      house.announce(said);
      moveFocus(region(view, 'mine-title'));
    } catch (problem) {
      // Somebody may have been faster: what is true now is shown, and why it did not work.
      present = await repository.training(trainingId).catch(() => present);
      await show(null);
      await house.showProblem(region(view, 'problem'), problem);
    }
  }

  const applicationId = () => present.application?.id ?? 0;
  const sure = (opener: HTMLElement, label: TrainingTextKey, question: TrainingTextKey) =>
    agreed(words, { question: words.t(question), label: words.t(label), opener });
  await show(null);
  onActions(view, {
    accept: () => change(() => repository.acceptOffer(applicationId()), words.t('training_said_accepted')),
    async refuse(button) {
      if (await sure(button, 'training_refuse', 'training_cancel_question'))
        await change(() => repository.refuseOffer(applicationId()), words.t('training_said_cancelled'));
    },
    async cancel(button) {
      if (await sure(button, 'training_cancel', 'training_cancel_question'))
        await change(() => repository.cancelApplication(applicationId()), words.t('training_said_cancelled'));
    },
    async swap(button) {
      if (await sure(button, 'training_swap', 'training_swap_question')) await swap(button, false);
    },
    wait: (button) => swap(button, true),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });

  async function swap(button: HTMLElement, mayWait: boolean): Promise<void> {
    const to = Number(button.dataset['id']);
    try {
      await repository.swapRun(applicationId(), { trainingId: to, mayWait });
    } catch (problem) {
      return house.showProblem(region(view, 'problem'), problem);
    }
    house.announce(words.t('training_said_swapped'));
    house.go(placeHash(`/trainings/${to}`));
  }
};
