import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { openToEverybody } from '@qashyq/shared-types';
import { localDate, localTime } from '../../src/calendar/local-time.js';
import { inTransaction } from '../../src/db/transaction.js';
import type { TrainingRow } from '../../src/db/tables.js';
import {
  changeApplication,
  lockTraining,
  openApplication,
} from '../../src/features/training/applications/change-application.js';

const dayMs = 86_400_000;

/** An announced training that starts in twenty days with two sessions, for five; applications are taken now. */
export async function insertTraining(
  db: Knex,
  now: number,
  given: Partial<Omit<TrainingRow, 'id'>> = {},
): Promise<number> {
  const creator = await db('persons').where({ login: 'methodist' }).first();
  const startsAt = given.starts_at === undefined ? now + 20 * dayMs : given.starts_at;
  const sessions =
    startsAt === null
      ? []
      : [startsAt, startsAt + 7 * dayMs].map((from) => ({ starts_at: from, ends_at: from + 3 * 3_600_000 }));
  const [id] = await db('trainings').insert({
    series_key: randomUUID(),
    state: 'announced',
    title_kk: 'Moodle-де курс құрастыру',
    title_ru: 'Проектирование курса в Moodle',
    title_en: 'Designing a course in Moodle',
    about_kk: '',
    about_ru: '',
    about_en: '',
    category: 'learningPlatform',
    form: 'campus',
    language: 'kk',
    hours: 72,
    seats: 5,
    apply_from_at: now - dayMs,
    apply_until_at: now + 15 * dayMs,
    cancel_until_at: now + 17 * dayMs,
    approval: 'automatic',
    offer_hours: 24,
    attendance_percent: 80,
    needs_final_task: 0,
    eligibility_json: JSON.stringify(openToEverybody),
    moodle_course: null,
    signatory_id: null,
    certificate_months: null,
    plan_case_id: null,
    plan_line_key: null,
    starts_at: startsAt,
    ends_at: sessions.at(-1)?.ends_at ?? null,
    arrivals: 0,
    cancel_reason: null,
    clash_reason: null,
    version: 1,
    created_by: creator!.id,
    created_at: now,
    updated_at: now,
    ...given,
  });
  await db('training_changes').insert({
    training_id: id!,
    version: given.version ?? 1,
    action: 'announced',
    person_id: creator!.id,
    changed_at: now,
  });
  for (const [position, { starts_at, ends_at }] of sessions.entries())
    await db('training_sessions').insert({
      training_id: id!,
      session_key: randomUUID(),
      position,
      held_on: localDate(starts_at),
      starts: localTime(starts_at),
      ends: localTime(ends_at),
      starts_at,
      ends_at,
      room_code: '1-307',
      link: null,
      sequence: 0,
    });
  return id!;
}

/** States of all applications of a training, in the order of arrival. */
export async function statesOf(db: Knex, trainingId: number): Promise<string[]> {
  const rows = await db('training_applications').where({ training_id: trainingId }).orderBy('arrival_no');
  return rows.map(({ state }) => state);
}

/** An application in this state, come by the steps that lead there. */
export async function insertApplication(
  db: Knex,
  trainingId: number,
  personId: number,
  state: 'applied' | 'waitlisted' | 'offered' | 'confirmed',
  now: number,
): Promise<number> {
  const unit = await db('persons').where({ id: personId }).first('org_unit_id');
  return inTransaction(db, async (trx) => {
    const training = await lockTraining(trx, trainingId);
    const asked = { role: 'chairHead', orgUnitId: unit!.org_unit_id!, until: now + 2 * dayMs } as const;
    const application = await openApplication(
      trx,
      training,
      { personId, motive: '', ...(state === 'applied' ? { asked } : {}) },
      {
        to: state === 'offered' ? 'waitlisted' : state,
        reason: state === 'applied' ? 'headAsked' : state === 'confirmed' ? 'seatFree' : 'noSeatFree',
        by: personId,
        now,
      },
    );
    if (state === 'offered') {
      const offerUntil = now + dayMs;
      await changeApplication(trx, application, { to: 'offered', reason: 'seatOffered', by: null, offerUntil, now });
    }
    return application.id;
  });
}

/** So many teachers with accounts in Moodle, and their logins. */
export async function hire(db: Knex, count: number): Promise<string[]> {
  const unit = await db('org_units').where({ code: 'C11' }).first();
  const logins = Array.from({ length: count }, (_, index) => `applicant${index + 1}`);
  for (const [index, login] of logins.entries()) {
    const name = `Applicant ${index + 1}`;
    const [id] = await db('persons').insert({
      login,
      staff_code: null,
      name_kk: name,
      name_ru: name,
      name_en: name,
      email: null,
      locale: 'kk',
      moodle_user_id: 50_000 + index,
      org_unit_id: unit!.id,
      created_at: 0,
    });
    await db('person_roles').insert({
      person_id: id!,
      role: 'teacher',
      org_unit_id: unit!.id,
      valid_from_on: '2026-01-01',
      valid_to_on: null,
    });
  }
  return logins;
}
