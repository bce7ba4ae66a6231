/** A clock that tests set, for themselves and for the companions they start: it runs, and jumps when it is told to. */
import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';

export interface Clock {
  now(): number;
  /** Later than now; waits until every process has noticed. */
  jumpTo(instant: number): Promise<void>;
  /** Settings of a process that lives by this clock. */
  env: Record<string, string>;
}

export function createClock(file: string): Clock {
  let ahead = 0;
  const write = () => {
    writeFileSync(`${file}.new`, String(ahead));
    renameSync(`${file}.new`, file);
  };
  write();
  const now = () => Date.now() + ahead;
  return {
    now,
    async jumpTo(instant) {
      ahead += Math.max(0, instant - now());
      write();
      await pause(100);
    },
    env: { E2E_CLOCK: file, NODE_OPTIONS: `--import ${fileURLToPath(new URL('clock.mjs', import.meta.url))}` },
  };
}
