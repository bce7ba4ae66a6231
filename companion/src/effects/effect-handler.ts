import type { EffectKind } from '@qashyq/shared-types';
import type { EffectPayloads, Lease } from './outbox.js';

/** It will not get better by waiting: a person has to look. `details` are names a person can act on, without personal data. */
export class ParkEffect extends Error {
  constructor(
    readonly code: string,
    readonly details: readonly string[] = [],
  ) {
    super(code);
  }
}

/** The other side is away: try again later, and park after too many tries. */
export class RetryLater extends Error {
  constructor(
    readonly code: string,
    readonly details: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

export interface EffectRun<Kind extends EffectKind> {
  payload: EffectPayloads[Kind];
  lease: Lease;
  /** False when the lease was lost to another worker: stop at once. */
  stillMine(): Promise<boolean>;
}

/**
 * Runs one effect. It may run twice, so it compares before it changes, and it records its success in one transaction with `finish`.
 * Throws ParkEffect or RetryLater; anything else counts as RetryLater.
 */
export type EffectHandler<Kind extends EffectKind> = (run: EffectRun<Kind>) => Promise<void>;

/** One handler for every kind: a forgotten one does not compile. */
export type EffectHandlers = { [Kind in EffectKind]: EffectHandler<Kind> };
