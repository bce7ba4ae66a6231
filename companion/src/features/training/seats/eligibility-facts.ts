/** What the rules of eligibility ask, read only where a training asks for it. */
import type { Knex } from 'knex';
import { eligibilitySchema, type Eligibility, type Position } from '@qashyq/shared-types';
import type { TrainingRow, TrainingSessionRow } from '../../../db/training-tables.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { loadOrgTree } from '../../../identity/org-tree.js';
import { lessonsBetween, type Lesson } from '../../schedules/timetable/lessons-between.js';
import { eligibilityFindings, type EligibilityFacts } from './eligibility-rules.js';
import type { SeatEngine } from './seat-engine.js';
import { numberOrNull } from './seat-store.js';

export interface ApplicantFacts {
  id: number;
  orgUnitId: number | null;
  position: Position | null;
  staffCode: string | null;
  /** Units of the roles and what is above them. */
  roleUnits: readonly number[];
}

export async function loadApplicant(db: Knex, person: CurrentPerson): Promise<ApplicantFacts> {
  const row = (await db('persons').where({ id: person.id }).first())!;
  return {
    id: person.id,
    orgUnitId: row.org_unit_id,
    position: row.position,
    staffCode: row.staff_code,
    roleUnits: person.roles.flatMap(({ covers }) => covers),
  };
}

export function eligibilityOf(training: Pick<TrainingRow, 'eligibility_json'>): Eligibility {
  return eligibilitySchema.parse(JSON.parse(training.eligibility_json));
}

/** The facts of one person for one training, with the lessons that are in the way. */
export async function loadEligibilityFacts(
  { db, approved }: Pick<SeatEngine, 'db' | 'approved'>,
  training: TrainingRow,
  applicant: ApplicantFacts,
): Promise<Omit<EligibilityFacts, 'clashes'> & { clashes: Lesson[] }> {
  const asked = eligibilityOf(training);
  return {
    units: new Set(asked.unitIds.length === 0 ? [] : await unitsOf(db, applicant)),
    position: applicant.position,
    doneAt: asked.notDoneWithinYears === null ? null : await lastDone(db, training, applicant.id),
    startsAt: numberOrNull(training.starts_at),
    clashes: asked.noTimetableClash ? await listClashes({ db, approved }, training, applicant.staffCode) : [],
  };
}

export async function isEligible(
  engine: Pick<SeatEngine, 'db' | 'approved'>,
  training: TrainingRow,
  applicant: ApplicantFacts,
): Promise<boolean> {
  const facts = await loadEligibilityFacts(engine, training, applicant);
  return eligibilityFindings(eligibilityOf(training), facts).every(({ isMet }) => isMet);
}

async function unitsOf(db: Knex, { orgUnitId, roleUnits }: ApplicantFacts): Promise<number[]> {
  return [...roleUnits, ...(orgUnitId === null ? [] : (await loadOrgTree(db)).upwards(orgUnitId))];
}

/** End of the newest other run of the series that the person completed. */
async function lastDone(db: Knex, training: TrainingRow, personId: number): Promise<number | null> {
  const row = await db('training_applications')
    .join('trainings', 'trainings.id', 'training_applications.training_id')
    .where('training_applications.person_id', personId)
    .whereIn('training_applications.state', ['completed', 'certified'])
    .where('trainings.series_key', training.series_key)
    .whereNot('trainings.id', training.id)
    .max({ done: 'trainings.ends_at' })
    .first();
  const done = (row as { done: number | string | null } | undefined)?.done ?? null;
  return numberOrNull(done);
}

/** Lessons of a teacher that are held at the time of a session, earliest first. */
export async function listClashes(
  { db, approved }: Pick<SeatEngine, 'db' | 'approved'>,
  training: Pick<TrainingRow, 'id' | 'starts_at' | 'ends_at'>,
  staffCode: string | null,
): Promise<Lesson[]> {
  if (staffCode === null || training.starts_at === null || training.ends_at === null) return [];
  const sessions: TrainingSessionRow[] = await db('training_sessions').where({ training_id: training.id });
  const span = { startsAt: Number(training.starts_at), endsAt: Number(training.ends_at) };
  const lessons = await lessonsBetween(db, approved, [{ owner: 'teacher', code: staffCode }], span);
  return lessons.filter(({ startsAt, endsAt }) =>
    sessions.some((session) => startsAt < Number(session.ends_at) && endsAt > Number(session.starts_at)),
  );
}
