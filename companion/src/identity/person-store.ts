import type { Knex } from 'knex';
import type { Locale, Named, PersonBrief, Role } from '@qashyq/shared-types';
import type { PersonRoleRow, PersonRow } from '../db/tables.js';
import { localDate } from '../calendar/working-days.js';
import type { CurrentPerson } from './current-person.js';
import { listActingFor } from './delegation-store.js';
import { loadOrgTree, type OrgTree } from './org-tree.js';

export function named(row: { name_kk: string; name_ru: string; name_en: string }): Named {
  return { kk: row.name_kk, ru: row.name_ru, en: row.name_en };
}

export function personBrief(row: Pick<PersonRow, 'id' | 'name_kk' | 'name_ru' | 'name_en'>): PersonBrief {
  return { id: row.id, name: named(row) };
}

/** The condition that a role is valid on that day. */
export function validOn(date: string): Knex.QueryCallback {
  return (roles) => {
    void roles
      .where('person_roles.valid_from_on', '<=', date)
      .where((open) => open.whereNull('person_roles.valid_to_on').orWhere('person_roles.valid_to_on', '>=', date));
  };
}

/** The person with the roles valid today (Asia/Almaty); undefined when there is no such person. */
export async function findCurrentPerson(db: Knex, personId: number, now: number): Promise<CurrentPerson | undefined> {
  const row = await db('persons').where({ id: personId }).first();
  return row === undefined ? undefined : withRoles(db, row, now);
}

/** A known person with the roles valid today. */
export async function withRoles(db: Knex, row: PersonRow, now: number): Promise<CurrentPerson> {
  const [held, actsFor] = await Promise.all([
    db('person_roles')
      .where({ person_id: row.id })
      .where(validOn(localDate(now)))
      .orderBy('id') as Promise<PersonRoleRow[]>,
    listActingFor(db, row.id, now),
  ]);
  const tree = held.length > 0 ? await loadOrgTree(db) : undefined;
  return {
    id: row.id,
    name: named(row),
    locale: row.locale,
    roles: held.map((role) => ({
      role: role.role,
      orgUnitId: role.org_unit_id,
      covers: tree?.upwards(role.org_unit_id) ?? [],
      coversBelow: tree?.downwards(role.org_unit_id) ?? [],
    })),
    actsFor,
  };
}

/** The person with exactly this login. MariaDB also finds logins that differ in case or accents: those are other people. */
export async function findPersonByLogin(db: Knex, login: string): Promise<PersonRow | undefined> {
  const row = await db('persons').where({ login }).first();
  return row?.login === login ? row : undefined;
}

export async function setPersonLocale(db: Knex, personId: number, locale: Locale): Promise<void> {
  await db('persons').where({ id: personId }).update({ locale });
}

/** Everyone who holds the role today, in whichever unit. */
export async function listEveryHolder(db: Knex, role: Role, now: number): Promise<PersonRow[]> {
  return db('persons')
    .whereIn(
      'id',
      db('person_roles')
        .select('person_id')
        .where({ role })
        .where(validOn(localDate(now))),
    )
    .orderBy('id');
}

/** Everyone who may sit at (role, unit) today: holders in the unit or anywhere below it. */
export async function listHolders(db: Knex, role: Role, orgUnitId: number, now: number): Promise<PersonRow[]> {
  const tree = await loadOrgTree(db);
  return db('persons')
    .whereIn(
      'id',
      db('person_roles')
        .select('person_id')
        .where({ role })
        .whereIn('org_unit_id', tree.downwards(orgUnitId))
        .where(validOn(localDate(now))),
    )
    .orderBy('id');
}

/** For each of the places (role, unit), in their order: everyone who may sit there today. Two queries, one where the units are known, however many places. */
export async function listHoldersOfEach(
  db: Knex,
  places: readonly { role: Role; orgUnitId: number }[],
  now: number,
  tree?: OrgTree,
): Promise<PersonRow[][]> {
  const units = tree ?? (await loadOrgTree(db));
  const held: (PersonRow & { held_role: Role; held_in: number })[] = await db('person_roles')
    .join('persons', 'persons.id', 'person_roles.person_id')
    .whereIn('person_roles.role', [...new Set(places.map(({ role }) => role))])
    .where(validOn(localDate(now)))
    .orderBy('persons.id')
    .select('persons.*', { held_role: 'person_roles.role', held_in: 'person_roles.org_unit_id' });
  return places.map(({ role, orgUnitId }) => {
    const below = new Set(units.downwards(orgUnitId));
    const sitting = held.filter((row) => row.held_role === role && below.has(row.held_in));
    // Who holds the role in two units below is still one person.
    return sitting.filter((row, index) => row.id !== sitting[index - 1]?.id);
  });
}
