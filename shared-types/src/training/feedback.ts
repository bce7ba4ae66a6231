/** Feedback after a training: a few ratings and two texts, of which nobody learns whose they are. */
import { z } from 'zod';
import { dateSchema, namedSchema } from '../basics.js';

/** What is rated, from 1 to 5 [I]. */
export const feedbackQuestions = ['useful', 'clear', 'organised', 'recommend'] as const;
export const feedbackQuestionSchema = z.enum(feedbackQuestions);
export type FeedbackQuestion = z.infer<typeof feedbackQuestionSchema>;

const ratingSchema = z.int().min(1).max(5);
export const giveFeedbackSchema = z.object({
  ratings: z.object({ useful: ratingSchema, clear: ratingSchema, organised: ratingSchema, recommend: ratingSchema }),
  liked: z.string().trim().max(1000).default(''),
  improve: z.string().trim().max(1000).default(''),
});
export type GiveFeedback = z.infer<typeof giveFeedbackSchema>;

/**
 * `open`: I may answer now; `given`: I have; `closed`: its time is over; `notYet`: the training is not over; `notMine`: I did not take part.
 */
export const feedbackStates = ['open', 'given', 'closed', 'notYet', 'notMine'] as const;
export const feedbackSummarySchema = z.object({
  answers: z.int().min(0),
  questions: z.array(
    z.object({
      question: feedbackQuestionSchema,
      mean: z.number().min(1).max(5),
      /** How many gave 1, 2, 3, 4 and 5. */
      counts: z.array(z.int().min(0)).length(5),
    }),
  ),
  liked: z.array(z.string()),
  improve: z.array(z.string()),
  /** SVG of the means. */
  chart: z.string(),
});
export type FeedbackSummary = z.infer<typeof feedbackSummarySchema>;

export const feedbackViewSchema = z.object({
  title: namedSchema,
  state: z.enum(feedbackStates),
  /** Last day on which it can be given; null before it is asked for. */
  closesOn: dateSchema.nullable(),
  /** For trainers and the department, once it is closed and enough have answered. */
  summary: feedbackSummarySchema.nullable(),
  /** This reader is shown the summary when there is one. */
  mayReadSummary: z.boolean(),
  /** Fewer answers than this are shown to nobody. */
  leastAnswers: z.int().min(2),
});
export type FeedbackView = z.infer<typeof feedbackViewSchema>;
