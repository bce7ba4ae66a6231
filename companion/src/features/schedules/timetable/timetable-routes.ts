import type { Knex } from 'knex';
import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { Catalogue } from '../../../i18n/catalogue.js';
import type { ListApprovedDated, ListApprovedEditions } from './approved-editions.js';
import { calendarFeed } from './calendar-feed.js';
import { findFeedOwner, renewFeed, revokeFeed, staffCodeOf } from './feed-store.js';
import { presentTimetable } from './present-timetable.js';

export interface TimetableDeps {
  db: Knex;
  catalogue: Catalogue;
  now: () => number;
  publicUrl: string;
  approved: ListApprovedEditions;
  approvedDated: ListApprovedDated;
}

export function timetableRoutes(on: EndpointRouter['on'], deps: TimetableDeps): void {
  const { db, now, publicUrl } = deps;
  on('myTimetable', ({ person, query }) => presentTimetable(db, deps, person, query, now()));
  on('renewCalendarFeed', async ({ person }) => {
    if ((await staffCodeOf(db, person.id)) === null) throw new AppError('notAllowed');
    return { url: `${publicUrl}/ical/${await renewFeed(db, person.id, now())}.ics` };
  });
  on('revokeCalendarFeed', async ({ person }) => revokeFeed(db, person.id));
}

/** Reads the feed behind a secret; undefined when the secret is nobody's. */
export function readCalendarFeed(deps: TimetableDeps): (secret: string) => Promise<string | undefined> {
  return async (secret) => {
    const person = await findFeedOwner(deps.db, secret);
    return person === undefined ? undefined : calendarFeed(deps, person, deps.now());
  };
}
