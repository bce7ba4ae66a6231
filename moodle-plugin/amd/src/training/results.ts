import type { FinalTaskResult, TrainingResults } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from '../dom.js';
import { agreed } from '../question.js';
import type { Screen } from '../screen.js';
import { openCertificateRepository } from './certificate-repository.js';
import { attempt, say } from './screen-tools.js';
import { resultsView } from './view-models/attendance.js';

/** What attendance and final tasks amount to, and settling it: again after a correction. */
export const resultsScreen: Screen = async (view, { params }, house) => {
  const { connection, words } = house;
  const repository = openCertificateRepository(connection);
  const trainingId = Number(params['trainingId']);
  let results: TrainingResults;

  async function show(next: TrainingResults): Promise<void> {
    results = next;
    await draw(view, 'training_results', resultsView(results, words));
    for (const select of view.querySelectorAll<HTMLSelectElement>('select[data-task]'))
      select.addEventListener('change', () => {
        const applicationId = Number(select.dataset['task']);
        const result = select.value === '' ? null : (select.value as FinalTaskResult);
        void whilePending(() =>
          attempt(view, house, async () => {
            await show(await repository.enterFinalTasks(trainingId, [{ applicationId, result }]));
            house.announce(words.t('attendance_saved'));
            moveFocus(view.querySelector<HTMLElement>(`select[data-task="${applicationId}"]`));
          }).then(() => undefined),
        );
      });
  }

  await show(await repository.results(trainingId));
  onActions(view, {
    async finish(button) {
      const label = words.t('results_finish');
      const question = words.t('results_finish_question', words.count('results_changes', results.changes));
      if (!(await agreed(words, { question, label, opener: button }))) return;
      await attempt(view, house, async () => {
        await show(await repository.finish(trainingId, results.training.version));
        say(view, house, words.t('results_finished'));
      });
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
