/**
 * After a return the route starts again at its first step. Where the change touches nothing that was agreed before, the head of the department may
 * let it resume at the step that returned it (domain §4, general rules [I]). Pure: no database, no clock, no language.
 *
 * "Nothing that was agreed" is told by the seats: each keeps the hash of what its agreement is about (`essence`). Every visa of the returned
 * edition must still be about the very same, and every step before the returning one must have had its visa; else there is nothing to resume.
 */
import { stagesOf, type PlannedSeat } from './route-stages.js';
import type { SeatFacts } from './permission.js';

/** The edition that was returned, and that the newest one answers. */
export interface ReturnedEdition {
  editionNo: number;
  /** As the return left them. */
  seats: readonly SeatFacts[];
  /** The seat that returned it. */
  returnedBy: number;
  /** Seats that agreed with remarks which nobody has answered: their visas do not stand. */
  unanswered: ReadonlySet<number>;
}

type ResumableSeat = Omit<PlannedSeat, 'state'> & { state: SeatFacts['state'] };

/** A seat that need not be asked again; `agreedInEdition` is null where another visa of its any-of step is enough. */
export interface CarriedVisa<Seat> {
  seat: Seat;
  agreedInEdition: number | null;
}

const isPending = ({ state }: { state: SeatFacts['state'] }) => state === 'active' || state === 'waiting';
const samePlace = (a: ResumableSeat, b: ResumableSeat) =>
  a.stepKey === b.stepKey && a.orgUnitId === b.orgUnitId && a.role === b.role;

/** The visas that stand if the route resumes at the step that returned; empty where it cannot resume, or nothing would be spared. */
export function visasWhenResumed<Seat extends ResumableSeat>(
  present: readonly Seat[],
  returned: ReturnedEdition,
): CarriedVisa<Seat>[] {
  const returner = returned.seats.find(({ id }) => id === returned.returnedBy);
  const returnerNow = returner && present.find((seat) => samePlace(seat, returner));
  if (returner === undefined || returnerNow === undefined || !isPending(returnerNow)) return [];

  const agreed = returned.seats.filter(
    (seat) =>
      (seat.state === 'done' && seat !== returner) || (seat.state === 'skipped' && seat.agreedInEdition !== null),
  );
  // One visa of an any-of step spoke for all its units, so all of them must be as they were.
  const spokenFor = returned.seats.filter(
    (seat) => agreed.includes(seat) || (seat.needs === 'any' && agreed.some(({ stepKey }) => stepKey === seat.stepKey)),
  );
  const nowAt = (seat: SeatFacts) => present.find((now) => samePlace(now, seat));
  const untouched = spokenFor.every((seat) => nowAt(seat)?.essence === seat.essence);
  if (!untouched || agreed.some(({ id }) => returned.unanswered.has(id))) return [];

  const spared = present.filter((now) => spokenFor.some((seat) => samePlace(seat, now)));
  const stages = stagesOf(present);
  const earlier = stages
    .slice(
      0,
      stages.findIndex((stage) => stage.includes(returnerNow)),
    )
    .flat();
  if (!earlier.every((seat) => spared.includes(seat))) return [];
  // In an any-of step beside new units nobody spoke for those.
  const isComplete = (seat: Seat) =>
    seat.needs === 'all' || present.every((other) => other.stepKey !== seat.stepKey || spared.includes(other));

  return spared
    .filter((seat) => isPending(seat) && seat !== returnerNow && isComplete(seat))
    .map((seat) => {
      const visa = agreed.find((given) => samePlace(given, seat));
      return { seat, agreedInEdition: visa === undefined ? null : (visa.agreedInEdition ?? returned.editionNo) };
    });
}
