import { AppError } from '../../errors.js';
import type { EndpointRouter } from '../../http/endpoint-router.js';
import { canSeeTrainings } from '../../identity/policies.js';
import type { CaseEngine } from '../../workflow/case-feature.js';
import { listTrainings } from './training-list.js';

export function trainingRoutes(on: EndpointRouter['on'], { db, now }: Pick<CaseEngine, 'db' | 'now'>): void {
  on('trainings', async ({ person, query }) => {
    if (!canSeeTrainings(person)) throw new AppError('notAllowed');
    return listTrainings(db, query, now());
  });
}
