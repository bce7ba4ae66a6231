/** Feedback in words: the form, and what was said. */
import type { FeedbackQuestion, FeedbackView } from '@qashyq/shared-types';
import { dateText } from '../../view-models/moments.js';
import { placeHash } from '../../view-models/place.js';
import type { Words } from '../../view-models/words.js';

export const questions = ['useful', 'clear', 'organised', 'recommend'] as const satisfies readonly FeedbackQuestion[];

export function feedbackPage(view: FeedbackView, trainingId: number, words: Words) {
  const { state, closesOn, summary, mayReadSummary, leastAnswers } = view;
  const until = closesOn === null ? '' : dateText(closesOn);
  return {
    title: words.name(view.title),
    trainingHref: placeHash(`/trainings/${trainingId}`),
    isOpen: state === 'open',
    // Who only reads the summary is not told that they did not take part.
    told: state === 'open' || (state === 'notMine' && mayReadSummary) ? null : words.t(`feedback_state_${told(state)}`),
    until: state === 'open' ? words.t('feedback_until', until) : null,
    questions: questions.map((question) => ({
      question,
      label: words.t(`feedback_question_${question}`),
      ratings: [1, 2, 3, 4, 5].map((rating) => ({ rating, id: `lq-${question}-${rating}` })),
    })),
    mayReadSummary,
    noSummary: summary === null ? words.t('feedback_nosummary', { least: leastAnswers, until: until || '—' }) : null,
    summary:
      summary === null
        ? null
        : {
            answers: words.count('feedback_answers', summary.answers),
            rows: summary.questions.map(({ question, mean, counts }) => ({
              label: words.t(`feedback_question_${question}`),
              mean: words.locale === 'en' ? mean.toFixed(2) : mean.toFixed(2).replace('.', ','),
              counts,
            })),
            liked: summary.liked,
            hasLiked: summary.liked.length > 0,
            improve: summary.improve,
            hasImprove: summary.improve.length > 0,
          },
  };
}

const told = (state: FeedbackView['state']) => state.toLowerCase() as Lowercase<FeedbackView['state']>;

/** The rating of each question; null where one is not chosen. */
export function chosenRatings(data: FormData): Record<FeedbackQuestion, number> | null {
  const ratings = questions.map((question) => [question, Number(data.get(question))] as const);
  return ratings.every(([, rating]) => rating >= 1 && rating <= 5)
    ? (Object.fromEntries(ratings) as Record<FeedbackQuestion, number>)
    : null;
}
