import { createHash } from 'node:crypto';
import { Router } from 'express';
import type { Knex } from 'knex';
import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import { rateLimit } from '../../../http/rate-limit.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { ListApprovedEditions } from './approved-editions.js';
import { calendarFeed } from './calendar-feed.js';
import { findFeedOwner, renewFeed, revokeFeed, staffCodeOf } from './feed-store.js';
import { presentTimetable } from './present-timetable.js';

export interface TimetableDeps {
  db: Knex;
  catalogue: Catalogue;
  now: () => number;
  publicUrl: string;
  approved: ListApprovedEditions;
}

export function timetableRoutes(on: EndpointRouter['on'], deps: TimetableDeps): void {
  const { db, now, publicUrl, approved } = deps;
  on('myTimetable', ({ person, query }) => presentTimetable(db, approved, person, query, now()));
  on('renewCalendarFeed', async ({ person }) => {
    if ((await staffCodeOf(db, person.id)) === null) throw new AppError('notAllowed');
    return { url: `${publicUrl}/ical/${await renewFeed(db, person.id, now())}.ics` };
  });
  on('revokeCalendarFeed', async ({ person }) => revokeFeed(db, person.id));
}

/** Programs ask once an hour or so; many of them may sit behind one address of the university. */
const allowed = { limit: 300, windowMs: 60_000 };

/**
 * `/ical/<secret>.ics`, read by calendar programs, which bring no session: the secret alone opens it. Whatever is not the address of
 * somebody is not found, in one form for all, so that nothing can be learnt by guessing.
 */
export function calendarFeedRoutes(deps: TimetableDeps): Router {
  const { db, now } = deps;
  const host = new URL(deps.publicUrl).hostname;
  const router = Router();
  router.use('/ical', rateLimit({ ...allowed, now }));
  router.get('/ical/:file', async (request, response) => {
    response.setHeader('X-Robots-Tag', 'noindex');
    response.setHeader('Referrer-Policy', 'no-referrer');
    const secret = /^([\w-]{43})\.ics$/.exec(request.params.file)?.[1];
    const person = secret === undefined ? undefined : await findFeedOwner(db, secret);
    if (person === undefined) {
      response.setHeader('Cache-Control', 'no-store');
      response.status(404).type('text/plain').send('Not found\n');
      return;
    }
    const text = await calendarFeed({ ...deps, host }, person, now());
    response.setHeader('Cache-Control', 'private, no-cache');
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    response.setHeader('ETag', etag);
    // Not Express's own check: that one answers in full to programs that also say «no-cache».
    if (request.get('If-None-Match')?.includes(etag)) response.status(304).end();
    else response.type('text/calendar; charset=utf-8').send(text);
  });
  return router;
}
