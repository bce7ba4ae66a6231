import type { Knex } from 'knex';
import { positions, type AnswerOf, type TrainingNorm } from '@qashyq/shared-types';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { instant, loadBriefs } from '../../../workflow/case-presenter.js';
import { normsOf, type Norm } from './norms.js';

export async function loadNorms(db: Knex): Promise<Map<TrainingNorm['position'], Norm>> {
  return normsOf((await db('training_norms')) as unknown as TrainingNorm[]);
}

/** The norm of every post, with who changed it. */
export async function presentNorms(db: Knex): Promise<AnswerOf<'saveTrainingNorm'>> {
  const rows = await db('training_norms');
  const norms = normsOf(rows as unknown as TrainingNorm[]);
  const { person } = await loadBriefs(
    db,
    rows.map((row) => row.changed_by),
    [],
  );
  return positions.map((position) => {
    const row = rows.find((each) => each.position === position);
    const { hours, years, isDefault } = norms.get(position)!;
    return {
      position,
      hours,
      years,
      isDefault,
      changedBy: row === undefined ? null : person(row.changed_by),
      changedAt: row === undefined ? null : instant(row.changed_at),
    };
  });
}

export async function saveNorm(
  db: Knex,
  by: CurrentPerson,
  { position, hours, years }: TrainingNorm,
  now: number,
): Promise<void> {
  await db('training_norms')
    .insert({ position, hours, years, changed_by: by.id, changed_at: now })
    .onConflict('position')
    .merge();
}
