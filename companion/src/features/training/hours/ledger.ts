/**
 * The ledger of training hours: rows are only added. Each credit leads to its certificate, and by it to the sessions that were attended;
 * what was wrong is taken back by a counter-entry with its reason and author.
 */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { HoursKind } from '@qashyq/shared-types';
import { isSqlite } from '../../../db/connect.js';
import type { TrainingHoursRow } from '../../../db/tables.js';
import { inTransaction } from '../../../db/transaction.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';

export interface Credit {
  /** Unique: the same credit is written once, or the whole transaction is refused. */
  key: string;
  kind: Extract<HoursKind, 'certificate' | 'outside'>;
  personId: number;
  hours: number;
  /** The day to whose year they count. */
  earnedOn: string;
  certificateId?: number;
  outsideId?: number;
  by: number;
  now: number;
}

export async function creditHours(trx: Knex.Transaction, credit: Credit): Promise<void> {
  await trx('training_hours').insert({
    entry_key: credit.key,
    person_id: credit.personId,
    hours: credit.hours,
    earned_on: credit.earnedOn,
    kind: credit.kind,
    certificate_id: credit.certificateId ?? null,
    outside_id: credit.outsideId ?? null,
    corrects_id: null,
    reason: '',
    entered_by: credit.by,
    entered_at: credit.now,
  });
}

interface CounterEntry {
  key: string;
  kind: Extract<HoursKind, 'revocation' | 'correction'>;
  reason: string;
  by: number;
  now: number;
}

/** Takes back what is left of a credit; it counts to the same day, so that the sums of every period come out right. */
export async function takeBackHours(trx: Knex.Transaction, creditKey: string, counter: CounterEntry): Promise<void> {
  const credit = (await trx('training_hours').where({ entry_key: creditKey }).first())!;
  await counterEntry(trx, credit, await leftOf(trx, credit), counter);
}

async function counterEntry(
  trx: Knex,
  credit: TrainingHoursRow,
  hours: number,
  { key, kind, reason, by, now }: CounterEntry,
): Promise<void> {
  await trx('training_hours').insert({
    entry_key: key,
    person_id: credit.person_id,
    hours: -hours,
    earned_on: credit.earned_on,
    kind,
    certificate_id: credit.certificate_id,
    outside_id: credit.outside_id,
    corrects_id: credit.id,
    reason,
    entered_by: by,
    entered_at: now,
  });
}

/** What of a credit was not taken back yet. */
async function leftOf(trx: Knex, credit: TrainingHoursRow): Promise<number> {
  const counters = await trx('training_hours').where({ corrects_id: credit.id });
  return credit.hours + counters.reduce((sum, row) => sum + row.hours, 0);
}

/**
 * Takes hours back, wholly or in part. The person said how many were left as they saw it.
 * @throws AppError `notFound`; `notMyOwnDocument` for one's own hours; `conflict` when something was taken back since; `actionNotPossible`
 */
export async function correctHours(
  db: Knex,
  by: CurrentPerson,
  personId: number,
  asked: { entryId: number; correctable: number; hours: number; reason: string },
  now: number,
): Promise<void> {
  if (personId === by.id) throw new AppError('notMyOwnDocument');
  await inTransaction(db, async (trx) => {
    const query = trx('training_hours').where({ id: asked.entryId, person_id: personId }).first();
    const credit: TrainingHoursRow | undefined = await (isSqlite(trx) ? query : query.forUpdate());
    if (credit === undefined) throw new AppError('notFound');
    if (credit.corrects_id !== null) throw new AppError('actionNotPossible');
    const left = await leftOf(trx, credit);
    if (left !== asked.correctable) throw new AppError('conflict');
    if (asked.hours > left) throw new AppError('actionNotPossible');
    await counterEntry(trx, credit, asked.hours, {
      key: `correction:${randomUUID()}`,
      kind: 'correction',
      reason: asked.reason,
      by: by.id,
      now,
    });
  });
}

/**
 * Hours of each of these persons that count to a day from `fromOn` to `toOn`; who has none is not in the answer. For reports and work plans.
 * @param personIds undefined: of everybody
 */
export async function sumHours(
  db: Knex,
  period: { fromOn: string; toOn: string },
  personIds?: readonly number[],
): Promise<Map<number, number>> {
  const query = db('training_hours')
    .whereBetween('earned_on', [period.fromOn, period.toOn])
    .groupBy('person_id')
    .select('person_id')
    .sum({ total: 'hours' });
  if (personIds !== undefined) void query.whereIn('person_id', [...personIds]);
  const rows = (await query) as { person_id: number; total: number | string }[];
  return new Map(rows.map((row) => [row.person_id, Number(row.total)]));
}
