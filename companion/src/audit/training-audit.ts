import type { Knex } from 'knex';
import { inSnapshot } from '../db/transaction.js';
import { trainingInvariants, type TrainingInvariant, type TrainingRecord } from './training-invariants.js';

/** One training at a time, each in a snapshot of its own. */
export async function auditTrainings(
  db: Knex,
  now: number = Date.now(),
): Promise<{ invariant: TrainingInvariant; what: string }[]> {
  const broken: { invariant: TrainingInvariant; what: string }[] = [];
  for (const id of await db('trainings').orderBy('id').pluck<number[]>('id')) {
    const record = await inSnapshot(db, (trx) => readTraining(trx, id, now));
    for (const [invariant, check] of Object.entries(trainingInvariants) as [
      TrainingInvariant,
      (of: TrainingRecord) => string[],
    ][])
      broken.push(...check(record).map((what) => ({ invariant, what: `training ${id}: ${what}` })));
  }
  return broken;
}

async function readTraining(trx: Knex, id: number, now: number): Promise<TrainingRecord> {
  const training = (await trx('trainings').where({ id }).first())!;
  const applications = await trx('training_applications').where({ training_id: id }).orderBy('id');
  const ofTraining = trx('training_applications').select('id').where({ training_id: id });
  const changes = await trx('training_application_changes').whereIn('application_id', ofTraining).orderBy('id');
  const notices = await trx('notices').where({ training_id: id }).select('id', 'person_id', 'kind', 'facts_json');
  const deliveries = await trx('effects')
    .whereIn(
      'dedupe_key',
      notices.map((notice) => `notice:${notice.id}`),
    )
    .pluck<string[]>('dedupe_key');
  return { training, applications, changes, notices, deliveries: new Set(deliveries), now };
}
