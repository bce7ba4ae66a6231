import type { Knex } from 'knex';
import type { FeedbackView, Locale } from '@qashyq/shared-types';
import { localDate } from '../../../calendar/local-time.js';
import type { TrainingRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canRunTrainings, canSeeTrainings } from '../../../identity/policies.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { trainingTitle } from '../present-training.js';
import { leastAnswers } from './feedback-means.js';
import { feedbackSummary } from './feedback-summary.js';
import { feedbackState, giveFeedback } from './give-feedback.js';

/** Feedback is given by who took part; its summary is for trainers and the department, when it is closed. */
export function feedbackRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  const { db, now } = engine;

  on('trainingFeedback', async ({ person, params, locale }) => {
    const { training, mayReadSummary } = await seen(person, params.trainingId);
    return present(person, training, mayReadSummary, locale);
  });

  on('giveFeedback', async ({ person, params, body, locale }) => {
    const { training, mayReadSummary } = await seen(person, params.trainingId);
    await giveFeedback(db, person, training, body, now());
    return present(person, training, mayReadSummary, locale);
  });

  /** @throws AppError `notFound` for a training that is not there; `notAllowed` for who has nothing to do with it */
  async function seen(person: CurrentPerson, trainingId: number) {
    if (!canSeeTrainings(person)) throw new AppError('notAllowed');
    const training = await db('trainings').where({ id: trainingId }).first();
    if (training === undefined || training.state === 'draft') throw new AppError('notFound');
    const mayReadSummary = canRunTrainings(person) || (await isTrainer(db, trainingId, person.id));
    const { state } = await feedbackState(db, training, person.id, now());
    if (state === 'notMine' && !mayReadSummary) throw new AppError('notAllowed');
    return { training, mayReadSummary };
  }

  async function present(
    person: CurrentPerson,
    training: TrainingRow,
    mayReadSummary: boolean,
    locale: Locale,
  ): Promise<FeedbackView> {
    const { state, closesAt } = await feedbackState(db, training, person.id, now());
    // While it is open, each new answer would be the difference between two summaries.
    const isClosed = closesAt !== null && now() >= closesAt;
    return {
      title: trainingTitle(training),
      state,
      closesOn: closesAt === null ? null : localDate(closesAt),
      summary: mayReadSummary && isClosed ? await feedbackSummary(engine, training.id, locale) : null,
      mayReadSummary,
      leastAnswers,
    };
  }
}

async function isTrainer(db: Knex, trainingId: number, personId: number): Promise<boolean> {
  return (await db('training_trainers').where({ training_id: trainingId, person_id: personId }).first()) !== undefined;
}
