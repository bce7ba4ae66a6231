/** Trainings that were held, with who had a seat and how it ended, as rows. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { ApplicationState } from '@qashyq/shared-types';
import { localDate, localToInstant } from '../../../src/calendar/local-time.js';
import type { TrainingRow } from '../../../src/db/tables.js';
import type { TestUniversity } from '../../support/university.js';

/** Ended on that day, completed; `people` by login. */
export async function heldTraining(
  { db, person }: Pick<TestUniversity, 'db' | 'person'>,
  endsOn: string,
  people: Record<string, ApplicationState>,
  given: Partial<TrainingRow> = {},
): Promise<number> {
  const author = await person('methodist');
  const endsAt = localToInstant(endsOn, '17:00');
  const [id] = (await db('trainings').insert({
    series_key: randomUUID(),
    state: 'completed',
    title_kk: 'Moodle-де курс құрастыру',
    title_ru: 'Проектирование курса в Moodle',
    title_en: 'Designing a course in Moodle',
    about_kk: '',
    about_ru: '',
    about_en: '',
    category: 'learningPlatform',
    form: 'blended',
    language: 'kk',
    hours: 72,
    seats: 8,
    apply_from_at: 0,
    apply_until_at: 0,
    cancel_until_at: 0,
    approval: 'automatic',
    offer_hours: 48,
    attendance_percent: 80,
    needs_final_task: 0,
    eligibility_json: '{}',
    moodle_course: null,
    signatory_id: null,
    certificate_months: null,
    plan_case_id: null,
    plan_line_key: null,
    starts_at: endsAt - 3_600_000,
    ends_at: endsAt,
    arrivals: 0,
    cancel_reason: null,
    clash_reason: null,
    version: 1,
    created_by: author.id,
    created_at: 0,
    updated_at: 0,
    ...given,
  })) as [number];
  let arrival = 0;
  for (const [login, state] of Object.entries(people)) await seat(db, id, (await person(login)).id, state, ++arrival);
  return id;
}

export async function seat(
  db: Knex,
  trainingId: number,
  personId: number,
  state: ApplicationState,
  arrival: number,
): Promise<number> {
  const isEnded = state === 'declined' || state === 'cancelled';
  const [id] = (await db('training_applications').insert({
    training_id: trainingId,
    person_id: personId,
    arrival_no: arrival,
    state,
    active_key: isEnded ? null : `${trainingId}:${personId}`,
    motive: '',
    offer_until_at: null,
    change_no: 0,
    created_at: 0,
    updated_at: 0,
  })) as [number];
  if (state === 'certified') await certify(db, trainingId, personId, id);
  return id;
}

let numbers = 0;

/** A certificate and its hours in the ledger. */
async function certify(db: Knex, trainingId: number, personId: number, applicationId: number): Promise<void> {
  const training = (await db('trainings').where({ id: trainingId }).first())!;
  const seq = ++numbers;
  const earnedOn = localDate(Number(training.ends_at));
  const [id] = (await db('training_certificates').insert({
    year: 2026,
    seq,
    number: `ҚОБ-2026-${seq}`,
    code: `code-${seq}`,
    application_id: applicationId,
    active_key: String(applicationId),
    training_id: trainingId,
    person_id: personId,
    content_json: '{}',
    hours: training.hours,
    issued_on: earnedOn,
    expires_on: null,
    issued_by: personId,
    issued_at: 0,
    printed_at: null,
    expiry_told_at: null,
    revoked_at: null,
    revoked_by: null,
    revoke_reason: null,
  })) as [number];
  await credit(db, personId, training.hours, earnedOn, id);
}

/** Hours in the ledger; without a certificate of ours they are from elsewhere. */
export async function credit(
  db: Knex,
  personId: number,
  hours: number,
  earnedOn: string,
  certificateId: number | null = null,
): Promise<void> {
  await db('training_hours').insert({
    entry_key: `entry:${++numbers}`,
    person_id: personId,
    hours,
    earned_on: earnedOn,
    kind: certificateId === null ? 'outside' : 'certificate',
    certificate_id: certificateId,
    outside_id: null,
    corrects_id: null,
    reason: '',
    entered_by: personId,
    entered_at: 0,
  });
}
