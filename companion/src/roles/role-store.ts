/** Reads and changes of who holds which role. Nothing is deleted: a role ends, and the change is logged beside it. */
import type { Knex } from 'knex';
import type { Page, QueryOf, RoleChange } from '@qashyq/shared-types';
import type { PersonRoleRow, RoleChangeRow } from '../db/tables.js';
import { loadOrgTree } from '../identity/org-tree.js';
import { nameHolds } from '../identity/person-search.js';
import { instant, loadBriefs } from '../workflow/case-presenter.js';
import type { Held } from './role-rules.js';

export const heldOf = (row: PersonRoleRow): Held => ({
  personId: row.person_id,
  role: row.role,
  orgUnitId: row.org_unit_id,
  validFromOn: row.valid_from_on,
  validToOn: row.valid_to_on,
});

/** One page of the roles, people in the order of their names. Learners are not kept here. */
export async function findRoles(
  db: Knex,
  { search, role, orgUnitId, show, page, pageSize }: QueryOf<'roles'>,
  today: string,
): Promise<{ rows: PersonRoleRow[]; total: number }> {
  const units = orgUnitId === undefined ? undefined : (await loadOrgTree(db)).downwards(orgUnitId);
  const found = () =>
    db('person_roles')
      .join('persons', 'persons.id', 'person_roles.person_id')
      .whereNot('person_roles.role', 'learner')
      .where((wanted) => {
        if (search !== '') void wanted.where(nameHolds(search));
        if (role !== undefined) void wanted.where('person_roles.role', role);
        if (units !== undefined) void wanted.whereIn('person_roles.org_unit_id', units);
        if (show === 'current')
          void wanted.where((open) => {
            void open
              .whereNull('person_roles.valid_to_on')
              .orWhere((later) =>
                later
                  .where('person_roles.valid_to_on', '>=', today)
                  .whereRaw('person_roles.valid_to_on >= person_roles.valid_from_on'),
              );
          });
      });
  const rows: PersonRoleRow[] = await found()
    .orderBy(['persons.name_kk', 'persons.id', 'person_roles.id'])
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .select('person_roles.*');
  const counted = await found().count({ total: '*' }).first();
  return { rows, total: Number(counted?.['total'] ?? 0) };
}

export async function insertRole(trx: Knex, held: Held, byPersonId: number, now: number): Promise<void> {
  const [id] = await trx('person_roles').insert({
    person_id: held.personId,
    role: held.role,
    org_unit_id: held.orgUnitId,
    valid_from_on: held.validFromOn,
    valid_to_on: held.validToOn,
  });
  await logChange(trx, id!, byPersonId, 'given', null, held.validToOn, now);
}

/** False when somebody else changed it meanwhile. */
export async function endRoleAt(
  trx: Knex,
  row: PersonRoleRow,
  validToOn: string,
  byPersonId: number,
  now: number,
): Promise<boolean> {
  const ended = await trx('person_roles')
    .where({ id: row.id, valid_to_on: row.valid_to_on })
    .update({ valid_to_on: validToOn });
  if (ended === 0) return false;
  await logChange(trx, row.id, byPersonId, 'ended', row.valid_to_on, validToOn, now);
  return true;
}

async function logChange(
  trx: Knex,
  roleId: number,
  byPersonId: number,
  action: RoleChangeRow['action'],
  before: string | null,
  after: string | null,
  now: number,
): Promise<void> {
  await trx('role_changes').insert({
    by_person_id: byPersonId,
    person_role_id: roleId,
    action,
    before_to_on: before,
    after_to_on: after,
    changed_at: now,
  });
}

/** Newest first. */
export async function listRoleChanges(db: Knex, { page, pageSize }: QueryOf<'roleChanges'>): Promise<Page<RoleChange>> {
  const rows: (RoleChangeRow & Omit<PersonRoleRow, 'id'>)[] = await db('role_changes')
    .join('person_roles', 'person_roles.id', 'role_changes.person_role_id')
    .orderBy('role_changes.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .select('person_roles.*', 'role_changes.*');
  const counted = await db('role_changes').count({ total: '*' }).first();
  const briefs = await loadBriefs(
    db,
    rows.flatMap((row) => [row.by_person_id, row.person_id]),
    rows.map((row) => row.org_unit_id),
  );
  return {
    items: rows.map((row) => ({
      id: row.id,
      changedAt: instant(row.changed_at),
      by: briefs.person(row.by_person_id),
      action: row.action,
      person: briefs.person(row.person_id),
      role: row.role,
      orgUnit: briefs.orgUnit(row.org_unit_id),
      validFromOn: row.valid_from_on,
      before: row.before_to_on,
      after: row.after_to_on,
    })),
    page,
    pageSize,
    total: Number(counted?.['total'] ?? 0),
  };
}
