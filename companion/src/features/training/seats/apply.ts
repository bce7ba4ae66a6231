import type { Knex } from 'knex';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { inTransaction } from '../../../db/transaction.js';
import type { TrainingRow } from '../../../db/tables.js';
import { AppError } from '../../../errors.js';
import { whyNotAct, whyNotApply } from './application-rules.js';
import { askedFor } from './asked-head.js';
import { factsFor, isEligible, type FactsOf } from './eligibility-facts.js';
import { enter } from './enter.js';
import { refuse } from './refusals.js';
import type { SeatEngine } from './seat-engine.js';
import { momentsOf, onlookerOf, applicationFacts } from './onlooker.js';
import {
  activeIn,
  getApplication,
  isInSeries,
  loadOwn,
  lockTrainings,
  seatIsFree,
  type OwnApplication,
} from './seat-store.js';

/** What an action knows when it is done, so that its answer need not read it again. */
export interface Entered {
  /** As the transaction left it. */
  training: TrainingRow;
  factsOf: FactsOf;
  /** The person's applications as `loadOwn` reads them; undefined: the action changed others, too. */
  own?: OwnApplication[];
}

/**
 * Applies for a training. A second click finds the application there and does nothing.
 * @throws AppError `notFound` for a draft, and every `ApplyRefusal`
 */
export async function applyForTraining(
  engine: SeatEngine,
  person: CurrentPerson,
  trainingId: number,
  motive: string,
): Promise<Entered> {
  const { db, now } = engine;
  const { factsOf, eligible } = await applicantFor(engine, person, trainingId);
  const done = await inTransaction(db, async (trx) => {
    const at = now();
    const locked = await lockTrainings(trx, [trainingId]);
    const training = locked.get(trainingId)!;
    const own = await loadOwn(trx, person.id, trainingId);
    if (activeIn(own, trainingId) !== undefined) return { training, own };
    const known = { isEligible: eligible, isInSeries: isInSeries(own, training) };
    const free = await requireOpen(trx, training, known, at);
    const asked = training.approval === 'chairHead' ? await askedFor(trx, person.id, at) : undefined;
    const applicant = { personId: person.id, motive, seatIsFree: free, ...(asked && { asked }) };
    const application = await enter(trx, locked, training, applicant, at);
    const { series_key, state } = training;
    return { training, own: [{ ...application, series_key, training_state: state }, ...own] };
  });
  engine.wakeWorker();
  return { ...done, factsOf };
}

/**
 * Changes to another run of the same series. Where a seat is free there, it is taken and the one here given up, both or neither; else the person
 * waits there if they wish so, and keeps what they have here until the other is certain. What a head agreed to once is agreed to.
 * @throws AppError `noSeatForSwap` where none is free and the person does not wish to wait
 */
export async function swapRun(
  engine: SeatEngine,
  person: CurrentPerson,
  applicationId: number,
  { trainingId, mayWait }: { trainingId: number; mayWait: boolean },
): Promise<Entered> {
  const { db, now } = engine;
  const found = await getApplication(db, applicationId);
  if (found.person_id !== person.id || found.training_id === trainingId) throw new AppError('notFound');
  const { factsOf, eligible } = await applicantFor(engine, person, trainingId);
  const training = await inTransaction(db, async (trx) => {
    const at = now();
    const locked = await lockTrainings(trx, [found.training_id, trainingId]);
    const [from, to] = [locked.get(found.training_id)!, locked.get(trainingId)!];
    if (to.series_key !== from.series_key) throw new AppError('notFound');
    // The same click again.
    if (activeIn(await loadOwn(trx, person.id, null), trainingId) !== undefined) return to;
    const application = await getApplication(trx, applicationId);
    refuse(whyNotAct('swap', applicationFacts(application, from), onlookerOf(person, application), at), from);
    const free = await requireOpen(trx, to, { isEligible: eligible, isInSeries: false }, at);
    const isAgreed = from.approval === 'chairHead' && application.state !== 'applied';
    const asked = to.approval === 'chairHead' && !isAgreed ? await askedFor(trx, person.id, at) : undefined;
    if (!mayWait && (asked !== undefined || !free)) throw new AppError('noSeatForSwap');
    const { motive } = application;
    const swap = { personId: person.id, motive, swapFromId: application.id, seatIsFree: free, ...(asked && { asked }) };
    await enter(trx, locked, to, swap, at);
    return to;
  });
  engine.wakeWorker();
  return { training, factsOf };
}

/** Read before the lock: a timetable takes a while, and nobody's post changes within a click. */
async function applicantFor(engine: SeatEngine, person: CurrentPerson, trainingId: number) {
  const training = await engine.db('trainings').where({ id: trainingId }).first();
  if (training === undefined || training.state === 'draft') throw new AppError('notFound');
  const factsOf = factsFor(engine, person).of;
  return { factsOf, eligible: await isEligible(factsOf, training) };
}

/** Says whether there is a seat at once; throws why the person cannot apply. */
async function requireOpen(
  trx: Knex.Transaction,
  training: TrainingRow,
  known: { isEligible: boolean; isInSeries: boolean },
  now: number,
): Promise<boolean> {
  const free = await seatIsFree(trx, training);
  refuse(whyNotApply({ ...known, training: momentsOf(training), seatIsFree: free }, now), training);
  return free;
}
