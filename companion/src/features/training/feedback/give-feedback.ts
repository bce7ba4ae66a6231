/** Giving feedback: that somebody gave it and what was answered are two rows that nothing joins. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { FeedbackView, GiveFeedback } from '@qashyq/shared-types';
import type { TrainingRow } from '../../../db/tables.js';
import { inTransaction, isDuplicate } from '../../../db/transaction.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { askedStates } from './ask-feedback.js';

/** How this person stands to the feedback of a training. */
export async function feedbackState(
  db: Knex,
  training: Pick<TrainingRow, 'id'>,
  personId: number,
  now: number,
): Promise<{ state: FeedbackView['state']; closesAt: number | null }> {
  const round = await db('training_feedback_rounds').where({ training_id: training.id }).first();
  const closesAt = round === undefined ? null : Number(round.closes_at);
  const took = await db('training_applications')
    .where({ training_id: training.id, person_id: personId })
    .whereIn('state', [...askedStates])
    .first('id');
  if (took === undefined) return { state: 'notMine', closesAt };
  if (closesAt === null) return { state: 'notYet', closesAt };
  const given = await db('training_feedback_given').where({ training_id: training.id, person_id: personId }).first();
  if (given !== undefined) return { state: 'given', closesAt };
  return { state: now >= closesAt ? 'closed' : 'open', closesAt };
}

/**
 * Takes feedback once. A second one, also in the same moment, is refused: the database itself keeps who gave it apart.
 * @throws AppError `notAllowed` for who did not take part; `actionNotPossible` before and after its time, and for a second one
 */
export async function giveFeedback(
  db: Knex,
  person: CurrentPerson,
  training: Pick<TrainingRow, 'id'>,
  { ratings, liked, improve }: GiveFeedback,
  now: number,
): Promise<void> {
  const { state } = await feedbackState(db, training, person.id, now);
  if (state === 'notMine') throw new AppError('notAllowed');
  if (state !== 'open') throw new AppError('actionNotPossible');
  try {
    await inTransaction(db, async (trx) => {
      await trx('training_feedback_given').insert({ training_id: training.id, person_id: person.id });
      await trx('training_feedback_answers').insert({
        training_id: training.id,
        answer_key: randomUUID(),
        ...ratings,
        liked,
        improve,
      });
    });
  } catch (error) {
    if (isDuplicate(error)) throw new AppError('actionNotPossible');
    throw error;
  }
}
