/** The page of roles: who holds what, what nobody holds, giving and ending. */
import type { BodyOf, ParamsOf, QueryOf, Roles } from '@qashyq/shared-types';
import { localDate } from '../calendar/local-time.js';
import { inTransaction, isDuplicate } from '../db/transaction.js';
import { AppError } from '../errors.js';
import type { EndpointRouter } from '../http/endpoint-router.js';
import type { CurrentPerson } from '../identity/current-person.js';
import { canSeeRoles } from '../identity/policies.js';
import type { CaseEngine } from '../workflow/case-feature.js';
import { loadBriefs, orgUnitBrief } from '../workflow/case-presenter.js';
import { givableBy, stateOf, whyNotEnd, whyNotGive } from './role-rules.js';
import { tellOfRole, tellOfRoleEnd } from './role-notices.js';
import { endRoleAt, findRoles, heldOf, insertRole, listRoleChanges } from './role-store.js';
import { findVacancies } from './vacancies.js';

export function roleRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  const { db } = engine;
  function onlyForKeepers(person: CurrentPerson): void {
    if (!canSeeRoles(person)) throw new AppError('notAllowed');
  }
  on('roles', ({ person, query }) => {
    onlyForKeepers(person);
    return presentRoles(engine, person, query);
  });
  on('roleChanges', ({ person, query }) => {
    onlyForKeepers(person);
    return listRoleChanges(db, query);
  });
  on('giveRole', ({ person, body }) => giveRole(engine, person, body));
  on('endRole', ({ person, params, body }) => endRole(engine, person, params, body));
}

async function presentRoles(engine: CaseEngine, reader: CurrentPerson, query: QueryOf<'roles'>): Promise<Roles> {
  const { db, now } = engine;
  const today = localDate(now());
  const units = await db('org_units').orderBy('id');
  const { rows, total } = await findRoles(db, query, today);
  const vacant = await findVacancies(engine);
  const briefs = await loadBriefs(
    db,
    rows.map((row) => row.person_id),
    [...rows.map((row) => row.org_unit_id), ...vacant.map((place) => place.orgUnitId)],
  );
  return {
    items: rows.map((row) => ({
      id: row.id,
      person: briefs.person(row.person_id),
      role: row.role,
      orgUnit: briefs.orgUnit(row.org_unit_id),
      validFromOn: row.valid_from_on,
      validToOn: row.valid_to_on,
      state: stateOf(heldOf(row), today),
      mayEnd:
        whyNotEnd(reader, { ...heldOf(row), validToOn: null }, today, { today, units }) === undefined &&
        stateOf(heldOf(row), today) !== 'ended',
    })),
    page: query.page,
    pageSize: query.pageSize,
    total,
    vacancies: vacant.map(({ role, orgUnitId, kinds }) => ({ role, orgUnit: briefs.orgUnit(orgUnitId), kinds })),
    units: units.map(orgUnitBrief),
    givable: givableBy(reader, units),
    today,
  };
}

/** @throws AppError the refusal of the rule; `notFound` for a person who is not there */
async function giveRole(
  { db, now, wakeWorker }: CaseEngine,
  keeper: CurrentPerson,
  wish: BodyOf<'giveRole'>,
): Promise<void> {
  try {
    await inTransaction(db, async (trx) => {
      const units = await trx('org_units').select('id', 'type');
      // Locks the person on a server, so that two keepers at once do not both find the days free.
      const person = await trx('persons').where({ id: wish.personId }).forUpdate().first('id');
      const held = (await trx('person_roles').where({ person_id: wish.personId })).map(heldOf);
      const refusal = whyNotGive(keeper, wish, { today: localDate(now()), units, held });
      if (refusal !== undefined) throw new AppError(refusal);
      if (person === undefined) throw new AppError('notFound');
      await insertRole(trx, wish, keeper.id, now());
      await tellOfRole(trx, wish, keeper.id, now());
    });
  } catch (error) {
    throw isDuplicate(error) ? new AppError('roleOverlaps') : error;
  }
  wakeWorker();
}

async function endRole(
  { db, now, wakeWorker }: CaseEngine,
  keeper: CurrentPerson,
  { roleId }: ParamsOf<'endRole'>,
  { validToOn }: BodyOf<'endRole'>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const row = await trx('person_roles').where({ id: roleId }).first();
    if (row === undefined) throw new AppError(canSeeRoles(keeper) ? 'notFound' : 'notAllowed');
    const units = await trx('org_units').select('id', 'type');
    const refusal = whyNotEnd(keeper, heldOf(row), validToOn, { today: localDate(now()), units });
    if (refusal !== undefined) throw new AppError(refusal);
    if (!(await endRoleAt(trx, row, validToOn, keeper.id, now()))) throw new AppError('conflict');
    await tellOfRoleEnd(trx, { ...heldOf(row), validToOn }, keeper.id, now());
  });
  wakeWorker();
}
