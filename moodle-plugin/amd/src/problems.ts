import type { ErrorBody } from '@qashyq/shared-types';

/** The companion answered and said no. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(
    readonly status: number,
    readonly error: ErrorBody['error'],
  ) {
    super(error.message);
  }
}

/** The companion did not answer at all, or not as the companion. */
export class Away extends Error {
  override name = 'Away';
}
