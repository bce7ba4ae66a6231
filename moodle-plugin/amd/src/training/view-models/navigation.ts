import type { Me, TrainingPage } from '@qashyq/shared-types';
import { placeHash } from '../../view-models/place.js';
import { coded, type Words } from '../../view-models/words.js';

const addresses: Record<TrainingPage, string> = {
  catalogue: '/trainings',
  mine: '/trainings/mine',
  decide: '/trainings/applications',
  manage: '/trainings/manage',
  certificates: '/my-certificates',
  checkIn: '/check-in',
  plans: '/trainings/plans',
  reports: '/trainings/reports',
  register: '/certificates',
  outside: '/outside-certificates',
  norms: '/training-norms',
};

/** What stands under the tab of trainings; nothing where there is only one page. `present`: null on the page of one training. */
export function trainingNavigation(me: Me, present: TrainingPage | null, words: Words) {
  const items = me.trainingPages.map((page) => ({
    label: words.t(`training_page_${coded(page)}`),
    href: placeHash(addresses[page]),
    active: page === present,
    count: page === 'decide' && me.trainingsWaiting > 0 ? me.trainingsWaiting : null,
  }));
  return { items, isNeeded: items.length > 1 };
}
