import type { Knex } from 'knex';
import type { Role } from '@qashyq/shared-types';
import { loadWorkCalendar } from '../../../calendar/calendar-store.js';
import { dueAt } from '../../../calendar/working-days.js';
import { listHolders } from '../../../identity/person-store.js';

/** Working days in which the head decides (domain §4 row 9). */
const workingDays = 2;

/**
 * Who is asked to agree to a person's application, and until when: the head of their kafedra; where there is none, or it is the applicant,
 * the head of the department, who is next in the route of row 9.
 */
export async function askedFor(
  db: Knex,
  applicant: { id: number; orgUnitId: number | null },
  now: number,
): Promise<{ role: Role; orgUnitId: number; until: number }> {
  const until = dueAt(now, workingDays, await loadWorkCalendar(db));
  if (applicant.orgUnitId !== null) {
    const heads = await listHolders(db, 'chairHead', applicant.orgUnitId, now);
    if (heads.some(({ id }) => id !== applicant.id))
      return { role: 'chairHead', orgUnitId: applicant.orgUnitId, until };
  }
  const root = await db('org_units').whereNull('parent_id').orderBy('id').first('id');
  return { role: 'dldHead', orgUnitId: root!.id, until };
}
