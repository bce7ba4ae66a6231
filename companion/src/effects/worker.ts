/** Runs due effects one after another. Several workers may run on one database; a dead one's work is taken over when its lease ends. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { EffectKind } from '@qashyq/shared-types';
import { ParkEffect, RetryLater, type EffectHandler, type EffectHandlers } from './effect-handler.js';
import { claim, park, postpone, releaseAbandoned, renew, type Lease } from './outbox.js';

export interface WorkerSettings {
  leaseMs: number;
  idleMs: number;
  /** Tries in all before an effect is parked. */
  maximumAttempts: number;
  /** Wait before try `attempt + 1`, in ms. */
  backoffMs(attempt: number): number;
}

/** Nine tries within about an hour: 2 s, 4 s … 17 min, with jitter so that effects do not come back in step. */
export const nineTriesInAboutAnHour: WorkerSettings = {
  leaseMs: 60_000,
  idleMs: 1_000,
  maximumAttempts: 9,
  backoffMs: (attempt) => Math.min(2 ** attempt, 1024) * 1000 * (0.75 + Math.random() / 2),
};

export interface Worker {
  /** Looks for work now instead of at the next tick. */
  wake(): void;
  /** Runs everything due and returns the number of effects run; for tests and commands. */
  drain(): Promise<number>;
  start(): void;
  /** Finishes the effect at hand and stops. */
  stop(): Promise<void>;
}

export function createWorker(deps: {
  db: Knex;
  handlers: EffectHandlers;
  now: () => number;
  logger: Logger;
  settings?: WorkerSettings;
  /** Called in the transaction that parks an effect. */
  onParked?: (trx: Knex.Transaction, lease: Lease) => Promise<void>;
}): Worker {
  const { db, handlers, now, logger, onParked } = deps;
  const settings = deps.settings ?? nineTriesInAboutAnHour;
  const owner = `worker-${randomUUID()}`;
  let running: Promise<void> | undefined;
  let stopping = false;
  let wakeUp: () => void = () => undefined;

  async function runNext(): Promise<boolean> {
    await releaseAbandoned(db, now());
    const lease = await claim(db, owner, now(), settings.leaseMs);
    if (lease === undefined) return false;
    const { effect } = lease;
    const renewal = setInterval(() => {
      renew(db, lease, now() + settings.leaseMs).catch((error: unknown) =>
        logger.warn({ err: error }, 'lease not renewed'),
      );
    }, settings.leaseMs / 3);
    try {
      const handler = handlers[effect.kind] as EffectHandler<EffectKind>;
      await handler({
        payload: JSON.parse(effect.payload_json) as never,
        lease,
        stillMine: () => renew(db, lease, now() + settings.leaseMs),
      });
      logger.info({ effect: effect.kind, id: effect.id, attempt: effect.attempts }, 'effect done');
    } catch (error) {
      await settle(lease, error);
    } finally {
      clearInterval(renewal);
    }
    return true;
  }

  async function settle(lease: Lease, error: unknown): Promise<void> {
    const { effect } = lease;
    const known = error instanceof ParkEffect || error instanceof RetryLater;
    const reason = known ? { code: error.code, details: error.details } : { code: 'unexpected', details: [] };
    logger.warn(
      {
        effect: effect.kind,
        id: effect.id,
        attempt: effect.attempts,
        code: reason.code,
        err: known ? error.cause : error,
      },
      'effect failed',
    );
    if (!(error instanceof ParkEffect) && effect.attempts < settings.maximumAttempts)
      return postpone(db, lease, now() + settings.backoffMs(effect.attempts), reason);
    await db.transaction(async (trx) => {
      if (await park(trx, lease, reason)) await onParked?.(trx, lease);
    });
  }

  async function loop(): Promise<void> {
    while (!stopping) {
      let worked = false;
      try {
        worked = await runNext();
      } catch (error) {
        logger.error({ err: error }, 'worker could not reach its database');
      }
      if (!worked && !stopping)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, settings.idleMs);
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  }

  return {
    wake: () => wakeUp(),
    async drain() {
      let count = 0;
      while (await runNext()) count++;
      return count;
    },
    start() {
      running ??= loop();
    },
    async stop() {
      stopping = true;
      wakeUp();
      await running;
    },
  };
}
