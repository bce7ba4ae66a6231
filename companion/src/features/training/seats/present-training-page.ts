/** One training as a person sees it who may learn there: everything about it, and their own place with the reasons. */
import type { Knex } from 'knex';
import {
  applicationActions,
  type ApplicationAction,
  type ApplicationReason,
  type EligibilityFinding,
  type OwnApplication,
  type TrainingRun,
  type TrainingView,
} from '@qashyq/shared-types';
import { loadWorkCalendar } from '../../../calendar/calendar-store.js';
import { localDate } from '../../../calendar/local-time.js';
import type { PersonRow, TrainingApplicationRow, TrainingRow, TrainingTrainerRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { named } from '../../../identity/person-store.js';
import { due, instant, loadBriefs } from '../../../workflow/case-presenter.js';
import { isEnded, takesSeat } from '../applications/application-steps.js';
import { trainingTitle } from '../present-training.js';
import { whyNotAct } from './application-rules.js';
import { catalogueItem, instantOrNull } from './catalogue.js';
import type { Entered } from './apply.js';
import { eligibilityOf, factsFor, type FactsOf } from './eligibility-facts.js';
import { againFrom, eligibilityFindings } from './eligibility-rules.js';
import { applicationFacts, onlookerOf } from './onlooker.js';
import { loadHistories, type History } from './history.js';
import type { SeatEngine } from './seat-engine.js';
import { queueClosesAt } from './seat-rules.js';
import { getApplication, loadOwn, numberOrNull, placeOfArrival } from './seat-store.js';
import { loadStandings, type Standing } from './standing.js';

type PersonNames = Pick<PersonRow, 'name_kk' | 'name_ru' | 'name_en'>;
type Reading = Pick<SeatEngine, 'db' | 'approved' | 'now'>;

/** @throws AppError `notFound`, also for a draft */
export async function showTraining(engine: Reading, person: CurrentPerson, trainingId: number): Promise<TrainingView> {
  const training = await engine.db('trainings').where({ id: trainingId }).first();
  if (training === undefined || training.state === 'draft') throw new AppError('notFound');
  return presentTraining(engine, person, { training });
}

/** @param known what an action has read already */
export async function presentTraining(
  engine: Reading,
  person: CurrentPerson,
  { training: row, factsOf = factsFor(engine, person).of, own: known }: Pick<Entered, 'training'> & Partial<Entered>,
): Promise<TrainingView> {
  const { db } = engine;
  // At the same time: what one connection waits for is most of what a page costs.
  const [runs, all, sessions, trainers] = await Promise.all([
    listRuns(engine, row),
    known ?? loadOwn(db, person.id, row.id),
    db('training_sessions').where({ training_id: row.id }).orderBy('starts_at'),
    listTrainers(db, row.id),
  ]);
  const own = all.filter(({ training_id }) => training_id === row.id);
  const [standings, histories] = await Promise.all([
    loadStandings(engine, [row, ...runs], all, factsOf),
    loadHistories(db, own),
  ]);
  const [newest, ...earlier] = own;
  const hasSeat = newest !== undefined && takesSeat(newest.state);
  return {
    ...catalogueItem(row, standings.get(row.id)!),
    about: { kk: row.about_kk, ru: row.about_ru, en: row.about_en },
    approval: row.approval,
    offerHours: row.offer_hours,
    cancelUntil: instant(row.cancel_until_at),
    queueClosesAt: instantOrNull(queueClosesAt(numberOrNull(row.starts_at))),
    cancelReason: row.cancel_reason,
    sessions: sessions.map((session) => ({
      key: session.session_key,
      startsAt: instant(session.starts_at),
      endsAt: instant(session.ends_at),
      room: session.room_code,
      link: hasSeat ? session.link : null,
    })),
    trainers,
    eligibility: await presentEligibility(db, row, factsOf),
    application: newest === undefined ? null : await presentOwn(engine, person, row, newest, histories.get(newest.id)!),
    earlier: earlier.map(({ id }) => ({ id, history: histories.get(id)! })),
    sinceMine: newest === undefined || newest.state !== 'waitlisted' ? null : await sinceArrival(db, newest),
    runs: runs.map((run) => presentRun(run, standings.get(run.id)!)),
  };
}

async function presentOwn(
  engine: Reading,
  person: CurrentPerson,
  training: TrainingRow,
  row: TrainingApplicationRow,
  history: History,
): Promise<OwnApplication> {
  const { db } = engine;
  const now = engine.now();
  const waitsForHead = row.state === 'applied' && row.asked_role !== null && row.asked_unit_id !== null;
  return {
    id: row.id,
    state: row.state,
    motive: row.motive,
    appliedAt: instant(row.created_at),
    place: row.state === 'waitlisted' ? await placeOfArrival(db, training.id, row.arrival_no) : null,
    offerUntil: instantOrNull(row.offer_until_at),
    asked: waitsForHead
      ? {
          role: row.asked_role!,
          orgUnit: (await loadBriefs(db, [], [row.asked_unit_id!])).orgUnit(row.asked_unit_id!),
          due: due(row.decide_until_at!, await loadWorkCalendar(db), now),
        }
      : null,
    history,
    actions: possibleActions(person, row, training, now),
    swapFrom: await presentSwap(db, row),
  };
}

/** The buttons: what `whyNotAct` has nothing against. */
export function possibleActions(
  person: CurrentPerson,
  row: TrainingApplicationRow,
  training: TrainingRow,
  now: number,
): ApplicationAction[] {
  const facts = applicationFacts(row, training);
  const onlooker = onlookerOf(person, row);
  return applicationActions.filter((action) => whyNotAct(action, facts, onlooker, now) === undefined);
}

async function presentSwap(db: Knex, row: TrainingApplicationRow): Promise<OwnApplication['swapFrom']> {
  if (row.swap_from_id === null || isEnded(row.state)) return null;
  const other = await getApplication(db, row.swap_from_id);
  if (isEnded(other.state)) return null;
  const training = await db('trainings').where({ id: other.training_id }).first();
  return { trainingId: other.training_id, startsAt: instantOrNull(training!.starts_at) };
}

async function listTrainers(db: Knex, trainingId: number): Promise<TrainingView['trainers']> {
  const trainers: (TrainingTrainerRow & PersonNames)[] = await db('training_trainers')
    .leftJoin('persons', 'persons.id', 'training_trainers.person_id')
    .where('training_trainers.training_id', trainingId)
    .orderBy('training_trainers.position')
    .select('training_trainers.*', 'name_kk', 'name_ru', 'name_en');
  return trainers.map(({ person_id, outside_name: name, ...names }) =>
    person_id === null ? { kk: name, ru: name, en: name } : named(names),
  );
}

async function presentEligibility(db: Knex, training: TrainingRow, factsOf: FactsOf): Promise<EligibilityFinding[]> {
  const asked = eligibilityOf(training);
  const facts = await factsOf(training);
  const units = asked.unitIds.length === 0 ? [] : await db('org_units').whereIn('id', asked.unitIds).orderBy('id');
  return eligibilityFindings(asked, facts).map(({ rule, isMet }): EligibilityFinding => {
    switch (rule) {
      case 'unit':
        return { rule, isMet, units: units.map(named) };
      case 'position':
        return { rule, isMet, positions: asked.positions, mine: facts.position };
      case 'notDoneBefore':
        return {
          rule,
          isMet,
          years: asked.notDoneWithinYears!,
          doneOn: facts.doneAt === null ? null : localDate(facts.doneAt),
          againFrom: facts.doneAt === null ? null : againFrom(facts.doneAt, asked.notDoneWithinYears!),
        };
      case 'timetable':
        return {
          rule,
          isMet,
          clashes: facts.clashes.slice(0, 3).map(({ startsAt, endsAt, discipline }) => ({
            startsAt: instant(startsAt),
            endsAt: instant(endsAt),
            discipline,
          })),
        };
    }
  });
}

/** What happened in the queue since this application came, without names. */
async function sinceArrival(
  db: Knex,
  { id, training_id }: TrainingApplicationRow,
): Promise<NonNullable<TrainingView['sinceMine']>> {
  const steps: { reason: ApplicationReason; changed_at: number; note: string }[] = await db(
    'training_application_changes',
  )
    .join('training_applications', 'training_applications.id', 'training_application_changes.application_id')
    .where({ training_id })
    .whereIn('reason', ['seatOffered', 'exceptionalSeat'])
    .where(
      'training_application_changes.id',
      '>',
      db('training_application_changes').select('id').where({ application_id: id, change_no: 1 }),
    )
    .orderBy('training_application_changes.id')
    .select('reason', 'changed_at', 'note');
  const pastQueue = steps.filter(({ reason }) => reason === 'exceptionalSeat');
  return {
    offered: steps.length - pastQueue.length,
    pastQueue: pastQueue.map(({ changed_at, note }) => ({ at: instant(changed_at), reason: note })),
  };
}

/** Other runs of the series that are to come, the next one first. */
async function listRuns({ db, now }: Reading, training: TrainingRow): Promise<TrainingRow[]> {
  return db('trainings')
    .where({ series_key: training.series_key, state: 'announced' })
    .where('starts_at', '>', now())
    .whereNot({ id: training.id })
    .orderBy('starts_at')
    .limit(10);
}

function presentRun(row: TrainingRow, { taken, waiting, mine, whyNot }: Standing): TrainingRun {
  return {
    id: row.id,
    title: trainingTitle(row),
    startsAt: instantOrNull(row.starts_at),
    seats: row.seats,
    free: waiting > 0 ? 0 : Math.max(0, row.seats - taken),
    waiting,
    mine: mine && { id: mine.id, state: mine.state },
    whyNot,
  };
}
