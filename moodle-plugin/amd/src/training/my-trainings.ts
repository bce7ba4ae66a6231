import { draw } from '../dom.js';
import type { Screen } from '../screen.js';
import { instantText } from '../view-models/moments.js';
import { pageNumber, pagerOf } from '../view-models/lists.js';
import { placeHash } from '../view-models/place.js';
import { openSeatRepository } from './seat-repository.js';
import { trainingNavigation } from './view-models/navigation.js';
import { applicationBadge, datesText, reasonText, sessionText } from './view-models/seats.js';

/** My applications by state, and the sessions before me. */
export const myTrainingsScreen: Screen = async (view, { place }, { connection, words, me }) => {
  const show = place.query['show'] === 'ended' ? 'ended' : 'present';
  const page = await openSeatRepository(connection).myTrainings({ page: pageNumber(place.query), show });
  await draw(view, 'training_mine', {
    navigation: trainingNavigation(me(), 'mine', words),
    chips: (['present', 'ended'] as const).map((each) => ({
      label: words.t(`training_mine_${each}`),
      href: placeHash('/trainings/mine', { show: each === 'present' ? null : each }),
      active: each === show,
    })),
    items: page.items.map((item) => ({
      href: placeHash(`/trainings/${item.training.id}`),
      title: words.name(item.training.title),
      state: applicationBadge(item.state, words),
      dates: datesText(item.training, words),
      place: item.place === null ? null : words.t('training_place', item.place),
      offer: item.offerUntil === null ? null : words.t('training_offer_until', instantText(item.offerUntil)),
      reason: reasonText(item, words),
      at: instantText(item.changedAt),
    })),
    isEmpty: page.items.length === 0,
    sessions: page.sessions.map((session) => ({
      href: placeHash(`/trainings/${session.trainingId}`),
      title: words.name(session.title),
      when: sessionText(session.startsAt, session.endsAt, words),
      room: session.room,
      link: session.link,
    })),
    hasSessions: page.sessions.length > 0,
    pager: pagerOf(page, '/trainings/mine', show === 'present' ? {} : { show }, words),
  });
};
