import type { Knex } from 'knex';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { inTransaction } from '../../../db/transaction.js';
import type { TrainingRow } from '../../../db/training-tables.js';
import { AppError } from '../../../errors.js';
import { whyNotAct, whyNotApply } from './application-rules.js';
import { askedFor } from './asked-head.js';
import { isEligible, loadApplicant } from './eligibility-facts.js';
import { enter } from './enter.js';
import { refuse } from './refusals.js';
import type { SeatEngine } from './seat-engine.js';
import { momentsOf, onlookerOf, applicationFacts } from './onlooker.js';
import { findActive, findInSeries, getApplication, lockTrainings, seatIsFree } from './seat-store.js';

/**
 * Applies for a training. A second click finds the application there and does nothing.
 * @throws AppError `notFound` for a draft, and every `ApplyRefusal`
 */
export async function applyForTraining(
  engine: SeatEngine,
  person: CurrentPerson,
  trainingId: number,
  motive: string,
): Promise<void> {
  const { db, now } = engine;
  const { applicant, eligible } = await applicantFor(engine, person, trainingId);
  await inTransaction(db, async (trx) => {
    const at = now();
    const locked = await lockTrainings(trx, [trainingId]);
    const training = locked.get(trainingId)!;
    if ((await findActive(trx, trainingId, person.id)) !== undefined) return;
    const isInSeries = (await findInSeries(trx, training, person.id)) !== undefined;
    await requireOpen(trx, training, { isEligible: eligible, isInSeries }, at);
    const asked = training.approval === 'chairHead' ? await askedFor(trx, applicant, at) : undefined;
    await enter(trx, locked, training, { personId: person.id, motive, ...(asked && { asked }) }, at);
  });
  engine.wakeWorker();
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
): Promise<void> {
  const { db, now } = engine;
  const found = await getApplication(db, applicationId);
  if (found.person_id !== person.id || found.training_id === trainingId) throw new AppError('notFound');
  const { applicant, eligible } = await applicantFor(engine, person, trainingId);
  await inTransaction(db, async (trx) => {
    const at = now();
    const locked = await lockTrainings(trx, [found.training_id, trainingId]);
    const [from, to] = [locked.get(found.training_id)!, locked.get(trainingId)!];
    if (to.series_key !== from.series_key) throw new AppError('notFound');
    // The same click again.
    if ((await findActive(trx, trainingId, person.id)) !== undefined) return;
    const application = await getApplication(trx, applicationId);
    refuse(whyNotAct('swap', applicationFacts(application, from), onlookerOf(person, application), at), from);
    await requireOpen(trx, to, { isEligible: eligible, isInSeries: false }, at);
    const isAgreed = from.approval === 'chairHead' && application.state !== 'applied';
    const asked = to.approval === 'chairHead' && !isAgreed ? await askedFor(trx, applicant, at) : undefined;
    if (!mayWait && (asked !== undefined || !(await seatIsFree(trx, to)))) throw new AppError('noSeatForSwap');
    const { motive } = application;
    await enter(
      trx,
      locked,
      to,
      { personId: person.id, motive, swapFromId: application.id, ...(asked && { asked }) },
      at,
    );
  });
  engine.wakeWorker();
}

/** Read before the lock: a timetable takes a while, and nobody's post changes within a click. */
async function applicantFor(engine: SeatEngine, person: CurrentPerson, trainingId: number) {
  const { db } = engine;
  const training = await db('trainings').where({ id: trainingId }).first();
  if (training === undefined || training.state === 'draft') throw new AppError('notFound');
  const applicant = await loadApplicant(db, person);
  return { applicant, eligible: await isEligible(engine, training, applicant) };
}

async function requireOpen(
  trx: Knex.Transaction,
  training: TrainingRow,
  known: { isEligible: boolean; isInSeries: boolean },
  now: number,
): Promise<void> {
  const facts = { ...known, training: momentsOf(training), seatIsFree: await seatIsFree(trx, training) };
  refuse(whyNotApply(facts, now), training);
}
