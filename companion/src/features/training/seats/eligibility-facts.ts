/** What the rules of eligibility ask, read only where a training asks for it. */
import type { Knex } from 'knex';
import { eligibilitySchema, type Eligibility, type Position } from '@qashyq/shared-types';
import type { PersonRow, TrainingRow, TrainingSessionRow } from '../../../db/tables.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { loadOrgTree } from '../../../identity/org-tree.js';
import { lessonsBetween, type Lesson } from '../../schedules/timetable/lessons-between.js';
import { eligibilityFindings, type EligibilityFacts } from './eligibility-rules.js';
import type { SeatEngine } from './seat-engine.js';
import { numberOrNull } from './seat-store.js';

/** The facts of one person for one training, with the lessons that are in the way. */
export type FoundFacts = Omit<EligibilityFacts, 'clashes'> & { clashes: Lesson[] };
export type FactsOf = (training: TrainingRow) => Promise<FoundFacts>;

/** What the rules ask about a person: each is read when it is first asked for, and once for a request. */
export interface PersonFacts {
  personId: number;
  person(): Promise<{ position: Position | null; staffCode: string | null; units: ReadonlySet<number> }>;
  /** For one training. */
  of: FactsOf;
}

export function factsFor({ db, approved }: Pick<SeatEngine, 'db' | 'approved'>, person: CurrentPerson): PersonFacts {
  let applicant: Promise<PersonRow> | undefined;
  let units: Promise<ReadonlySet<number>> | undefined;
  const found = new Map<string, Promise<FoundFacts>>();
  const readApplicant = () =>
    (applicant ??= db('persons')
      .where({ id: person.id })
      .first()
      .then((row) => row!));
  const readUnits = () => (units ??= readApplicant().then((row) => unitsOf(db, row, person)));

  async function read(training: TrainingRow): Promise<FoundFacts> {
    const asked = eligibilityOf(training);
    return {
      units: asked.unitIds.length === 0 ? new Set() : await readUnits(),
      position: asked.positions.length === 0 ? null : (await readApplicant()).position,
      doneAt: asked.notDoneWithinYears === null ? null : await lastDone(db, training, person.id),
      startsAt: numberOrNull(training.starts_at),
      clashes: asked.noTimetableClash
        ? await listClashes({ db, approved }, training, (await readApplicant()).staff_code)
        : [],
    };
  }

  return {
    personId: person.id,
    async person() {
      const { position, staff_code: staffCode } = await readApplicant();
      return { position, staffCode, units: await readUnits() };
    },
    of(training) {
      const key = `${training.id} ${training.version}`;
      const facts = found.get(key) ?? read(training);
      found.set(key, facts);
      return facts;
    },
  };
}

export function eligibilityOf(training: Pick<TrainingRow, 'eligibility_json'>): Eligibility {
  return eligibilitySchema.parse(JSON.parse(training.eligibility_json));
}

export async function isEligible(factsOf: FactsOf, training: TrainingRow): Promise<boolean> {
  return eligibilityFindings(eligibilityOf(training), await factsOf(training)).every(({ isMet }) => isMet);
}

/** Of the person's home and roles, with what is above them. */
async function unitsOf(
  db: Knex,
  { org_unit_id: home }: PersonRow,
  { roles }: CurrentPerson,
): Promise<ReadonlySet<number>> {
  const homes = home === null ? [] : (await loadOrgTree(db)).upwards(home);
  return new Set([...roles.flatMap(({ covers }) => covers), ...homes]);
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
