/** Entering, seeing and revoking orders that name a deputy. */
import type { Knex } from 'knex';
import type { BodyOf, DeputyOrders, QueryOf } from '@qashyq/shared-types';
import { localDate } from '../calendar/local-time.js';
import type { DelegationRow } from '../db/tables.js';
import { inTransaction } from '../db/transaction.js';
import { insertNotices, type NewNotice } from '../effects/notices.js';
import { AppError } from '../errors.js';
import type { EndpointRouter } from '../http/endpoint-router.js';
import { caseFacts, readCase } from '../workflow/case-facts.js';
import type { CaseEngine } from '../workflow/case-feature.js';
import { loadBriefs } from '../workflow/case-presenter.js';
import { createCaseStore } from '../workflow/case-store.js';
import type { CurrentPerson } from './current-person.js';
import { maximumDays } from './delegation.js';
import { delegationViews } from './delegation-routes.js';
import { wishOf } from './delegation-store.js';
import { deputisedRoles, keepsOrders, whyNotOrder } from './deputy-order.js';
import { validOn } from './person-store.js';
import { canSeeRoles } from './policies.js';

export function deputyOrderRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  on('deputyOrders', ({ person, query }) => {
    if (!canSeeRoles(person)) throw new AppError('notAllowed');
    return presentOrders(engine, person, query);
  });
  on('enterDeputyOrder', ({ person, body }) => enterOrder(engine, person, body));
  on('revokeDeputyOrder', ({ person, params }) => revokeOrder(engine, person, params.delegationId));
}

/** @throws AppError the refusal of the rule; `notFound` for a case that is not there */
export async function enterOrder(
  engine: CaseEngine,
  keeper: CurrentPerson,
  wish: BodyOf<'enterDeputyOrder'>,
): Promise<void> {
  const { db, now } = engine;
  await inTransaction(db, async (trx) => {
    const at = now();
    const today = localDate(at);
    if (!keepsOrders(keeper)) throw new AppError('notAllowed');
    // Locks the holder on a server, so that two keepers at once do not both find the days free.
    await trx('persons').where({ id: wish.holderId }).forUpdate().first('id');
    const orders: DelegationRow[] = await trx('delegations')
      .where({ from_person_id: wish.holderId })
      .whereNotNull('order_no')
      .whereNull('revoked_at');
    const refusal = whyNotOrder(keeper, wish, {
      today,
      isHeld: (await postsOf(trx, today, wish.holderId)).some(
        (post) => post.role === wish.role && post.org_unit_id === wish.orgUnitId,
      ),
      deputyWorksHere: await worksHere(trx, wish.toPersonId, today),
      preparedBy: wish.caseId === null ? [] : await preparersOf(engine, trx, wish.caseId),
      orders: orders.map(wishOf),
    });
    if (refusal !== undefined) throw new AppError(refusal, { params: { days: maximumDays } });
    await trx('delegations').insert({
      from_person_id: wish.holderId,
      to_person_id: wish.toPersonId,
      role: wish.role,
      org_unit_id: wish.orgUnitId,
      case_id: wish.caseId,
      valid_from_on: wish.validFromOn,
      valid_to_on: wish.validToOn,
      ground: '',
      order_no: wish.orderNo,
      order_on: wish.orderOn,
      entered_by_id: keeper.id,
      created_at: at,
      revoked_at: null,
    });
    const facts = {
      editionNo: 0,
      role: wish.role,
      orgUnitId: wish.orgUnitId,
      fromOn: wish.validFromOn,
      dueOn: wish.validToOn,
      orderNo: wish.orderNo,
    };
    const told: NewNotice[] = [
      {
        personId: wish.toPersonId,
        caseId: wish.caseId,
        kind: 'deputyNamed',
        facts: { ...facts, byPersonId: wish.holderId },
      },
      {
        personId: wish.holderId,
        caseId: wish.caseId,
        kind: 'deputyOfYours',
        facts: { ...facts, byPersonId: wish.toPersonId },
      },
    ];
    await insertNotices(trx, told, at);
  });
  engine.wakeWorker();
}

/** A second time it is the same click again. Decisions already taken stand. */
async function revokeOrder(engine: CaseEngine, keeper: CurrentPerson, id: number): Promise<void> {
  const { db, now } = engine;
  if (!keepsOrders(keeper)) throw new AppError('notAllowed');
  await inTransaction(db, async (trx) => {
    const row = await trx('delegations').where({ id }).whereNotNull('order_no').first();
    if (row === undefined) throw new AppError('notFound');
    const at = now();
    const revoked = await trx('delegations').where({ id }).whereNull('revoked_at').update({ revoked_at: at });
    if (revoked === 0) return;
    const facts = {
      editionNo: 0,
      byPersonId: keeper.id,
      role: row.role,
      orgUnitId: row.org_unit_id,
      fromOn: row.valid_from_on,
      dueOn: row.valid_to_on,
      orderNo: row.order_no!,
    };
    const told = [row.to_person_id, row.from_person_id].map((personId): NewNotice => ({
      personId,
      caseId: row.case_id,
      kind: 'deputyRevoked',
      facts,
    }));
    await insertNotices(trx, told, at);
  });
  engine.wakeWorker();
}

async function presentOrders(
  { db, now }: CaseEngine,
  reader: CurrentPerson,
  { page, pageSize }: QueryOf<'deputyOrders'>,
): Promise<DeputyOrders> {
  const today = localDate(now());
  const rows: DelegationRow[] = await db('delegations')
    .whereNotNull('order_on')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const counted = await db('delegations').whereNotNull('order_on').count({ total: '*' }).first();
  const views = await delegationViews(db, rows, today);
  const posts = keepsOrders(reader) ? await postsOf(db, today) : [];
  const briefs = await loadBriefs(
    db,
    [...rows.map((row) => row.entered_by_id!), ...posts.map((post) => post.person_id)],
    posts.map((post) => post.org_unit_id),
  );
  return {
    items: rows.map((row, index) => ({ ...views[index]!, enteredBy: briefs.person(row.entered_by_id!) })),
    page,
    pageSize,
    total: Number(counted?.['total'] ?? 0),
    posts: posts.map((post) => ({
      role: post.role,
      orgUnit: briefs.orgUnit(post.org_unit_id),
      holder: briefs.person(post.person_id),
    })),
    maximumDays,
    today,
  };
}

/** Posts held today for which a deputy may be named; of one holder, or of all. */
async function postsOf(db: Knex, today: string, holderId?: number) {
  return db('person_roles')
    .whereIn('role', deputisedRoles)
    .where(validOn(today))
    .where((one) => {
      if (holderId !== undefined) void one.where({ person_id: holderId });
    })
    .orderBy(['role', 'org_unit_id', 'id']);
}

async function worksHere(db: Knex, personId: number, today: string): Promise<boolean> {
  const held = await db('person_roles')
    .where({ person_id: personId })
    .whereNot('role', 'learner')
    .where(validOn(today))
    .first('id');
  return held !== undefined;
}

async function preparersOf(engine: CaseEngine, trx: Knex, caseId: number): Promise<readonly number[]> {
  const store = createCaseStore(trx, engine.now);
  const caseRow = await store.getCase(caseId);
  return caseFacts(caseRow, await readCase(store, caseRow)).preparedBy;
}
