import { draw, moveFocus, onActions, region, whilePending } from './dom.js';
import { startPicker } from './person-picker.js';
import { agreed } from './question.js';
import type { Screen } from './screen.js';
import { deputiesView, typedOrder } from './view-models/deputies.js';
import { pageNumber } from './view-models/lists.js';

/** Orders that name a deputy: entered and revoked by those who keep them. From a case, for that document only. */
export const deputiesScreen: Screen = async (view, { place }, house) => {
  const { repository, words } = house;
  const caseId = /^\d+$/.test(place.query['case'] ?? '') ? Number(place.query['case']) : null;
  const title = caseId === null ? null : words.name((await repository.case(caseId)).title);

  async function show(said?: string): Promise<void> {
    const orders = await repository.deputyOrders(pageNumber(place.query));
    await draw(view, 'deputies', deputiesView(orders, title, words));
    const form = view.querySelector('form');
    if (form !== null) {
      startPicker(region(form, 'picker'), house);
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        const typed = typedOrder(new FormData(form), caseId);
        if (typed === null) {
          region(form, 'picker-found').textContent = words.t('roles_nobody_chosen');
          moveFocus(region(form, 'picker-search'));
        } else
          void whilePending(() => change(() => repository.enterDeputyOrder(typed), words.t('deputies_entered_now')));
      });
    }
    if (said === undefined) return;
    const outcome = region(view, 'outcome');
    outcome.textContent = said;
    outcome.hidden = false;
    house.announce(said);
    moveFocus(outcome);
  }

  /** What was typed stays when the companion refuses. */
  async function change(work: () => Promise<unknown>, said: string): Promise<void> {
    try {
      await work();
      await show(said);
    } catch (problem) {
      await house.showProblem(region(view, 'problem'), problem);
    }
  }

  await show();
  onActions(view, {
    async revoke(button) {
      const label = words.t('delegation_revoke');
      const question = words.t('deputies_revoke_question', button.dataset['name'] ?? '');
      if (await agreed(words, { question, label, opener: button }))
        await change(() => repository.revokeDeputyOrder(Number(button.dataset['id'])), words.t('deputies_revoked_now'));
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
