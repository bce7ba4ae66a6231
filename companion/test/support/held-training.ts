/** A training with its sessions and people, made as rows: what helpers of other rooms lead to, without walking there. */
import { randomUUID } from 'node:crypto';
import { localDate, localTime } from '../../src/calendar/local-time.js';
import type { TrainingRow, TrainingSessionRow } from '../../src/db/tables.js';
import { lockTraining, openApplication } from '../../src/features/training/applications/change-application.js';
import { issueCertificates } from '../../src/features/training/certificates/issue-certificates.js';
import { markAttendance } from '../../src/features/training/attendance/mark-attendance.js';
import { finishTraining } from '../../src/features/training/attendance/results.js';
import { inTransaction } from '../../src/db/transaction.js';
import type { TestUniversity } from './university.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export interface HeldTraining {
  trainingId: number;
  sessions: TrainingSessionRow[];
  /** Application of each login. */
  applications: Record<string, number>;
}

export interface TrainingWishes {
  /** Who has a seat. */
  people?: readonly string[];
  trainer?: string;
  /** Sessions, each of one hour, on the days before `endsAt`; the last ends there. */
  sessions?: number;
  endsAt?: number;
  row?: Partial<TrainingRow>;
}

/** An announced training whose people are confirmed. It is over, unless it is said when it ends. */
export async function holdTraining(
  { db, clock, person }: Pick<TestUniversity, 'db' | 'clock' | 'person'>,
  {
    people = ['teacher02', 'teacher03'],
    trainer = 'teacher04',
    sessions = 4,
    endsAt = clock.at - 60_000,
    row = {},
  }: TrainingWishes = {},
): Promise<HeldTraining> {
  const department = await person('methodist');
  const begins = Array.from({ length: sessions }, (_, index) => endsAt - hourMs + (index - sessions + 1) * dayMs);
  const [trainingId] = await db('trainings').insert({
    series_key: randomUUID(),
    state: 'announced',
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
    seats: 20,
    apply_from_at: endsAt - 60 * dayMs,
    apply_until_at: endsAt - 40 * dayMs,
    cancel_until_at: endsAt - 40 * dayMs,
    approval: 'automatic',
    offer_hours: 48,
    attendance_percent: 80,
    needs_final_task: 0,
    eligibility_json: JSON.stringify({ unitIds: [], positions: [], notDoneWithinYears: null, noTimetableClash: false }),
    moodle_course: null,
    signatory_id: null,
    certificate_months: null,
    plan_case_id: null,
    plan_line_key: null,
    starts_at: begins[0] ?? endsAt - hourMs,
    ends_at: endsAt,
    arrivals: 0,
    cancel_reason: null,
    clash_reason: null,
    version: 1,
    created_by: department.id,
    created_at: clock.at,
    updated_at: clock.at,
    ...row,
  });
  for (const [position, startsAt] of begins.entries())
    await db('training_sessions').insert({
      training_id: trainingId!,
      session_key: randomUUID(),
      position: position + 1,
      // A session begun before midnight belongs to the day on which it begins.
      held_on: localDate(startsAt),
      starts: localTime(startsAt),
      ends: localTime(startsAt + hourMs),
      starts_at: startsAt,
      ends_at: startsAt + hourMs,
      room_code: null,
      link: null,
      sequence: 0,
    });
  await db('training_trainers').insert({
    training_id: trainingId!,
    position: 1,
    person_id: (await person(trainer)).id,
    outside_name: '',
  });
  const applications: Record<string, number> = {};
  for (const login of people) {
    const { id } = await person(login);
    applications[login] = await inTransaction(db, async (trx) => {
      const training = await lockTraining(trx, trainingId!);
      const step = { to: 'confirmed', reason: 'seatFree', by: id, now: clock.at } as const;
      return (await openApplication(trx, training, { personId: id, motive: '' }, step)).id;
    });
  }
  return {
    trainingId: trainingId!,
    sessions: await db('training_sessions').where({ training_id: trainingId! }).orderBy('position'),
    applications,
  };
}

/** Marks these people present at every session, and settles the results. */
export async function finishHeld(
  { db, clock, person }: Pick<TestUniversity, 'db' | 'clock' | 'person'>,
  held: HeldTraining,
  present: readonly string[] = Object.keys(held.applications),
): Promise<void> {
  const methodist = await person('methodist');
  for (const session of present.length === 0 ? [] : held.sessions)
    await markAttendance(
      db,
      methodist,
      held.trainingId,
      session.id,
      {
        marks: present.map((login) => ({ applicationId: held.applications[login]!, status: 'present', reason: '' })),
      },
      clock.at,
    );
  const { version } = (await db('trainings').where({ id: held.trainingId }).first())!;
  await finishTraining(db, methodist, held.trainingId, { version }, clock.at);
}

/** Numbers certificates for everybody who completed; the files are work for later. */
export async function issueHeld(university: TestUniversity, { trainingId }: HeldTraining): Promise<number> {
  const { db, engine, clock, person } = university;
  const deps = { db, catalogue: engine.catalogue, publicUrl: 'https://qashyq.example' };
  return issueCertificates(deps, await person('methodist'), trainingId, clock.at);
}
