/** Lists of trainings, as pages. */
import type { Knex } from 'knex';
import type { Page, QueryOf, TrainingBrief } from '@qashyq/shared-types';
import type { TrainingRow } from '../../db/training-tables.js';
import { trainingBrief } from './present-training.js';

/** Trainings that are announced and not over, the next one first. */
export async function listTrainings(
  db: Knex,
  { page, pageSize }: QueryOf<'trainings'>,
  now: number,
): Promise<Page<TrainingBrief>> {
  const announced = () => db('trainings').where('state', 'announced').where('ends_at', '>', now);
  const rows: TrainingRow[] = await announced()
    .orderBy(['starts_at', 'id'])
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const count = await announced().count({ total: '*' }).first();
  return { items: rows.map(trainingBrief), page, pageSize, total: Number(count?.['total'] ?? 0) };
}
