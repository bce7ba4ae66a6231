/** How a person stands to several trainings: seats, their application, and why they cannot apply. */
import type { ApplyRefusal } from './application-rules.js';
import type { TrainingApplicationRow, TrainingRow } from '../../../db/tables.js';
import { hasBegun, whyNotApply } from './application-rules.js';
import { isEligible, type FactsOf } from './eligibility-facts.js';
import { momentsOf } from './onlooker.js';
import type { SeatEngine } from './seat-engine.js';
import { activeIn, countSeats, isInSeries, type OwnApplication } from './seat-store.js';

export interface Standing {
  taken: number;
  waiting: number;
  mine: TrainingApplicationRow | null;
  whyNot: ApplyRefusal | null;
}

/** @param own the person's applications, from `loadOwn` */
export async function loadStandings(
  { db, now }: Pick<SeatEngine, 'db' | 'now'>,
  trainings: readonly TrainingRow[],
  own: readonly OwnApplication[],
  factsOf: FactsOf,
): Promise<Map<number, Standing>> {
  const at = now();
  const counts = await countSeats(
    db,
    trainings.map(({ id }) => id),
  );
  const standings = new Map<number, Standing>();
  for (const training of trainings) {
    const { taken, waiting } = counts.get(training.id)!;
    const mine = activeIn(own, training.id) ?? null;
    const moments = momentsOf(training);
    const isOpen = moments.state === 'announced' && at <= moments.applyUntil && !hasBegun(moments, at);
    const facts = {
      training: moments,
      // What is closed asks no more questions.
      isEligible: mine === null && isOpen && (await isEligible(factsOf, training)),
      isInSeries: isInSeries(own, training),
      seatIsFree: waiting === 0 && taken < training.seats,
    };
    standings.set(training.id, {
      taken,
      waiting,
      mine,
      whyNot: mine === null ? (whyNotApply(facts, at) ?? null) : null,
    });
  }
  return standings;
}
