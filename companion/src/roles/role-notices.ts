/** Tells people what they may do now and since when, or until when, and who decided it: in the transaction of the change. */
import type { Knex } from 'knex';
import type { NoticeKind } from '@qashyq/shared-types';
import { insertNotices, noFacts } from '../effects/notices.js';
import type { Held } from './role-rules.js';

export async function tellOfRole(trx: Knex, held: Held, byPersonId: number, now: number): Promise<void> {
  await tell(trx, held.validToOn === null ? 'roleGiven' : 'roleGivenUntil', held, byPersonId, now);
}

/** One that ends before it begins was never held, and says nothing of rights that are lost. */
export async function tellOfRoleEnd(
  trx: Knex,
  held: Held & { validToOn: string },
  byPersonId: number,
  now: number,
): Promise<void> {
  const isEnded = held.validToOn >= held.validFromOn;
  await tell(trx, isEnded ? 'roleEnded' : 'roleCancelled', held, byPersonId, now);
}

async function tell(trx: Knex, kind: NoticeKind, held: Held, byPersonId: number, now: number): Promise<void> {
  const { personId, role, orgUnitId, validFromOn, validToOn } = held;
  const facts = { ...noFacts, byPersonId, role, orgUnitId, fromOn: validFromOn };
  await insertNotices(
    trx,
    [{ personId, caseId: null, kind, facts: validToOn === null ? facts : { ...facts, dueOn: validToOn } }],
    now,
  );
}
