/** What a worker does by the clock. Rounds may be made by several workers at once: each keeps itself from doing a thing twice. */
import type { Logger } from 'pino';

/** Looks for what is due and writes it to the outbox; returns how much there was. */
export type Round = () => Promise<number>;

export interface Rounds {
  /** Makes every round once. One that fails is logged and does not stop the others. */
  run(): Promise<void>;
  start(): void;
  /** Finishes the round at hand and stops. */
  stop(): Promise<void>;
}

export function createRounds(deps: {
  rounds: Record<string, Round>;
  logger: Logger;
  /** Called when a round queued work. */
  wakeWorker: () => void;
  everyMs: number;
}): Rounds {
  const { rounds, logger, wakeWorker, everyMs } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    for (const [round, make] of Object.entries(rounds))
      try {
        const count = await make();
        if (count > 0) logger.info({ round, count }, 'round made');
        if (count > 0) wakeWorker();
      } catch (error) {
        logger.error({ round, err: error }, 'round failed');
      }
  }

  function tick(): void {
    // A round that takes longer than the pause is not started a second time.
    running ??= run().finally(() => {
      running = undefined;
    });
  }

  return {
    run,
    start() {
      if (timer !== undefined) return;
      tick();
      timer = setInterval(tick, everyMs);
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await running;
    },
  };
}
