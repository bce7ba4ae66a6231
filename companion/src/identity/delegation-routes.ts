/** Giving, seeing and revoking delegations. */
import type { Knex } from 'knex';
import type { Delegations, DelegationView, GiveDelegation } from '@qashyq/shared-types';
import { localDate } from '../calendar/local-time.js';
import type { DelegationRow } from '../db/tables.js';
import { inTransaction } from '../db/transaction.js';
import { insertNotices } from '../effects/notices.js';
import { AppError } from '../errors.js';
import type { EndpointRouter } from '../http/endpoint-router.js';
import type { CaseEngine } from '../workflow/case-feature.js';
import { instant, loadBriefs } from '../workflow/case-presenter.js';
import { createCaseStore } from '../workflow/case-store.js';
import { caseFacts, readCase } from '../workflow/case-facts.js';
import type { CurrentPerson } from './current-person.js';
import { delegablePosts, maximumDays, whyNotDelegate } from './delegation.js';
import { listColleagues, orderOf, wishOf } from './delegation-store.js';
import { personBrief } from './person-store.js';

export function delegationRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  const { db, now } = engine;
  on('delegations', ({ person }) => presentDelegations(db, person, now()));
  on('giveDelegation', async ({ person, body }) => {
    await giveDelegation(engine, person, body);
    return presentDelegations(db, person, now());
  });
  on('revokeDelegation', async ({ person, params }) => {
    await revokeDelegation(engine, person, params.delegationId);
    return presentDelegations(db, person, now());
  });
}

/** @throws AppError the refusal of the rule; `notFound` for a case the giver may not see */
export async function giveDelegation(engine: CaseEngine, giver: CurrentPerson, wish: GiveDelegation): Promise<void> {
  const { db, now } = engine;
  await inTransaction(db, async (trx) => {
    const at = now();
    const given: DelegationRow[] = await trx('delegations')
      .where({ from_person_id: giver.id, order_no: null })
      .whereNull('revoked_at');
    const colleagues = await listColleagues(trx, wish.orgUnitId, at);
    const refusal = whyNotDelegate(giver, wish, {
      today: localDate(at),
      colleagues: new Set(colleagues.map(({ id }) => id)),
      preparedBy: wish.caseId === null ? [] : await preparersOf(engine, trx, giver, wish.caseId),
      given: given.map(wishOf),
    });
    if (refusal !== undefined) throw new AppError(refusal, { params: { days: maximumDays } });
    await trx('delegations').insert({
      from_person_id: giver.id,
      to_person_id: wish.toPersonId,
      role: wish.role,
      org_unit_id: wish.orgUnitId,
      case_id: wish.caseId,
      valid_from_on: wish.validFromOn,
      valid_to_on: wish.validToOn,
      ground: wish.ground,
      created_at: at,
      revoked_at: null,
    });
    await tell(trx, 'delegationGiven', giver, { ...wish, personId: wish.toPersonId }, at);
  });
  engine.wakeWorker();
}

async function preparersOf(
  engine: CaseEngine,
  trx: Knex,
  giver: CurrentPerson,
  caseId: number,
): Promise<readonly number[]> {
  const store = createCaseStore(trx, engine.now);
  const caseRow = await store.getCase(caseId);
  if (!engine.features[caseRow.kind].mayRead(giver, caseRow)) throw new AppError('notFound');
  return caseFacts(caseRow, await readCase(store, caseRow)).preparedBy;
}

/** Only who gave it takes it back, and nobody's order; a second time it is the same click again. */
async function revokeDelegation(engine: CaseEngine, giver: CurrentPerson, delegationId: number): Promise<void> {
  const { db, now } = engine;
  await inTransaction(db, async (trx) => {
    const row = await trx('delegations').where({ id: delegationId, from_person_id: giver.id, order_no: null }).first();
    if (row === undefined) throw new AppError('notFound');
    const at = now();
    const revoked = await trx('delegations').where({ id: row.id }).whereNull('revoked_at').update({ revoked_at: at });
    if (revoked > 0) await tell(trx, 'delegationRevoked', giver, { ...wishOf(row), personId: row.to_person_id }, at);
  });
  engine.wakeWorker();
}

async function tell(
  trx: Knex,
  kind: 'delegationGiven' | 'delegationRevoked',
  giver: CurrentPerson,
  told: Pick<GiveDelegation, 'role' | 'orgUnitId' | 'caseId' | 'validFromOn' | 'validToOn'> & { personId: number },
  at: number,
): Promise<void> {
  const facts = {
    editionNo: 0,
    byPersonId: giver.id,
    role: told.role,
    orgUnitId: told.orgUnitId,
    fromOn: told.validFromOn,
    dueOn: told.validToOn,
  };
  await insertNotices(trx, [{ personId: told.personId, caseId: told.caseId, kind, facts }], at);
}

/** Delegations the person gave and got, newest first. */
export async function listDelegations(
  db: Knex,
  personId: number,
  now: number,
): Promise<Pick<Delegations, 'given' | 'received'>> {
  const rows: DelegationRow[] = await db('delegations')
    .where({ from_person_id: personId })
    .orWhere({ to_person_id: personId })
    .orderBy('id', 'desc');
  const views = await delegationViews(db, rows, localDate(now));
  return {
    given: views.filter((_view, index) => rows[index]!.from_person_id === personId),
    received: views.filter((_view, index) => rows[index]!.to_person_id === personId),
  };
}

/** Rows as they are shown, in their order. */
export async function delegationViews(
  db: Knex,
  rows: readonly DelegationRow[],
  today: string,
): Promise<DelegationView[]> {
  const briefs = await loadBriefs(
    db,
    rows.flatMap((row) => [row.from_person_id, row.to_person_id]),
    rows.map((row) => row.org_unit_id),
  );
  const cases = await db('cases').whereIn('id', [...new Set(rows.flatMap((row) => row.case_id ?? []))]);
  return rows.map((row) => {
    const of = cases.find((found) => found.id === row.case_id);
    return {
      id: row.id,
      from: briefs.person(row.from_person_id),
      to: briefs.person(row.to_person_id),
      role: row.role,
      orgUnit: briefs.orgUnit(row.org_unit_id),
      case: of === undefined ? null : { id: of.id, title: { kk: of.title_kk, ru: of.title_ru, en: of.title_en } },
      validFromOn: row.valid_from_on,
      validToOn: row.valid_to_on,
      ground: row.ground,
      ...orderOf(row),
      state: stateOf(row, today),
      createdAt: instant(row.created_at),
    };
  });
}

async function presentDelegations(db: Knex, person: CurrentPerson, now: number): Promise<Delegations> {
  const posts = delegablePosts(person);
  const briefs = await loadBriefs(
    db,
    [],
    posts.map((post) => post.orgUnitId),
  );
  const choices: Delegations['posts'] = [];
  for (const { role, orgUnitId } of posts)
    choices.push({
      role,
      orgUnit: briefs.orgUnit(orgUnitId),
      candidates: (await listColleagues(db, orgUnitId, now)).filter(({ id }) => id !== person.id).map(personBrief),
    });
  return {
    ...(await listDelegations(db, person.id, now)),
    posts: choices,
    maximumDays,
    today: localDate(now),
  };
}

function stateOf(row: DelegationRow, today: string): DelegationView['state'] {
  if (row.revoked_at !== null) return 'revoked';
  if (row.valid_from_on > today) return 'upcoming';
  return row.valid_to_on < today ? 'ended' : 'running';
}
