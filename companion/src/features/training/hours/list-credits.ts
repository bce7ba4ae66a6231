/** Entries of the ledger with what they are for, for reports. */
import type { Knex } from 'knex';
import type { Named, TrainingCategory, TrainingForm } from '@qashyq/shared-types';

export interface Credit {
  personId: number;
  /** The unit the person belongs to now. */
  orgUnitId: number | null;
  /** null: a certificate from elsewhere. */
  trainingId: number | null;
  title: Named | null;
  category: TrainingCategory | null;
  form: TrainingForm | null;
  earnedOn: string;
  /** Academic hours; negative where they were taken back. */
  hours: number;
}

/** Of a period and of people of these units (null: of everybody), or of these trainings whenever and to whomever. */
export type WantedCredits =
  | { from: string; to: string; unitIds: readonly number[] | null; category: TrainingCategory | null }
  | { trainingIds: readonly number[] };

/** In the order of their days, and of names within a day. Hours from elsewhere have no category: they are left out where one is asked for. */
export async function listCredits(db: Knex, wanted: WantedCredits): Promise<Credit[]> {
  const query = db('training_hours')
    .join('persons', 'persons.id', 'training_hours.person_id')
    .leftJoin('training_certificates', 'training_certificates.id', 'training_hours.certificate_id')
    .leftJoin('trainings', 'trainings.id', 'training_certificates.training_id')
    .orderBy(['training_hours.earned_on', 'persons.name_kk', 'training_hours.id']);
  if ('trainingIds' in wanted) void query.whereIn('trainings.id', [...wanted.trainingIds]);
  else {
    void query.whereBetween('training_hours.earned_on', [wanted.from, wanted.to]);
    if (wanted.unitIds !== null) void query.whereIn('persons.org_unit_id', [...wanted.unitIds]);
    if (wanted.category !== null) void query.where('trainings.category', wanted.category);
  }
  const rows = await query.select<(Omit<Credit, 'title'> & Named)[]>({
    personId: 'persons.id',
    orgUnitId: 'persons.org_unit_id',
    trainingId: 'trainings.id',
    kk: 'trainings.title_kk',
    ru: 'trainings.title_ru',
    en: 'trainings.title_en',
    category: 'trainings.category',
    form: 'trainings.form',
    earnedOn: 'training_hours.earned_on',
    hours: 'training_hours.hours',
  });
  return rows.map(({ kk, ru, en, ...credit }) => ({
    ...credit,
    title: credit.trainingId === null ? null : { kk, ru, en },
  }));
}
