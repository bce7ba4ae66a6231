/** What a decision and its answer both ask for, and nothing in them changes: read when it is first asked for, once in a request. */
import type { Knex } from 'knex';
import type { Role } from '@qashyq/shared-types';
import { loadWorkCalendar } from '../calendar/calendar-store.js';
import type { WorkCalendar } from '../calendar/working-days.js';
import type { PersonRow } from '../db/tables.js';
import { listDelegatesOfEach, type Delegate } from '../identity/delegation-store.js';
import { loadOrgTree, type OrgTree } from '../identity/org-tree.js';
import { listHoldersOfEach } from '../identity/person-store.js';

export interface Place {
  role: Role;
  orgUnitId: number;
}

/** Who may decide at a place today, in their own right and in somebody's place. */
export interface Sitting {
  holders: readonly PersonRow[];
  delegates: readonly Delegate[];
}

export interface ReadingOnce {
  calendar(db: Knex): Promise<WorkCalendar>;
  /** For each of the places of the case, in their order. Whoever asks for all that will be wanted later spares the later questions. */
  sitting(db: Knex, places: readonly Place[], caseId: number, now: number): Promise<Sitting[]>;
}

export function readingOnce(): ReadingOnce {
  let orgTree: Promise<OrgTree> | undefined;
  let calendar: Promise<WorkCalendar> | undefined;
  const known = new Map<string, Sitting>();
  const nameOf = ({ role, orgUnitId }: Place) => `${role} ${orgUnitId}`;
  return {
    calendar: (db) => (calendar ??= loadWorkCalendar(db)),
    async sitting(db, places, caseId, now) {
      const unknown = places.filter((place) => !known.has(nameOf(place)));
      if (unknown.length > 0) {
        const tree = await (orgTree ??= loadOrgTree(db));
        const holders = await listHoldersOfEach(db, unknown, now, tree);
        const delegates = await listDelegatesOfEach(db, unknown, caseId, now, tree);
        for (const [index, place] of unknown.entries())
          known.set(nameOf(place), { holders: holders[index]!, delegates: delegates[index]! });
      }
      return places.map((place) => known.get(nameOf(place))!);
    },
  };
}
