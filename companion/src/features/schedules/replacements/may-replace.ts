import type { Knex } from 'knex';
import type { ScheduleView } from '@qashyq/shared-types';
import { holdsRole, type CurrentPerson } from '../../../identity/current-person.js';
import { isDispatcherOf } from '../../../identity/policies.js';
import { staffCodeOf } from '../timetable/feed-store.js';

/** Dispatchers replace any lesson of the schedules they keep, teachers their own. */
export async function whatMayBeReplaced(
  db: Knex,
  person: CurrentPerson,
  orgUnitId: number,
): Promise<ScheduleView['replaceable']> {
  if (isDispatcherOf(person, orgUnitId)) return { teacherCode: null };
  const teacherCode = holdsRole(person, 'teacher') ? await staffCodeOf(db, person.id) : null;
  return teacherCode === null ? null : { teacherCode };
}
