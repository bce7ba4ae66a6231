import type { CaseContent } from '../case-content.js';
import { draw, onActions, region } from '../dom.js';
import { openPlanningRepository } from './planning-repository.js';
import { numberedTitle, periodText, planCard, planChangesView, sumsOf, sumsText } from './view-models/plan.js';

/** A training plan in the common screens of cases: its lines as cards. */
export const planContent: Omit<CaseContent, 'edit'> = {
  async load(caseId, shown, house) {
    const { connection, words } = house;
    const repository = openPlanningRepository(connection);
    const plan = await (shown === 'draft' ? repository.draft(caseId) : repository.edition(caseId, shown));
    return {
      editionNo: plan.editionNo,
      subtitle: periodText(plan.header, words),
      lineName: (lineKey) => numberedTitle(plan.lines, lineKey, words),
      async draw(host, { marked, onMark }) {
        await draw(host, 'training_plan_content', {
          sums: sumsText(sumsOf(plan.lines), words),
          isEmpty: plan.lines.length === 0,
          lines: plan.lines.map((line, index) => ({
            ...planCard(line, index, plan, words),
            marking: marked !== null,
            marked: marked?.has(line.key) ?? false,
          })),
        });
        onActions(host, {
          async 'make-training'(button) {
            try {
              const { trainingId } = await repository.makeTraining(caseId, button.dataset['line'] ?? '');
              house.go(`#/trainings/manage/${trainingId}`);
            } catch (problem) {
              await house.showProblem(region(host, 'line-problem'), problem);
            }
          },
        });
        host.addEventListener('change', (event) => {
          const box = event.target instanceof HTMLInputElement ? event.target : null;
          const key = box?.dataset['mark'];
          if (box === null || key === undefined) return;
          box.closest('.lq-plan-line')?.classList.toggle('lq-marked', box.checked);
          onMark(key, box.checked);
        });
      },
    };
  },
  changes: async (caseId, editions, { connection, words }) =>
    planChangesView(await openPlanningRepository(connection).changes(caseId, editions), words),
};
