/** Reads of trainings and applications that giving seats needs. */
import type { Knex } from 'knex';
import { seatTakingStates } from '@qashyq/shared-types';
import type { TrainingApplicationRow, TrainingRow } from '../../../db/training-tables.js';
import { AppError } from '../../../errors.js';
import { activeKey, lockTraining } from '../applications/change-application.js';
import type { QueuedApplication, SeatFacts } from './seat-rules.js';

const takingStates = [...seatTakingStates];
const activeStates = ['applied', 'waitlisted', ...takingStates];

/** Several trainings, locked in one order, so that no two transactions wait for each other. */
export async function lockTrainings(trx: Knex.Transaction, ids: readonly number[]): Promise<Map<number, TrainingRow>> {
  const locked = new Map<number, TrainingRow>();
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) locked.set(id, await lockTraining(trx, id));
  return locked;
}

export async function seatFacts(db: Knex, training: TrainingRow): Promise<SeatFacts> {
  const rows: Pick<TrainingApplicationRow, 'id' | 'arrival_no' | 'state' | 'offer_until_at'>[] = await db(
    'training_applications',
  )
    .where({ training_id: training.id })
    .whereIn('state', activeStates)
    .select('id', 'arrival_no', 'state', 'offer_until_at');
  return {
    seats: training.seats,
    isAnnounced: training.state === 'announced',
    startsAt: numberOrNull(training.starts_at),
    offerHours: training.offer_hours,
    applications: rows.map((row): QueuedApplication => ({
      id: row.id,
      arrivalNo: row.arrival_no,
      state: row.state,
      offerUntil: numberOrNull(row.offer_until_at),
    })),
  };
}

export interface SeatCounts {
  taken: number;
  waiting: number;
}

/** Seats taken and people waiting, of each training; one query. */
export async function countSeats(db: Knex, trainingIds: readonly number[]): Promise<Map<number, SeatCounts>> {
  const rows = (await db('training_applications')
    .whereIn('training_id', [...trainingIds])
    .whereIn('state', ['waitlisted', ...takingStates])
    .groupBy('training_id', 'state')
    .select('training_id', 'state')
    .count({ total: '*' })) as unknown as { training_id: number; state: string; total: number | string }[];
  const counts = new Map(trainingIds.map((id) => [id, { taken: 0, waiting: 0 }]));
  for (const { training_id, state, total } of rows)
    counts.get(training_id)![state === 'waitlisted' ? 'waiting' : 'taken'] += Number(total);
  return counts;
}

/** Does somebody who comes now get a seat at once. */
export async function seatIsFree(db: Knex, training: TrainingRow): Promise<boolean> {
  const { taken, waiting } = (await countSeats(db, [training.id])).get(training.id)!;
  return waiting === 0 && taken < training.seats;
}

/** Place in the waiting list of whoever came with this number, from 1. */
export async function placeOfArrival(db: Knex, trainingId: number, arrivalNo: number): Promise<number> {
  const ahead = await db('training_applications')
    .where({ training_id: trainingId, state: 'waitlisted' })
    .where('arrival_no', '<', arrivalNo)
    .count({ total: '*' })
    .first();
  return Number(ahead?.['total'] ?? 0) + 1;
}

export async function findActive(
  db: Knex,
  trainingId: number,
  personId: number,
): Promise<TrainingApplicationRow | undefined> {
  return db('training_applications')
    .where({ active_key: activeKey(trainingId, personId) })
    .first();
}

/** The person's application for another run of the series that has neither ended nor a result. */
export async function findInSeries(
  db: Knex,
  training: Pick<TrainingRow, 'id' | 'series_key'>,
  personId: number,
): Promise<TrainingApplicationRow | undefined> {
  return db('training_applications')
    .where({ person_id: personId })
    .whereIn('state', ['applied', 'waitlisted', 'offered', 'confirmed'])
    .whereIn(
      'training_id',
      db('trainings')
        .select('id')
        .where({ series_key: training.series_key, state: 'announced' })
        .whereNot({ id: training.id }),
    )
    .orderBy('id')
    .first();
}

/** @throws AppError `notFound` */
export async function getApplication(db: Knex, applicationId: number): Promise<TrainingApplicationRow> {
  const row = await db('training_applications').where({ id: applicationId }).first();
  if (row === undefined) throw new AppError('notFound');
  return row;
}

/** MySQL gives large numbers as it likes. */
export function numberOrNull(value: number | string | null): number | null {
  return value === null ? null : Number(value);
}
