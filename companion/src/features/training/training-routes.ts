import { AppError } from '../../errors.js';
import type { EndpointRouter } from '../../http/endpoint-router.js';
import { canSeeTrainings } from '../../identity/policies.js';
import type { CaseEngine } from '../../workflow/case-feature.js';
import { planRoutes } from './plan/plan-routes.js';
import { listTrainings } from './training-list.js';

export function trainingRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  const { db, now } = engine;
  on('trainings', async ({ person, query }) => {
    if (!canSeeTrainings(person)) throw new AppError('notAllowed');
    return listTrainings(db, query, now());
  });

  planRoutes(on, engine);
}
