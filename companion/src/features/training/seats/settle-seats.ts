/** Puts the seats of a training in order after whatever happened to it; the clock, every action that frees a seat, and its editing call it. */
import type { Knex } from 'knex';
import type { TrainingApplicationRow, TrainingRow } from '../../../db/tables.js';
import { changeApplication, type ApplicationStep } from '../applications/change-application.js';
import { tellApplicant } from './application-notices.js';
import { settling } from './seat-rules.js';
import { getApplication, seatFacts } from './seat-store.js';

/** A step and what the applicant is told of it. */
export async function step(
  trx: Knex.Transaction,
  training: TrainingRow,
  application: TrainingApplicationRow,
  taken: ApplicationStep,
): Promise<void> {
  await changeApplication(trx, application, taken);
  await tellApplicant(trx, training, application, taken, taken.now);
}

/**
 * Ends offers that ran out, offers free seats to those who wait, closes a queue whose time is over; returns how many steps that were.
 * Repeating it is harmless. `training` is the locked row as it now is.
 */
export async function settleSeats(trx: Knex.Transaction, training: TrainingRow, now: number): Promise<number> {
  const moves = settling(await seatFacts(trx, training), now);
  for (const { applicationId, ...move } of moves)
    await step(trx, training, await getApplication(trx, applicationId), { ...move, by: null, now });
  return moves.length;
}
