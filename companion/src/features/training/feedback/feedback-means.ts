/** What the report is told of feedback: means of what was answered, where they give nobody away. */
import type { Knex } from 'knex';

/** Fewer answers than this are shown to nobody [I]. */
export const leastAnswers = 3;

export interface FeedbackMean {
  answers: number;
  /** Of all ratings of all answers, 1 to 5, to two places. */
  mean: number;
}

/** Of these trainings, those whose feedback is closed and has answers enough: while it is open, the next answer would stand out. */
export async function closedFeedback(
  db: Knex,
  trainingIds: readonly number[],
  now: number,
): Promise<Map<number, FeedbackMean>> {
  const rows = (await db('training_feedback_answers')
    .join('training_feedback_rounds', 'training_feedback_rounds.training_id', 'training_feedback_answers.training_id')
    .whereIn('training_feedback_answers.training_id', [...trainingIds])
    .where('training_feedback_rounds.closes_at', '<=', now)
    .groupBy('training_feedback_answers.training_id')
    .select({ trainingId: 'training_feedback_answers.training_id' })
    .count({ answers: '*' })
    .select(db.raw('sum(useful + clear + organised + recommend) as ratings'))) as unknown as {
    trainingId: number;
    answers: number | string;
    ratings: number | string;
  }[];
  return new Map(
    rows
      .map(({ trainingId, answers, ratings }) => {
        const count = Number(answers);
        return [trainingId, { answers: count, mean: Math.round((Number(ratings) / count / 4) * 100) / 100 }] as const;
      })
      .filter(([, { answers }]) => answers >= leastAnswers),
  );
}
