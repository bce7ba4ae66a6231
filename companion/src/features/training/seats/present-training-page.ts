/** One training as a person sees it who may learn there: everything about it, and their own place with the reasons. */
import type { Knex } from 'knex';
import {
  applicationActions,
  type ApplicationAction,
  type EligibilityFinding,
  type OwnApplication,
  type TrainingRun,
  type TrainingView,
} from '@qashyq/shared-types';
import { loadWorkCalendar } from '../../../calendar/calendar-store.js';
import { localDate } from '../../../calendar/local-time.js';
import type { TrainingApplicationRow, TrainingRow } from '../../../db/training-tables.js';
import { AppError } from '../../../errors.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { named } from '../../../identity/person-store.js';
import { due, instant, loadBriefs } from '../../../workflow/case-presenter.js';
import { isEnded, takesSeat } from '../applications/application-steps.js';
import { trainingTitle } from '../present-training.js';
import { whyNotAct } from './application-rules.js';
import { catalogueItem, instantOrNull } from './catalogue.js';
import { eligibilityOf, loadApplicant, loadEligibilityFacts } from './eligibility-facts.js';
import { againFrom, eligibilityFindings } from './eligibility-rules.js';
import { applicationFacts, onlookerOf } from './onlooker.js';
import { loadHistories, type History } from './history.js';
import type { SeatEngine } from './seat-engine.js';
import { queueClosesAt } from './seat-rules.js';
import { getApplication, numberOrNull, placeOfArrival } from './seat-store.js';
import { loadStandings } from './standing.js';

type Reading = Pick<SeatEngine, 'db' | 'approved' | 'now'>;

/** @throws AppError `notFound`, also for a draft */
export async function presentTraining(
  engine: Reading,
  person: CurrentPerson,
  trainingId: number,
): Promise<TrainingView> {
  const { db } = engine;
  const row = await db('trainings').where({ id: trainingId }).first();
  if (row === undefined || row.state === 'draft') throw new AppError('notFound');
  const standing = (await loadStandings(engine, person, [row])).get(row.id)!;
  const own = await db('training_applications')
    .where({ person_id: person.id, training_id: row.id })
    .orderBy('id', 'desc');
  const histories = await loadHistories(db, own);
  const [newest, ...earlier] = own;
  const hasSeat = newest !== undefined && takesSeat(newest.state);
  return {
    ...catalogueItem(row, standing),
    about: { kk: row.about_kk, ru: row.about_ru, en: row.about_en },
    approval: row.approval,
    offerHours: row.offer_hours,
    cancelUntil: instant(row.cancel_until_at),
    queueClosesAt: instantOrNull(queueClosesAt(numberOrNull(row.starts_at))),
    cancelReason: row.cancel_reason,
    sessions: (await db('training_sessions').where({ training_id: row.id }).orderBy('starts_at')).map((session) => ({
      key: session.session_key,
      startsAt: instant(session.starts_at),
      endsAt: instant(session.ends_at),
      room: session.room_code,
      link: hasSeat ? session.link : null,
    })),
    trainers: await listTrainers(db, row.id),
    eligibility: await presentEligibility(engine, person, row),
    application: newest === undefined ? null : await presentOwn(engine, person, row, newest, histories.get(newest.id)!),
    earlier: earlier.map(({ id }) => ({ id, history: histories.get(id)! })),
    sinceMine: newest === undefined || newest.state !== 'waitlisted' ? null : await sinceArrival(db, newest),
    runs: await listRuns(engine, person, row),
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
  const trainers = await db('training_trainers').where({ training_id: trainingId }).orderBy('position');
  const { person } = await loadBriefs(
    db,
    trainers.flatMap(({ person_id }) => person_id ?? []),
    [],
  );
  return trainers.map(({ person_id, outside_name: name }) =>
    person_id === null ? { kk: name, ru: name, en: name } : person(person_id).name,
  );
}

async function presentEligibility(
  engine: Reading,
  reader: CurrentPerson,
  training: TrainingRow,
): Promise<EligibilityFinding[]> {
  const asked = eligibilityOf(training);
  const facts = await loadEligibilityFacts(engine, training, await loadApplicant(engine.db, reader));
  const units = await engine.db('org_units').whereIn('id', asked.unitIds).orderBy('id');
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
  const came = await db('training_application_changes').where({ application_id: id, change_no: 1 }).first('id');
  const since = () =>
    db('training_application_changes')
      .join('training_applications', 'training_applications.id', 'training_application_changes.application_id')
      .where({ training_id })
      .where('training_application_changes.id', '>', came!.id);
  const offered = await since().where({ reason: 'seatOffered' }).count({ total: '*' }).first();
  const pastQueue: { changed_at: number; note: string }[] = await since()
    .where({ reason: 'exceptionalSeat' })
    .orderBy('training_application_changes.id')
    .select('changed_at', 'note');
  return {
    offered: Number(offered?.['total'] ?? 0),
    pastQueue: pastQueue.map(({ changed_at, note }) => ({ at: instant(changed_at), reason: note })),
  };
}

async function listRuns(engine: Reading, person: CurrentPerson, training: TrainingRow): Promise<TrainingRun[]> {
  const rows: TrainingRow[] = await engine
    .db('trainings')
    .where({ series_key: training.series_key, state: 'announced' })
    .where('starts_at', '>', engine.now())
    .whereNot({ id: training.id })
    .orderBy('starts_at')
    .limit(10);
  const standings = await loadStandings(engine, person, rows);
  return rows.map((row) => {
    const { taken, waiting, mine, whyNot } = standings.get(row.id)!;
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
  });
}
