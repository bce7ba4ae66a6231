/** An application enters a training, and a person comes to a seat. */
import type { Knex } from 'knex';
import type { ApplicationReason } from '@qashyq/shared-types';
import type { TrainingApplicationRow, TrainingRow } from '../../../db/tables.js';
import { openApplication, type Applicant } from '../applications/change-application.js';
import { tellApplicant, tellDeciders } from './application-notices.js';
import { givesUpOther } from './application-rules.js';
import { getApplication, numberOrNull } from './seat-store.js';
import { settleSeats, step } from './settle-seats.js';

/** Trainings that are locked in this transaction. */
export type Locked = ReadonlyMap<number, TrainingRow>;

/** Takes an application in: to the head who is asked, to a seat where the caller knows one to be free, or to the waiting list. */
export async function enter(
  trx: Knex.Transaction,
  locked: Locked,
  training: TrainingRow,
  { seatIsFree, ...applicant }: Applicant & { seatIsFree: boolean },
  now: number,
): Promise<TrainingApplicationRow> {
  const first =
    applicant.asked !== undefined
      ? ({ to: 'applied', reason: 'headAsked' } as const)
      : seatIsFree
        ? ({ to: 'confirmed', reason: 'seatFree' } as const)
        : ({ to: 'waitlisted', reason: 'noSeatFree' } as const);
  const application = await openApplication(trx, training, applicant, { ...first, by: applicant.personId, now });
  await tellApplicant(trx, training, application, first, now);
  if (first.to === 'applied') await tellDeciders(trx, application, 'applicationAwaited', now);
  if (first.to === 'confirmed') await leaveOtherRun(trx, locked, application, now);
  return application;
}

/** Gives the application its seat, which the caller knows to be there. */
export async function confirm(
  trx: Knex.Transaction,
  locked: Locked,
  application: TrainingApplicationRow,
  { reason, by, note = '', now }: { reason: ApplicationReason; by: number; note?: string; now: number },
): Promise<void> {
  const training = locked.get(application.training_id)!;
  await step(trx, training, application, { to: 'confirmed', reason, by, note, now });
  await leaveOtherRun(trx, locked, application, now);
}

/** A swap is done only now: the seat in the other run goes to whoever waits there. */
async function leaveOtherRun(
  trx: Knex.Transaction,
  locked: Locked,
  { swap_from_id, person_id }: TrainingApplicationRow,
  now: number,
): Promise<void> {
  if (swap_from_id === null) return;
  const other = await getApplication(trx, swap_from_id);
  const training = locked.get(other.training_id)!;
  if (!givesUpOther({ state: other.state, startsAt: numberOrNull(training.starts_at) }, now)) return;
  await step(trx, training, other, { to: 'cancelled', reason: 'swapped', by: person_id, now });
  await settleSeats(trx, training, now);
}
