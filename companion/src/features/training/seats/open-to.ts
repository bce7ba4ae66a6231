/** Trainings for which a person may apply now, as a condition of a query: what `whyNotApply` says of one training, said of all of them. */
import type { Knex } from 'knex';
import { openToEverybody, seatTakingStates } from '@qashyq/shared-types';
import { isTrueIn, listIsEmptyOrHolds } from '../../../db/json-columns.js';
import type { TrainingRow, TrainingSessionRow } from '../../../db/tables.js';
import { lessonsBetween } from '../../schedules/timetable/lessons-between.js';
import { eligibilityOf, type PersonFacts } from './eligibility-facts.js';
import { eligibilityFindings } from './eligibility-rules.js';
import type { SeatEngine } from './seat-engine.js';
import { leastOfferMs } from './seat-rules.js';
import { numberOrNull, openStates, type OwnApplication } from './seat-store.js';

/** Sessions are looked for so many trainings at a time. */
const trainingsInQuery = 500;

/** @param own the person's applications, from `loadOwn` */
export async function openTo(
  engine: Pick<SeatEngine, 'db' | 'approved'>,
  facts: PersonFacts,
  own: readonly OwnApplication[],
  now: number,
): Promise<Knex.QueryCallback> {
  const { db } = engine;
  const { position, units, staffCode } = await facts.person();
  const busySeries = own.filter(
    ({ state, training_state }) => training_state === 'announced' && openStates.includes(state),
  );
  const atFirst: Knex.QueryCallback = (trainings) =>
    void trainings
      .where('trainings.state', 'announced')
      .where('trainings.apply_from_at', '<=', now)
      .where('trainings.apply_until_at', '>=', now)
      .where('trainings.starts_at', '>', now)
      .whereNotIn(
        'trainings.id',
        own.filter(({ active_key }) => active_key !== null).map(({ training_id }) => training_id),
      )
      .whereNotIn(
        'trainings.series_key',
        busySeries.map(({ series_key }) => series_key),
      )
      .where(listIsEmptyOrHolds(db, 'trainings.eligibility_json', '$.unitIds', [...units]))
      .where(listIsEmptyOrHolds(db, 'trainings.eligibility_json', '$.positions', position === null ? [] : [position]))
      // From two hours before the start nobody waits any more: a seat must be free.
      .where((seats) => {
        void seats.where('trainings.starts_at', '>', now + leastOfferMs).orWhere(hasFreeSeat(db));
      });
  const closed = [
    ...(await doneTooLately(db, atFirst, facts.personId)),
    ...(staffCode === null ? [] : await clashing(engine, atFirst, staffCode)),
  ];
  return (trainings) => void trainings.where(atFirst).whereNotIn('trainings.id', closed);
}

function hasFreeSeat(db: Knex): Knex.QueryCallback {
  const applications = () => db('training_applications').whereRaw('training_applications.training_id = trainings.id');
  return (trainings) =>
    void trainings
      .whereNotExists(applications().select(db.raw('1')).where('training_applications.state', 'waitlisted'))
      .where(
        'trainings.seats',
        '>',
        applications()
          .whereIn('training_applications.state', [...seatTakingStates])
          .count('*'),
      );
}

/** Of series that the person completed, which are few: trainings that ask for more years in between. */
async function doneTooLately(db: Knex, condition: Knex.QueryCallback, personId: number): Promise<number[]> {
  const done = (await db('training_applications')
    .join('trainings', 'trainings.id', 'training_applications.training_id')
    .where('training_applications.person_id', personId)
    .whereIn('training_applications.state', ['completed', 'certified'])
    .groupBy('trainings.series_key')
    .select('trainings.series_key')
    .max({ at: 'trainings.ends_at' })) as unknown as { series_key: string; at: number | string | null }[];
  if (done.length === 0) return [];
  const doneAt = new Map(done.map(({ series_key, at }) => [series_key, numberOrNull(at)]));
  const rows: Pick<TrainingRow, 'id' | 'series_key' | 'starts_at' | 'eligibility_json'>[] = await db('trainings')
    .where(condition)
    .whereIn('trainings.series_key', [...doneAt.keys()])
    .select('trainings.id', 'trainings.series_key', 'trainings.starts_at', 'trainings.eligibility_json');
  return rows
    .filter((row) => {
      const { notDoneWithinYears } = eligibilityOf(row);
      const asked = { ...openToEverybody, notDoneWithinYears };
      const facts = { ...noFacts, doneAt: doneAt.get(row.series_key)!, startsAt: numberOrNull(row.starts_at) };
      return eligibilityFindings(asked, facts).some(({ isMet }) => !isMet);
    })
    .map(({ id }) => id);
}

const noFacts = { units: new Set<number>(), position: null, clashes: [] };

/** Of trainings that ask for no lessons at their time: those with some. The person's lessons are read once for all of them. */
async function clashing(
  { db, approved }: Pick<SeatEngine, 'db' | 'approved'>,
  condition: Knex.QueryCallback,
  staffCode: string,
): Promise<number[]> {
  const ids = await db('trainings')
    .where(condition)
    .where(isTrueIn(db, 'trainings.eligibility_json', '$.noTimetableClash'))
    .pluck<number[]>('trainings.id');
  const sessions: Pick<TrainingSessionRow, 'training_id' | 'starts_at' | 'ends_at'>[] = [];
  for (let at = 0; at < ids.length; at += trainingsInQuery)
    sessions.push(
      ...(await db('training_sessions')
        .whereIn('training_id', ids.slice(at, at + trainingsInQuery))
        .select('training_id', 'starts_at', 'ends_at')),
    );
  if (sessions.length === 0) return [];
  const span = {
    startsAt: sessions.reduce((first, { starts_at }) => Math.min(first, Number(starts_at)), Infinity),
    endsAt: sessions.reduce((last, { ends_at }) => Math.max(last, Number(ends_at)), 0),
  };
  const lessons = await lessonsBetween(db, approved, [{ owner: 'teacher', code: staffCode }], span);
  const inTheWay = sessions.filter((session) =>
    lessons.some(({ startsAt, endsAt }) => startsAt < Number(session.ends_at) && endsAt > Number(session.starts_at)),
  );
  return [...new Set(inTheWay.map(({ training_id }) => training_id))];
}
