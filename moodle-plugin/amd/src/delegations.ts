import type { Delegations } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from './dom.js';
import { agreed } from './question.js';
import type { Screen } from './screen.js';
import { delegationsView, typedDelegation } from './view-models/delegations.js';

/** Who decides in whose place: I give and revoke, and see what was given to me. From a case, for that document only. */
export const delegationsScreen: Screen = async (view, { place }, house) => {
  const { repository, words } = house;
  const caseId = /^\d+$/.test(place.query['case'] ?? '') ? Number(place.query['case']) : null;
  const title = caseId === null ? null : words.name((await repository.case(caseId)).title);

  async function show(all: Delegations, said?: string): Promise<void> {
    await draw(view, 'delegations', delegationsView(all, title, words));
    view.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      const typed = typedDelegation(new FormData(event.target as HTMLFormElement), caseId);
      void whilePending(() => change(() => repository.giveDelegation(typed), words.t('delegation_given_now')));
    });
    if (said === undefined) return;
    const outcome = region(view, 'outcome');
    outcome.textContent = said;
    outcome.hidden = false;
    house.announce(said);
    moveFocus(outcome);
  }

  /** What was typed stays when the companion refuses. */
  async function change(work: () => Promise<Delegations>, said: string): Promise<void> {
    try {
      await show(await work(), said);
    } catch (problem) {
      await house.showProblem(region(view, 'problem'), problem);
    }
  }

  await show(await repository.delegations());
  onActions(view, {
    async revoke(button) {
      const label = words.t('delegation_revoke');
      const question = words.t('delegation_revoke_question', button.dataset['name'] ?? '');
      if (await agreed(words, { question, label, opener: button }))
        await change(
          () => repository.revokeDelegation(Number(button.dataset['id'])),
          words.t('delegation_revoked_now'),
        );
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
