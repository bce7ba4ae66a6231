/** Asking for feedback, by the clock: once for each training, when its last session is over. */
import type { Knex } from 'knex';
import { endOfLocalDate, localDate } from '../../../calendar/local-time.js';
import { addDays } from '../../../calendar/plain-dates.js';
import { inTransaction, isDuplicate } from '../../../db/transaction.js';
import { insertNotices, noFacts } from '../../../effects/notices.js';
import { participatingStates } from '../participants.js';

/** Feedback can be given until the end of the fourteenth day after the training [I]. */
export const feedbackDays = 14;
/** Who never came has nothing to say of it. */
export const askedStates = participatingStates.filter((state) => state !== 'missed');
/** What was over longer ago, as when the service was down, is not asked about any more. */
const latestMs = feedbackDays * 86_400_000;
const trainingsAtOnce = 50;

/** Returns how many trainings were asked about. Repeating it is harmless. */
export async function askForFeedback({ db, now }: { db: Knex; now: () => number }): Promise<number> {
  const at = now();
  const ripe = await db('trainings')
    .whereIn('state', ['announced', 'completed'])
    .whereBetween('ends_at', [at - latestMs, at])
    .whereNotExists(
      db('training_feedback_rounds')
        .select(db.raw('1'))
        .whereRaw('training_feedback_rounds.training_id = trainings.id'),
    )
    .orderBy('ends_at')
    .limit(trainingsAtOnce)
    .select('id', 'ends_at');
  let count = 0;
  for (const { id, ends_at: endsAt } of ripe)
    try {
      count += await askAbout(db, id, Number(endsAt), at);
    } catch (error) {
      // Another worker asks about the same training in this very moment.
      if (!isDuplicate(error)) throw error;
    }
  return count;
}

async function askAbout(db: Knex, trainingId: number, endsAt: number, now: number): Promise<number> {
  const dueOn = addDays(localDate(endsAt), feedbackDays);
  return inTransaction(db, async (trx) => {
    await trx('training_feedback_rounds').insert({ training_id: trainingId, closes_at: endOfLocalDate(dueOn) });
    const people = await trx('training_applications')
      .where({ training_id: trainingId })
      .whereIn('state', [...askedStates])
      .orderBy('id')
      .pluck<number[]>('person_id');
    await insertNotices(
      trx,
      people.map((personId) => ({
        personId,
        caseId: null,
        trainingId,
        kind: 'feedbackAsked' as const,
        facts: { ...noFacts, dueOn },
      })),
      now,
    );
    return 1;
  });
}
