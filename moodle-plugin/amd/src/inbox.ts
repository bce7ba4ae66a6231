import { draw, moveFocus } from './dom.js';
import type { Screen } from './screen.js';
import { inboxRow, pageNumber, pagerOf } from './view-models/lists.js';
import { placeHash } from './view-models/place.js';

const tabs = ['waiting', 'overdue', 'mine', 'decided'] as const;

/** What waits for me, oldest due first; what is mine and what I decided are a tab away. j and k walk through it, Enter opens. */
export const inboxScreen: Screen = async (view, { place, left }, { repository, words, me }) => {
  const tab = tabs.find((each) => each === place.query['tab']) ?? 'waiting';
  const page = await repository.inbox({ tab, page: pageNumber(place.query) });
  const now = Date.now();
  await draw(view, 'inbox', {
    tabs: tabs.map((each) => ({
      label: words.t(`tab_${each}`),
      href: placeHash('/inbox', { tab: each === 'waiting' ? null : each }),
      active: each === tab,
      count: each === 'waiting' && me().waitingCount > 0 ? me().waitingCount : null,
    })),
    items: page.items.map((item) => inboxRow(item, words, now)),
    isEmpty: page.items.length === 0,
    emptyText: words.t(`inbox_empty_${tab}`),
    schedulesLink: me().tabs.includes('schedules'),
    pager: pagerOf(page, '/inbox', { tab: tab === 'waiting' ? '' : tab }, words),
  });

  document.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0) return;
      const links = [...view.querySelectorAll<HTMLElement>('[data-region="item"]')];
      const at = links.findIndex((link) => link === document.activeElement);
      const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1);
      moveFocus(links[next] ?? null);
    },
    { signal: left },
  );
};

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'));
}
