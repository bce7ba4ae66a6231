/** What is done to an application that is there: each action one transaction, under the lock of its training and of a run it swaps from. */
import type { Knex } from 'knex';
import type { ApplicationAction, ApplicationReason } from '@qashyq/shared-types';
import { inTransaction } from '../../../db/transaction.js';
import type { TrainingApplicationRow, TrainingRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { takesSeat } from '../applications/application-steps.js';
import { whyNotAct, type ActionRefusal } from './application-rules.js';
import { setSeats } from './change-seats.js';
import { confirm, type Locked } from './enter.js';
import { applicationFacts, decidesAs, onlookerOf } from './onlooker.js';
import { refuse } from './refusals.js';
import type { SeatEngine } from './seat-engine.js';
import { getApplication, lockTrainings, seatIsFree } from './seat-store.js';
import { settleSeats, step } from './settle-seats.js';

type Acting = Exclude<ApplicationAction, 'swap'>;

interface Act {
  trx: Knex.Transaction;
  locked: Locked;
  training: TrainingRow;
  application: TrainingApplicationRow;
  person: CurrentPerson;
  /** Why, as the person wrote it. */
  note: string;
  now: number;
}

interface Acted {
  /** As the transaction left it. */
  training: TrainingRow;
  ranOut?: ActionRefusal;
}

/** The reasons that each action leaves in the history: by them the same click is recognised. */
const leaves: Record<Acting, readonly ApplicationReason[]> = {
  cancel: ['givenUp'],
  accept: ['offerAccepted'],
  refuse: ['offerRefused'],
  agree: ['headAgreed', 'headAgreedNoSeat'],
  decline: ['headDeclined', 'departmentDeclined'],
  seat: ['exceptionalSeat'],
};

const acts: Record<Acting, (act: Act) => Promise<void>> = {
  cancel: ({ trx, training, application, person, now }) =>
    leave(trx, training, application, { to: 'cancelled', reason: 'givenUp', by: person.id, now }),
  refuse: ({ trx, training, application, person, now }) =>
    leave(trx, training, application, { to: 'cancelled', reason: 'offerRefused', by: person.id, now }),
  accept: ({ trx, locked, application, person, now }) =>
    confirm(trx, locked, application, { reason: 'offerAccepted', by: person.id, now }),
  async agree({ trx, locked, training, application, person, now }) {
    const by = person.id;
    if (await seatIsFree(trx, training)) return confirm(trx, locked, application, { reason: 'headAgreed', by, now });
    await step(trx, training, application, { to: 'waitlisted', reason: 'headAgreedNoSeat', by, now });
    await settleSeats(trx, training, now);
  },
  decline: ({ trx, training, application, person, note, now }) =>
    leave(trx, training, application, {
      to: 'declined',
      reason:
        application.state === 'applied' && decidesAs(person, application) !== undefined
          ? 'headDeclined'
          : 'departmentDeclined',
      by: person.id,
      note,
      now,
    }),
  // One seat more than there were: nobody who waits loses the one they would have got.
  async seat({ trx, locked, training, application, person, note, now }) {
    await setSeats(trx, training, training.seats + 1, { by: person.id, now });
    await confirm(trx, locked, application, { reason: 'exceptionalSeat', by: person.id, note, now });
  },
};

/**
 * Does it, or says why not. Refused with `offerRanOut`, the seat has gone on to the next by then. The same click again does nothing.
 * @throws AppError `notFound` also when the application is none of the person's business; every `ActionRefusal`; `decisionNeedsReason`
 */
export async function actOnApplication(
  engine: SeatEngine,
  person: CurrentPerson,
  applicationId: number,
  action: Acting,
  note = '',
): Promise<{ training: TrainingRow }> {
  const { db } = engine;
  const found = await getApplication(db, applicationId);
  const swapFrom = found.swap_from_id === null ? undefined : await getApplication(db, found.swap_from_id);
  const onlooker = onlookerOf(person, found);
  if (!onlooker.isApplicant && !onlooker.mayAgree && !onlooker.isOffice) throw new AppError('notFound');
  const { training, ranOut } = await inTransaction(db, async (trx): Promise<Acted> => {
    const now = engine.now();
    const locked = await lockTrainings(trx, [found.training_id, ...(swapFrom ? [swapFrom.training_id] : [])]);
    const training = locked.get(found.training_id)!;
    const application = await getApplication(trx, applicationId);
    const refusal = whyNotAct(action, applicationFacts(application, training), onlooker, now);
    if (refusal === 'actionNotPossible' && (await isSecondClick(trx, application, person, leaves[action])))
      return { training };
    if (refusal === 'offerRanOut') {
      await settleSeats(trx, training, now);
      return { training, ranOut: refusal };
    }
    refuse(refusal, training);
    if ((action === 'decline' || action === 'seat') && note === '') throw new AppError('decisionNeedsReason');
    await acts[action]({ trx, locked, training, application, person, note, now });
    return { training };
  });
  engine.wakeWorker();
  if (ranOut !== undefined) throw new AppError(ranOut);
  return { training };
}

/** Ends an application; a seat that it held goes on. */
async function leave(
  trx: Knex.Transaction,
  training: TrainingRow,
  application: TrainingApplicationRow,
  taken: Parameters<typeof step>[3],
): Promise<void> {
  const heldSeat = takesSeat(application.state);
  await step(trx, training, application, taken);
  if (heldSeat) await settleSeats(trx, training, taken.now);
}

async function isSecondClick(
  trx: Knex.Transaction,
  application: TrainingApplicationRow,
  person: CurrentPerson,
  reasons: readonly ApplicationReason[],
): Promise<boolean> {
  const last = await trx('training_application_changes')
    .where({ application_id: application.id, change_no: application.change_no })
    .first();
  return last !== undefined && last.person_id === person.id && reasons.includes(last.reason);
}
