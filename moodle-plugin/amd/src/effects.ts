import type { EffectView } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region } from './dom.js';
import type { Screen } from './screen.js';
import { effectChips, effectRow, effectStateOf, pageNumber, pagerOf } from './view-models/lists.js';

/** Work done in the background: what is parked says why, and is tried again from here. */
export const effectsScreen: Screen = async (view, { place }, { repository, words, announce, showProblem }) => {
  const state = effectStateOf(place.query['state']);
  const page = await repository.effects({ page: pageNumber(place.query), ...(state === undefined ? {} : { state }) });
  const row = (effect: EffectView) => effectRow(effect, words, Date.now());
  await draw(view, 'effects', {
    chips: effectChips(page.counts, state, words),
    items: page.items.map(row),
    isEmpty: page.items.length === 0,
    pager: pagerOf(page, '/effects', state === undefined ? {} : { state }, words),
  });

  onActions(view, {
    async 'retry-effect'(button) {
      const item = button.closest<HTMLElement>('[data-effect]');
      if (item === null) return;
      const id = Number(item.dataset['effect']);
      try {
        const effect = await repository.retryEffect(id);
        await draw(item, 'effect_row', row(effect));
        announce(words.t('effect_retried'));
        moveFocus(item);
      } catch (problem) {
        await showProblem(region(item, 'problem'), problem);
      }
    },
  });
};
