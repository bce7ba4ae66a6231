/**
 * The only place that writes applications: the row and its history go together, the order of arrival has no gap, and what the database keeps
 * unique follows the state. Whoever calls holds the lock of the training (`lockTraining`).
 */
import type { Knex } from 'knex';
import { takeTurn } from '../../../db/take-turn.js';
import type { ApplicationReason, ApplicationState, Role } from '@qashyq/shared-types';
import type { TrainingApplicationRow, TrainingRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import { followTraining } from '../follow-training.js';
import { participates } from '../participants.js';
import { isEnded, mayFollow } from './application-steps.js';

/** A step of an application. */
export interface ApplicationStep {
  to: ApplicationState;
  reason: ApplicationReason;
  /** Who does it; null: the service by its rule or clock. */
  by: number | null;
  /** What the person wrote. */
  note?: string;
  /** With `offered`, and only there: how long the seat is held. */
  offerUntil?: number;
  now: number;
}

export interface Applicant {
  personId: number;
  motive: string;
  /** With `applied`: who is asked to agree, and until when. */
  asked?: { role: Role; orgUnitId: number; until: number };
  /** The application of another run that is given up when this one is confirmed. */
  swapFromId?: number;
}

/**
 * The training, held until the end of the transaction: who gives or frees a seat passes here, one after another.
 * @throws AppError `notFound`
 */
export async function lockTraining(trx: Knex.Transaction, trainingId: number): Promise<TrainingRow> {
  await takeTurn(trx, `training:${trainingId}`);
  const training: TrainingRow | undefined = await trx('trainings').where({ id: trainingId }).first();
  if (training === undefined) throw new AppError('notFound');
  return training;
}

/** Enters an application with the next number of arrival; `training` is the row held and learns the number too. */
export async function openApplication(
  trx: Knex.Transaction,
  training: TrainingRow,
  applicant: Applicant,
  { to, reason, by, note = '', now }: ApplicationStep,
): Promise<TrainingApplicationRow> {
  training.arrivals += 1;
  await trx('trainings').where({ id: training.id }).update({ arrivals: training.arrivals });
  const row: Omit<TrainingApplicationRow, 'id'> = {
    training_id: training.id,
    person_id: applicant.personId,
    arrival_no: training.arrivals,
    state: to,
    active_key: activeKey(training.id, applicant.personId),
    motive: applicant.motive,
    offer_until_at: null,
    asked_role: applicant.asked?.role ?? null,
    asked_unit_id: applicant.asked?.orgUnitId ?? null,
    decide_until_at: applicant.asked?.until ?? null,
    swap_from_id: applicant.swapFromId ?? null,
    change_no: 1,
    created_at: now,
    updated_at: now,
  };
  const [id] = await trx('training_applications').insert(row);
  const application = { ...row, id: id! };
  await writeChange(trx, application, null, { to, reason, by, note, now });
  return application;
}

/**
 * Takes an application one step on; the row given is changed along.
 * @throws AppError `conflict` when somebody took it on since it was read
 */
export async function changeApplication(
  trx: Knex.Transaction,
  application: TrainingApplicationRow,
  step: ApplicationStep,
): Promise<void> {
  const { to, offerUntil, now } = step;
  const from = application.state;
  if (!mayFollow(from, to)) throw new Error(`an application does not go from ${from} to ${to}`);
  if ((to === 'offered') !== (offerUntil !== undefined)) throw new Error('an offer, and only an offer, has an end');
  const next = {
    state: to,
    active_key: isEnded(to) ? null : activeKey(application.training_id, application.person_id),
    offer_until_at: offerUntil ?? null,
    change_no: application.change_no + 1,
    updated_at: now,
  };
  const changed = await trx('training_applications')
    .where({ id: application.id, change_no: application.change_no })
    .update(next);
  if (changed === 0) throw new AppError('conflict');
  Object.assign(application, next);
  await writeChange(trx, application, from, step);
}

async function writeChange(
  trx: Knex.Transaction,
  { id, training_id, change_no }: TrainingApplicationRow,
  from: ApplicationState | null,
  { to, reason, by, note = '', now }: ApplicationStep,
): Promise<void> {
  await trx('training_application_changes').insert({
    application_id: id,
    change_no,
    from_state: from,
    to_state: to,
    reason,
    note,
    person_id: by,
    changed_at: now,
  });
  // Calendars and the Moodle course know people who have a seat for sure.
  if (participates(to) || (from !== null && participates(from)))
    await followTraining(trx, training_id, `application:${id}:c${change_no}`, now);
}

export function activeKey(trainingId: number, personId: number): string {
  return `${trainingId}:${personId}`;
}
