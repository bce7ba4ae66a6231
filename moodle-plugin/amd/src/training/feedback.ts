import type { FeedbackView } from '@qashyq/shared-types';
import { draw, moveFocus, onActions, region, whilePending } from '../dom.js';
import type { Screen } from '../screen.js';
import { openFeedbackRepository } from './feedback-repository.js';
import { chosenRatings, feedbackPage, questions } from './view-models/feedback.js';

/** Feedback on one training: the form for who took part, and what was said for trainers and the department. */
export const feedbackScreen: Screen = async (view, { params }, house) => {
  const { connection, words } = house;
  const repository = openFeedbackRepository(connection);
  const trainingId = Number(params['trainingId']);
  let present = await repository.feedback(trainingId);

  async function show(): Promise<void> {
    await draw(view, 'training_feedback', feedbackPage(present, trainingId, words));
    if (present.summary !== null) region(view, 'chart').replaceChildren(picture(present.summary.chart));
    const form = view.querySelector('form');
    form?.addEventListener('submit', (event) => {
      event.preventDefault();
      void whilePending(() => send(form));
    });
  }

  async function send(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    const ratings = chosenRatings(data);
    const missing = region(view, 'missing');
    missing.hidden = ratings !== null;
    if (ratings === null) {
      missing.textContent = words.t('feedback_missing');
      const first = questions.find((question) => data.get(question) === null);
      return moveFocus(view.querySelector<HTMLElement>(`input[name="${first}"]`));
    }
    const text = (name: string) => (form.elements.namedItem(name) as HTMLTextAreaElement).value;
    try {
      present = await repository.give(trainingId, { ratings, liked: text('liked'), improve: text('improve') });
    } catch (problem) {
      return house.showProblem(region(view, 'problem'), problem);
    }
    await show();
    house.announce(words.t(`feedback_state_${told(present)}`));
    moveFocus(region(view, 'told'));
  }

  onActions(view, { dismiss: () => region(view, 'problem').replaceChildren() });
  await show();
};

const told = ({ state }: FeedbackView) => state.toLowerCase() as Lowercase<FeedbackView['state']>;

/** A picture that came as text, read as SVG and not as a page: it can hold no more than a picture does. */
function picture(svg: string): Element {
  return document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
}
