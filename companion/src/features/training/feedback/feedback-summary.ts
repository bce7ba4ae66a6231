/** What was said of a training, for its trainers and the department: means, how often each rating was given, and the texts. */
import type { Knex } from 'knex';
import { feedbackQuestions, type FeedbackSummary, type Locale } from '@qashyq/shared-types';
import type { FeedbackAnswerRow } from '../../../db/tables.js';
import { barChart } from '../../../documents/bar-chart.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import { leastAnswers } from './feedback-means.js';

/** null: too few have answered. The order of texts is that of their random keys, so it tells nothing of who wrote which. */
export async function feedbackSummary(
  { db, catalogue }: { db: Knex; catalogue: Catalogue },
  trainingId: number,
  locale: Locale,
): Promise<FeedbackSummary | null> {
  const rows = await db('training_feedback_answers').where({ training_id: trainingId }).orderBy('answer_key');
  if (rows.length < leastAnswers) return null;
  const questions = feedbackQuestions.map((question) => ({ question, ...ratingsOf(rows, question) }));
  const words = (mean: number) => {
    const text = locale === 'en' ? mean.toFixed(2) : mean.toFixed(2).replace('.', ',');
    return catalogue.text(locale, 'feedback_of_five', text);
  };
  const bars = questions.map(({ question, mean }) => ({
    label: catalogue.text(locale, `feedback_question_${question}`),
    value: mean,
    marked: 0,
    words: words(mean),
  }));
  return {
    answers: rows.length,
    questions,
    liked: texts(rows, 'liked'),
    improve: texts(rows, 'improve'),
    chart: barChart({
      title: catalogue.text(locale, 'feedback_chart'),
      description: bars.map((bar) => `${bar.label}: ${bar.words}`).join('; '),
      bars,
      most: 5,
    }),
  };
}

function ratingsOf(rows: readonly FeedbackAnswerRow[], question: (typeof feedbackQuestions)[number]) {
  const counts = [1, 2, 3, 4, 5].map((rating) => rows.filter((row) => row[question] === rating).length);
  const sum = rows.reduce((total, row) => total + row[question], 0);
  return { mean: Math.round((sum / rows.length) * 100) / 100, counts };
}

/** Sorted anew for each question: the two texts of one answer do not stand in the same place. */
function texts(rows: readonly FeedbackAnswerRow[], field: 'liked' | 'improve'): string[] {
  return rows
    .map((row) => row[field])
    .filter((text) => text !== '')
    .sort((a, b) => a.localeCompare(b, 'kk'));
}
