import type { Applicants, ApplicationState } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from '../dom.js';
import type { Screen } from '../screen.js';
import { instantText } from '../view-models/moments.js';
import { pageNumber, pagerOf } from '../view-models/lists.js';
import { placeHash } from '../view-models/place.js';
import { coded } from '../view-models/words.js';
import { askReason } from './ask.js';
import { openSeatRepository } from './seat-repository.js';
import { trainingNavigation } from './view-models/navigation.js';
import { applicationBadge, reasonText } from './view-models/seats.js';

const states = [
  'applied',
  'waitlisted',
  'offered',
  'confirmed',
  'attended',
  'missed',
  'completed',
  'certified',
  'declined',
  'cancelled',
] as const satisfies readonly ApplicationState[];

/** Who applied for a training, in the order of arrival; the department declines, opens seats, and sees why everybody is where they are. */
export const applicantsScreen: Screen = async (view, { params, place }, house) => {
  const { connection, words, me } = house;
  const repository = openSeatRepository(connection);
  const trainingId = Number(params['trainingId']);
  const path = `/trainings/${trainingId}/applicants`;
  const state = states.find((each) => each === place.query['state']);
  let present: Applicants;

  async function show(said: string | null): Promise<void> {
    present = await repository.applicants(trainingId, { page: pageNumber(place.query), state });
    const { training, counts } = present;
    await draw(view, 'training_applicants', {
      said,
      navigation: trainingNavigation(me(), null, words),
      title: words.name(training.title),
      href: placeHash(`/trainings/${trainingId}`),
      sum: words.t('training_applicants_sum', {
        seats: training.seats,
        taken: training.taken,
        waiting: training.waiting,
        hours: training.offerHours,
      }),
      seats: training.state === 'announced' ? training.seats : null,
      chips: [
        { label: words.t('training_any'), href: placeHash(path), active: state === undefined, count: null },
        ...states
          .filter((each) => counts[each] > 0 || each === state)
          .map((each) => ({
            label: words.t(`applicationstate_${each}`),
            href: placeHash(path, { state: each }),
            active: each === state,
            count: counts[each],
          })),
      ],
      items: present.items.map((item) => ({
        id: item.id,
        no: words.t('training_arrival', item.arrivalNo),
        person: words.name(item.person.name),
        post: item.position === null ? null : words.t(`position_${coded(item.position)}`),
        unit: item.orgUnit === null ? null : words.name(item.orgUnit.name),
        state: applicationBadge(item.state, words),
        place: item.place === null ? null : words.t('training_place', item.place),
        offer: item.offerUntil === null ? null : words.t('training_offer_until', instantText(item.offerUntil)),
        reason: reasonText(item, words),
        by: item.by === null ? words.t('training_by_service') : words.name(item.by.name),
        at: instantText(item.changedAt),
        motive: item.motive,
        decline: item.actions.includes('decline'),
        agree: item.actions.includes('agree'),
        seat: item.actions.includes('seat'),
      })),
      isEmpty: present.items.length === 0,
      pager: pagerOf(present, path, state === undefined ? {} : { state }, words),
    });
    const form = view.querySelector<HTMLFormElement>('form[data-region="seats"]');
    form?.addEventListener('submit', (event) => {
      event.preventDefault();
      const seats = Number(new FormData(form).get('seats'));
      void whilePending(() =>
        change(
          () => repository.setSeatCount(trainingId, { seats, version: present.training.version }),
          words.t('training_seat_saved'),
        ),
      );
    });
  }

  async function change(work: () => Promise<unknown>, said: string): Promise<void> {
    try {
      await work();
    } catch (problem) {
      return house.showProblem(region(view, 'problem'), problem);
    }
    await show(said);
    house.announce(said);
    moveFocus(region(view, 'title'));
  }

  function withReason(
    button: HTMLElement,
    label: string,
    send: string,
    said: string,
    work: typeof repository.giveExtraSeat,
  ) {
    const id = Number(button.dataset['id']);
    return askReason(
      region(view, `reason-${id}`),
      { id, label, send },
      house,
      (reason) => change(() => work(id, reason), said),
      button,
    );
  }

  await show(null);
  onActions(view, {
    agree: (button) =>
      change(() => repository.agreeApplication(Number(button.dataset['id'])), words.t('training_decide_agreed')),
    decline: (button) =>
      withReason(
        button,
        words.t('training_reason'),
        words.t('training_decide_decline'),
        words.t('training_decide_declined'),
        repository.declineApplication,
      ),
    seat: (button) =>
      withReason(
        button,
        words.t('training_reason_extra'),
        words.t('training_extra'),
        words.t('training_extra_said'),
        repository.giveExtraSeat,
      ),
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
