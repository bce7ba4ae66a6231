import type { Knex } from 'knex';
import { inTransaction } from '../../../db/transaction.js';
import type { TrainingRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { lockTraining } from '../applications/change-application.js';
import type { SeatEngine } from './seat-engine.js';
import { countSeats } from './seat-store.js';
import { settleSeats } from './settle-seats.js';

/**
 * Gives a training another number of seats, never fewer than are taken; new ones are offered to those who wait.
 * @throws AppError `conflict` when it was changed since; `seatsTaken`; `actionNotPossible` when it is not announced
 */
export async function changeSeats(
  engine: SeatEngine,
  person: CurrentPerson,
  trainingId: number,
  { seats, version }: { seats: number; version: number },
): Promise<void> {
  await inTransaction(engine.db, async (trx) => {
    const now = engine.now();
    const training = await lockTraining(trx, trainingId);
    // The same click again.
    if (training.seats === seats) return;
    if (training.version !== version) throw new AppError('conflict');
    if (training.state !== 'announced') throw new AppError('actionNotPossible');
    const { taken } = (await countSeats(trx, [trainingId])).get(trainingId)!;
    if (seats < taken) throw new AppError('seatsTaken', { params: { taken } });
    await setSeats(trx, training, seats, { by: person.id, now });
    await settleSeats(trx, training, now);
  });
  engine.wakeWorker();
}

/** Writes the number down as a change of the training; the row given learns it too. */
export async function setSeats(
  trx: Knex.Transaction,
  training: TrainingRow,
  seats: number,
  { by, now }: { by: number; now: number },
): Promise<void> {
  const changed = { seats, version: training.version + 1, updated_at: now };
  await trx('trainings').where({ id: training.id }).update(changed);
  await trx('training_changes').insert({
    training_id: training.id,
    version: changed.version,
    action: 'changed',
    person_id: by,
    changed_at: now,
  });
  Object.assign(training, changed);
}
