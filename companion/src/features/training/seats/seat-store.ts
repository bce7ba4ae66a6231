/** Reads of trainings and applications that giving seats needs. */
import type { Knex } from 'knex';
import { seatTakingStates, type ApplicationState, type TrainingState } from '@qashyq/shared-types';
import type { TrainingApplicationRow, TrainingRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import { lockTraining } from '../applications/change-application.js';
import type { QueuedApplication, SeatFacts } from './seat-rules.js';

const takingStates = [...seatTakingStates];
const activeStates = ['applied', 'waitlisted', ...takingStates];
/** Neither an end nor a result. */
export const openStates: readonly ApplicationState[] = ['applied', 'waitlisted', 'offered', 'confirmed'];

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

export type OwnApplication = TrainingApplicationRow & { series_key: string; training_state: TrainingState };

/** The person's applications that have not ended, and all of theirs for this one training; the newest first. */
export async function loadOwn(db: Knex, personId: number, trainingId: number | null): Promise<OwnApplication[]> {
  return db('training_applications')
    .join('trainings', 'trainings.id', 'training_applications.training_id')
    .where('training_applications.person_id', personId)
    .where((meant) => {
      void meant.whereNotNull('training_applications.active_key');
      if (trainingId !== null) void meant.orWhere('training_applications.training_id', trainingId);
    })
    .orderBy('training_applications.id', 'desc')
    .select('training_applications.*', 'trainings.series_key', { training_state: 'trainings.state' });
}

/** The application for this training that has not ended. */
export function activeIn(own: readonly OwnApplication[], trainingId: number): OwnApplication | undefined {
  return own.find(({ training_id, active_key }) => training_id === trainingId && active_key !== null);
}

/** Is one of them for another run of the series, with neither an end nor a result. */
export function isInSeries(
  own: readonly OwnApplication[],
  { id, series_key }: Pick<TrainingRow, 'id' | 'series_key'>,
): boolean {
  return own.some(
    (application) =>
      application.training_id !== id &&
      application.series_key === series_key &&
      application.training_state === 'announced' &&
      openStates.includes(application.state),
  );
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
