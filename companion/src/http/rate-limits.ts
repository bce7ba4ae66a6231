/**
 * How often a door may be knocked at: sign-in, pairing and calendar addresses per address, the API per person. Counted in fixed windows in the database, so
 * that several processes count together; when the database is away each goes on counting by itself.
 */
import { createHmac } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { AppError } from '../errors.js';
import { deriveKey } from './sealing.js';

export type LimitName = 'signIn' | 'pairing' | 'api' | 'upload' | 'calendarAddress' | 'publicDoor' | 'checkIn';

interface Limit {
  /** Requests in one window. */
  hits: number;
  /** A process tells the others after this many of its own: a busy door need not write a row for every request. */
  step: number;
}

interface Count {
  /** Of its row. */
  id: string;
  /** As the database said last, with our own hits since. */
  known: number;
  unsaved: number;
  endsAt: number;
}

export interface RateLimits {
  /**
   * Counts one request of `who` at this door.
   * @throws AppError `tooManyRequests`, with the seconds until the window ends
   */
  take(door: LimitName, who: string): Promise<void>;
  /** Counts each request by the address it comes from. */
  perAddress(door: LimitName): RequestHandler;
}

export const windowMs = 60_000;

export function createRateLimits(deps: {
  config: Pick<Config, 'secret' | 'limits'>;
  db: Knex;
  now: () => number;
  logger: Logger;
}): RateLimits {
  const { db, now } = deps;
  const { signInsPerMinute, requestsPerMinute, uploadsPerMinute } = deps.config.limits;
  const limits: Record<LimitName, Limit> = {
    signIn: { hits: signInsPerMinute, step: 1 },
    pairing: { hits: signInsPerMinute, step: 1 },
    upload: { hits: uploadsPerMinute, step: 1 },
    api: { hits: requestsPerMinute, step: 20 },
    // Strangers who check certificates: enough for an office that checks a pile, too little for guessing.
    publicDoor: { hits: 60, step: 1 },
    // Codes of six letters are not to be tried through.
    checkIn: { hits: 10, step: 1 },
    // Many programs may sit behind one address of the university.
    calendarAddress: { hits: requestsPerMinute, step: 20 },
  };
  const key = deriveKey(deps.config.secret, 'rate-limits');
  const counts = new Map<string, Count>();
  let sweptAt = 0;

  async function take(door: LimitName, who: string): Promise<void> {
    const at = now();
    const { hits, step } = limits[door];
    const endsAt = (Math.floor(at / windowMs) + 1) * windowMs;
    sweep(at);
    const name = `${door} ${endsAt} ${who}`;
    const count = counts.get(name) ?? { id: idOf(name), known: 0, unsaved: 0, endsAt };
    counts.set(name, count);
    // Who is over the limit costs no more rows.
    if (count.known < hits) {
      count.known += 1;
      count.unsaved += 1;
      if (count.unsaved >= step) await share(count);
      if (count.known <= hits) return;
    }
    throw new AppError('tooManyRequests', { params: { seconds: Math.ceil((endsAt - at) / 1000) } });
  }

  const idOf = (name: string) => createHmac('sha256', key).update(name).digest('hex');

  async function share(count: Count): Promise<void> {
    const { id } = count;
    const own = count.unsaved;
    count.unsaved = 0;
    try {
      await db('rate_counts')
        .insert({ id_hash: id, hits: own, ends_at: count.endsAt })
        .onConflict('id_hash')
        .merge({ hits: db.raw('rate_counts.hits + ?', [own]) });
      const row = await db('rate_counts').where({ id_hash: id }).first();
      count.known = Math.max(count.known, (row?.hits ?? 0) + count.unsaved);
    } catch (error) {
      deps.logger.warn({ err: error }, 'requests are counted by this process alone');
    }
  }

  function sweep(at: number): void {
    if (at - sweptAt < windowMs) return;
    sweptAt = at;
    for (const [id, { endsAt }] of counts) if (endsAt <= at) counts.delete(id);
  }

  return {
    take,
    perAddress: (door) => async (request, _response, next) => {
      await take(door, addressOf(request));
      next();
    },
  };
}

/** The visitor's address; of IPv6 the first half, because the second is free for every visitor to choose. */
export function addressOf(request: Pick<Request, 'ip'>): string {
  const address = (request.ip ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const whole =
    tail === undefined ? groups : [...groups, ...Array<string>(8 - groups.length - rest.length).fill('0'), ...rest];
  return whole.slice(0, 4).join(':');
}
