import type { Knex } from 'knex';
import { localDate } from '../calendar/working-days.js';
import type { PersonRow, SeatRow } from '../db/tables.js';
import { loadOrgTree } from '../identity/org-tree.js';
import { listHolders, validOn } from '../identity/person-store.js';
import { superiorsOf } from './overdue.js';

/**
 * Who is told when a seat stays silent: the nearest head above its holders that somebody holds, never a holder of the seat itself.
 * Empty at the top. "Above" is the path of units from where the holders have their role; from the seat's own unit when it is vacant.
 */
export async function listSupervisors(
  db: Knex,
  seat: Pick<SeatRow, 'role' | 'org_unit_id'>,
  now: number,
): Promise<PersonRow[]> {
  const tree = await loadOrgTree(db);
  const valid = validOn(localDate(now));
  const held = await db('person_roles')
    .where({ role: seat.role })
    .whereIn('org_unit_id', tree.downwards(seat.org_unit_id))
    .where(valid)
    .select('org_unit_id');
  const units = held.length > 0 ? held.map((row) => row.org_unit_id) : [seat.org_unit_id];
  const path = [...new Set(units.flatMap((unit) => tree.upwards(unit)))];
  const holders = new Set((await listHolders(db, seat.role, seat.org_unit_id, now)).map((person) => person.id));
  for (const role of superiorsOf(seat.role)) {
    const heads: PersonRow[] = await db('persons')
      .whereIn('id', db('person_roles').select('person_id').where({ role }).whereIn('org_unit_id', path).where(valid))
      .orderBy('id');
    const others = heads.filter((head) => !holders.has(head.id));
    if (others.length > 0) return others;
  }
  return [];
}
