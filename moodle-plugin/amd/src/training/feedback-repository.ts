/** The only file that knows the paths of feedback in the companion's API. */
import type { BodyInputOf, feedbackEndpoints, FeedbackView } from '@qashyq/shared-types';
import type { Address, Connection } from '../connection.js';

/** The same methods and paths as in the contract; a test compares them. */
export const feedbackPaths = {
  trainingFeedback: 'GET /api/trainings/:trainingId/feedback',
  giveFeedback: 'POST /api/trainings/:trainingId/feedback',
} as const satisfies Record<keyof typeof feedbackEndpoints, Address>;

/** Answers are typed by the contract. */
export function openFeedbackRepository(connection: Connection) {
  const { json } = connection.asking(feedbackPaths);
  return {
    feedback: (trainingId: number): Promise<FeedbackView> => json('trainingFeedback', { params: { trainingId } }),
    give: (trainingId: number, body: BodyInputOf<'giveFeedback'>): Promise<FeedbackView> =>
      json('giveFeedback', { params: { trainingId }, json: body }),
  };
}
