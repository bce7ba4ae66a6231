import { createHash } from 'node:crypto';
import { Router } from 'express';
import type { RateLimits } from './rate-limits.js';

/**
 * `/ical/<secret>.ics`, read by calendar programs, which bring no session: the secret alone opens it. Whatever is not the address of
 * somebody is not found, in one form for all, so that nothing can be learnt by guessing.
 * @param read the feed of a secret, undefined when it is nobody's
 */
export function calendarFeedRoutes(
  read: (secret: string) => Promise<string | undefined>,
  limits: Pick<RateLimits, 'perAddress'>,
): Router {
  const router = Router();
  router.use('/ical', limits.perAddress('calendarAddress'));
  router.get('/ical/:file', async (request, response) => {
    response.setHeader('X-Robots-Tag', 'noindex');
    response.setHeader('Referrer-Policy', 'no-referrer');
    const secret = /^([\w-]{43})\.ics$/.exec(request.params.file)?.[1];
    const text = secret === undefined ? undefined : await read(secret);
    if (text === undefined) {
      response.setHeader('Cache-Control', 'no-store');
      response.status(404).type('text/plain').send('Not found\n');
      return;
    }
    response.setHeader('Cache-Control', 'private, no-cache');
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    response.setHeader('ETag', etag);
    // Not Express's own check: that one answers in full to programs that also say «no-cache».
    if (request.get('If-None-Match')?.includes(etag)) response.status(304).end();
    else response.type('text/calendar; charset=utf-8').send(text);
  });
  return router;
}
