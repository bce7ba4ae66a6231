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
  applicantId: number,
  now: number,
): Promise<{ role: Role; orgUnitId: number; until: number }> {
  const until = dueAt(now, workingDays, await loadWorkCalendar(db));
  const home = (await db('persons').where({ id: applicantId }).first('org_unit_id'))?.org_unit_id ?? null;
  if (home !== null) {
    const heads = await listHolders(db, 'chairHead', home, now);
    if (heads.some(({ id }) => id !== applicantId)) return { role: 'chairHead', orgUnitId: home, until };
  }
  const root = await db('org_units').whereNull('parent_id').orderBy('id').first('id');
  return { role: 'dldHead', orgUnitId: root!.id, until };
}
