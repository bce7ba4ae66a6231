import type { Me, Tab } from '@qashyq/shared-types';
import { placeHash } from './place.js';
import { coded, type Words } from './words.js';

/** A tab's address is its name, but for those that tell more. */
const addresses: Partial<Record<Tab, string>> = { timetable: '/my-timetable', readJournal: '/read-journal' };

/** What waits behind a tab. */
const waits: Partial<Record<Tab, (me: Me) => number>> = {
  inbox: ({ waitingCount }) => waitingCount,
  trainings: ({ trainingsWaiting }) => trainingsWaiting,
};

/** The tabs a person has something to do with, with what waits; notices stand at the end for everybody. */
export function navigation(me: Me, present: string, words: Words) {
  const tabs = me.tabs.map((tab) => ({
    label: words.t(`tab_${coded(tab)}`),
    href: placeHash(addresses[tab] ?? `/${tab}`),
    active: tab === present,
    count: waits[tab]?.(me) || null,
  }));
  return {
    tabs,
    notices: {
      label: words.t('tab_notices'),
      href: placeHash('/notices'),
      active: present === 'notices',
      count: me.unreadNotices > 0 ? me.unreadNotices : null,
    },
    name: words.name(me.name),
  };
}
