import { draw, moveFocus, onActions, region } from '../dom.js';
import type { Screen } from '../screen.js';
import { dueText, instantText, isOverdue } from '../view-models/moments.js';
import { pageNumber, pagerOf } from '../view-models/lists.js';
import { placeHash } from '../view-models/place.js';
import { coded } from '../view-models/words.js';
import { askReason } from './ask.js';
import { openSeatRepository } from './seat-repository.js';
import { trainingNavigation } from './view-models/navigation.js';
import { datesText, kindText } from './view-models/seats.js';

/** Applications of my people that wait for my decision, the most urgent first. */
export const toDecideScreen: Screen = async (view, { place }, house) => {
  const { connection, words, me } = house;
  const repository = openSeatRepository(connection);

  async function show(said: string | null): Promise<void> {
    const page = await repository.applicationsToDecide(pageNumber(place.query));
    await draw(view, 'training_decide', {
      said,
      navigation: trainingNavigation(me(), 'decide', words),
      items: page.items.map((item) => ({
        id: item.id,
        person: words.name(item.person.name),
        post: item.position === null ? null : words.t(`position_${coded(item.position)}`),
        unit: item.orgUnit === null ? null : words.name(item.orgUnit.name),
        title: words.name(item.training.title),
        href: placeHash(`/trainings/${item.training.id}`),
        kind: kindText(item.training, words),
        dates: datesText(item.training, words),
        motive: item.motive,
        applied: instantText(item.appliedAt),
        due: dueText(item.due, words),
        overdue: isOverdue(item.due),
        clashes: item.clashes === 0 ? null : words.count('training_decide_clashes', item.clashes),
        actingFor: item.actingFor === null ? null : words.t('training_decide_for', words.name(item.actingFor.name)),
      })),
      isEmpty: page.items.length === 0,
      pager: pagerOf(page, '/trainings/applications', {}, words),
    });
  }

  async function decide(work: () => Promise<unknown>, said: string): Promise<void> {
    try {
      await work();
    } catch (problem) {
      return house.showProblem(region(view, 'problem'), problem);
    }
    await house.refreshMe();
    await show(said);
    house.announce(said);
    moveFocus(view.querySelector<HTMLElement>('[data-action="agree"]') ?? region(view, 'title'));
  }

  await show(null);
  onActions(view, {
    agree: (button) =>
      decide(() => repository.agreeApplication(Number(button.dataset['id'])), words.t('training_decide_agreed')),
    decline: (button) => {
      const id = Number(button.dataset['id']);
      return askReason(
        region(view, `reason-${id}`),
        { id, label: words.t('training_reason'), send: words.t('training_decide_decline') },
        house,
        (reason) => decide(() => repository.declineApplication(id, reason), words.t('training_decide_declined')),
        button,
      );
    },
    dismiss: () => region(view, 'problem').replaceChildren(),
  });
};
