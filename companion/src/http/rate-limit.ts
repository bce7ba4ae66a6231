/** How often one address may ask. Counted in this process: behind several, an address has that many times as much. */
import type { RequestHandler } from 'express';
import { AppError } from '../errors.js';

/** Allows `limit` requests per address in each window of `windowMs`; more are refused as `tooManyRequests` with the seconds to wait. */
export function rateLimit(options: { limit: number; windowMs: number; now: () => number }): RequestHandler {
  const { limit, windowMs, now } = options;
  let counts = new Map<string, number>();
  let window = 0;
  return (request, _response, next) => {
    const at = now();
    const present = Math.floor(at / windowMs);
    // One window at a time is kept, so that many addresses do not fill the memory for good.
    if (present !== window) {
      counts = new Map();
      window = present;
    }
    const address = request.ip ?? '';
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count > limit)
      throw new AppError('tooManyRequests', { params: { seconds: Math.ceil(((present + 1) * windowMs - at) / 1000) } });
    next();
  };
}
