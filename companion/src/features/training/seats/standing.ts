/** How a person stands to several trainings: seats, their application, and why they cannot apply. */
import type { ApplyRefusal } from './application-rules.js';
import type { TrainingApplicationRow, TrainingRow } from '../../../db/training-tables.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { hasBegun, whyNotApply } from './application-rules.js';
import { isEligible, loadApplicant } from './eligibility-facts.js';
import { momentsOf } from './onlooker.js';
import type { SeatEngine } from './seat-engine.js';
import { activeKey } from '../applications/change-application.js';
import { countSeats } from './seat-store.js';

export interface Standing {
  taken: number;
  waiting: number;
  mine: TrainingApplicationRow | null;
  whyNot: ApplyRefusal | null;
}

export async function loadStandings(
  engine: Pick<SeatEngine, 'db' | 'approved' | 'now'>,
  person: CurrentPerson,
  trainings: readonly TrainingRow[],
): Promise<Map<number, Standing>> {
  const { db } = engine;
  const now = engine.now();
  const counts = await countSeats(
    db,
    trainings.map(({ id }) => id),
  );
  const own = await db('training_applications').whereIn(
    'active_key',
    trainings.map(({ id }) => activeKey(id, person.id)),
  );
  const series = await seriesOf(engine, person.id);
  const applicant = await loadApplicant(db, person);
  const standings = new Map<number, Standing>();
  for (const training of trainings) {
    const { taken, waiting } = counts.get(training.id)!;
    const mine = own.find(({ training_id }) => training_id === training.id) ?? null;
    const moments = momentsOf(training);
    const isOpen = moments.state === 'announced' && now <= moments.applyUntil && !hasBegun(moments, now);
    const facts = {
      training: moments,
      // What is closed asks no more questions.
      isEligible: mine === null && isOpen && (await isEligible(engine, training, applicant)),
      isInSeries: series.has(training.series_key),
      seatIsFree: waiting === 0 && taken < training.seats,
    };
    standings.set(training.id, {
      taken,
      waiting,
      mine,
      whyNot: mine === null ? (whyNotApply(facts, now) ?? null) : null,
    });
  }
  return standings;
}

/** Series in which the person has an application with neither an end nor a result. */
async function seriesOf({ db }: Pick<SeatEngine, 'db'>, personId: number): Promise<ReadonlySet<string>> {
  const keys = await db('training_applications')
    .join('trainings', 'trainings.id', 'training_applications.training_id')
    .where('training_applications.person_id', personId)
    .whereIn('training_applications.state', ['applied', 'waitlisted', 'offered', 'confirmed'])
    .where('trainings.state', 'announced')
    .distinct('trainings.series_key')
    .pluck<string[]>('trainings.series_key');
  return new Set(keys);
}
