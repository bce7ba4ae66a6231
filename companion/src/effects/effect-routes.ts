import type { Knex } from 'knex';
import { AppError } from '../errors.js';
import type { EndpointRouter } from '../http/endpoint-router.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { canRetryEffects, canSeeEffects } from '../identity/policies.js';
import { listEffects, presentEffects } from './effect-list.js';
import { requeue } from './outbox.js';

export function effectRoutes(
  on: EndpointRouter['on'],
  deps: { db: Knex; catalogue: Catalogue; now: () => number; wakeWorker: () => void },
): void {
  const { db, catalogue, now, wakeWorker } = deps;

  on('effects', ({ person, query, locale }) => {
    if (!canSeeEffects(person)) throw new AppError('notAllowed');
    return listEffects(db, catalogue, query, locale);
  });

  on('retryEffect', async ({ person, params, locale }) => {
    if (!canRetryEffects(person)) throw new AppError('notAllowed');
    const before = await db('effects').where({ id: params.effectId }).first();
    if (before === undefined) throw new AppError('notFound');
    // A second click finds it queued already: that is what was wanted.
    if (before.state === 'done') throw new AppError('effectNotParked');
    if (before.state === 'parked') await requeue(db, before.id, now());
    wakeWorker();
    const [view] = await presentEffects(db, catalogue, await db('effects').where({ id: before.id }), locale);
    return view!;
  });
}
