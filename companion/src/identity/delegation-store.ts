import type { Knex } from 'knex';
import type { Order, PersonBrief, Role } from '@qashyq/shared-types';
import { localDate } from '../calendar/local-time.js';
import type { DelegationRow, PersonRow } from '../db/tables.js';
import type { ActingFor } from './current-person.js';
import type { DelegationWish } from './delegation.js';
import { loadOrgTree, type OrgTree } from './org-tree.js';

export const wishOf = (row: DelegationRow): DelegationWish => ({
  toPersonId: row.to_person_id,
  role: row.role,
  orgUnitId: row.org_unit_id,
  caseId: row.case_id,
  validFromOn: row.valid_from_on,
  validToOn: row.valid_to_on,
});

/** The order by which the delegation is, if it is by one. */
export const orderOf = ({ order_no: no, order_on: on }: DelegationRow): { order?: Order } =>
  no === null || on === null ? {} : { order: { no, on } };

/** Delegations that hold today: not revoked, within their days, and their giver still has the post. */
function inForce(db: Knex, today: string) {
  return db('delegations')
    .join('person_roles', (post) => {
      post
        .on('person_roles.person_id', 'delegations.from_person_id')
        .andOn('person_roles.role', 'delegations.role')
        .andOn('person_roles.org_unit_id', 'delegations.org_unit_id');
    })
    .whereNull('delegations.revoked_at')
    .where('delegations.valid_from_on', '<=', today)
    .where('delegations.valid_to_on', '>=', today)
    .where('person_roles.valid_from_on', '<=', today)
    .where((open) => open.whereNull('person_roles.valid_to_on').orWhere('person_roles.valid_to_on', '>=', today))
    .orderBy('delegations.id');
}

/** In whose place this person may decide today. */
export async function listActingFor(db: Knex, personId: number, now: number): Promise<ActingFor[]> {
  const rows: DelegationRow[] = await inForce(db, localDate(now))
    .where('delegations.to_person_id', personId)
    .distinct('delegations.*');
  if (rows.length === 0) return [];
  const tree = await loadOrgTree(db);
  return rows.map((row) => ({
    personId: row.from_person_id,
    role: row.role,
    orgUnitId: row.org_unit_id,
    covers: tree.upwards(row.org_unit_id),
    caseId: row.case_id,
    ground: row.ground,
    ...orderOf(row),
  }));
}

export interface Delegate {
  person: PersonBrief;
  actsFor: PersonBrief;
}

/** For each of the places (role, unit) of a case, in their order: who may sit there today in somebody's place, and in whose. */
export async function listDelegatesOfEach(
  db: Knex,
  places: readonly { role: Role; orgUnitId: number }[],
  caseId: number,
  now: number,
  known?: OrgTree,
): Promise<Delegate[][]> {
  const rows: DelegationRow[] = await inForce(db, localDate(now))
    .whereIn('delegations.role', [...new Set(places.map(({ role }) => role))])
    .where((one) => one.whereNull('delegations.case_id').orWhere('delegations.case_id', caseId))
    .distinct('delegations.*');
  if (rows.length === 0) return places.map(() => []);
  const tree = known ?? (await loadOrgTree(db));
  const persons = await db('persons').whereIn(
    'id',
    rows.flatMap((row) => [row.from_person_id, row.to_person_id]),
  );
  const brief = (id: number): PersonBrief => briefOf(persons.find((person) => person.id === id)!);
  return places.map(({ role, orgUnitId }) => {
    const units = tree.downwards(orgUnitId);
    return rows
      .filter((row) => row.role === role && units.includes(row.org_unit_id))
      .map((row) => ({ person: brief(row.to_person_id), actsFor: brief(row.from_person_id) }));
  });
}

const briefOf = (row: PersonRow): PersonBrief => ({
  id: row.id,
  name: { kk: row.name_kk, ru: row.name_ru, en: row.name_en },
});

/** Whom an order names today as deputy of somebody in that role, for all cases or for this one. */
export async function listDeputies(db: Knex, role: Role, caseId: number, now: number): Promise<number[]> {
  return inForce(db, localDate(now))
    .where('delegations.role', role)
    .whereNotNull('delegations.order_no')
    .where((one) => one.whereNull('delegations.case_id').orWhere('delegations.case_id', caseId))
    .pluck<number[]>('delegations.to_person_id');
}

/** Persons who belong to the unit or to one below it, by home or by a role they hold today. */
export async function listColleagues(db: Knex, orgUnitId: number, now: number): Promise<PersonRow[]> {
  const units = (await loadOrgTree(db)).downwards(orgUnitId);
  const today = localDate(now);
  return db('persons')
    .where((belongs) => {
      void belongs.whereIn('org_unit_id', units).orWhereIn(
        'id',
        db('person_roles')
          .select('person_id')
          .whereIn('org_unit_id', units)
          .whereNot('role', 'learner')
          .where('valid_from_on', '<=', today)
          .where((open) => open.whereNull('valid_to_on').orWhere('valid_to_on', '>=', today)),
      );
    })
    .orderBy('id');
}
