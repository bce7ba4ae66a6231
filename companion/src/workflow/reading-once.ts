/** What a decision and its answer both ask for, and nothing in them changes: read when it is first asked for, once in a request. */
import type { Knex } from 'knex';
import { loadWorkCalendar } from '../calendar/calendar-store.js';
import type { WorkCalendar } from '../calendar/working-days.js';
import { loadOrgTree, type OrgTree } from '../identity/org-tree.js';

export interface ReadingOnce {
  orgTree(db: Knex): Promise<OrgTree>;
  calendar(db: Knex): Promise<WorkCalendar>;
}

export function readingOnce(): ReadingOnce {
  let orgTree: Promise<OrgTree> | undefined;
  let calendar: Promise<WorkCalendar> | undefined;
  return {
    orgTree: (db) => (orgTree ??= loadOrgTree(db)),
    calendar: (db) => (calendar ??= loadWorkCalendar(db)),
  };
}
