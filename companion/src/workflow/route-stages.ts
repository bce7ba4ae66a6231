/**
 * How a route becomes seats, and in which order seats open. Pure.
 *
 * A stage is what is open together: a run of neighbouring parallel steps, or one sequential step. Within a sequential step with several
 * seats (several units) they open one after another. A step needs all of its seats, or any one of them.
 */
import type { Role, Route, SeatState, StepMode, StepNeeds, StepScope } from '@qashyq/shared-types';

export interface ScopeUnit {
  orgUnitId: number;
  /** Hash of the part of the content that concerns the unit. */
  fingerprint: string;
  /**
   * Hash of what the unit's agreement is about: of that part without what another step alone looks at. The part itself where a kind does not
   * tell. Equal parts have equal essences.
   */
  essence?: string;
}
/** A scope that depends on the content; the wider one it is part of. A step of which it holds no unit is passed over. */
export const conditionalScopes = { costOrLeave: 'university' } as const satisfies Partial<Record<StepScope, StepScope>>;
export type ConditionalScope = keyof typeof conditionalScopes;

export function isConditional(scope: StepScope): scope is ConditionalScope {
  return Object.hasOwn(conditionalScopes, scope);
}

/** The units a content concerns, by scope. Conditional scopes are answered by the kinds that have them. */
export type ScopeUnits = Record<Exclude<StepScope, ConditionalScope>, readonly ScopeUnit[]> &
  Partial<Record<ConditionalScope, readonly ScopeUnit[]>>;

/** A visa given on an earlier edition and not taken back by a later return of the same unit. */
export interface StandingVisa {
  stepKey: string;
  orgUnitId: number;
  fingerprint: string;
  editionNo: number;
}

export interface PlannedSeat {
  stepNo: number;
  stepKey: string;
  role: Role;
  orgUnitId: number;
  mode: StepMode;
  needs: StepNeeds;
  decision: 'agree' | 'approve';
  workingDays: number;
  fingerprint: string;
  essence: string;
  state: Extract<SeatState, 'waiting' | 'skipped'>;
  /** For `skipped`: the edition whose visa stands. */
  agreedInEdition: number | null;
}

/**
 * One seat for every step and unit. A kafedra whose lines did not change keeps its visa (domain §4 row 1: only changed lines are
 * agreed again by the kafedras named in them); every other step looks at the whole and is asked again. So does an any-of step: its one
 * visa spoke for all kafedras, also for those whose lines have changed since.
 */
export function planSeats(route: Route, units: ScopeUnits, visas: readonly StandingVisa[]): PlannedSeat[] {
  return route.steps.flatMap((step, index) =>
    (units[step.scope] ?? []).map((unit): PlannedSeat => {
      const visa =
        step.scope === 'involvedKafedras' && step.needs === 'all'
          ? visas.find(
              (given) =>
                given.stepKey === step.key &&
                given.orgUnitId === unit.orgUnitId &&
                given.fingerprint === unit.fingerprint,
            )
          : undefined;
      return {
        stepNo: index + 1,
        stepKey: step.key,
        role: step.role,
        orgUnitId: unit.orgUnitId,
        mode: step.mode,
        needs: step.needs,
        decision: step.decision,
        workingDays: step.workingDays,
        fingerprint: unit.fingerprint,
        essence: unit.essence ?? unit.fingerprint,
        state: visa === undefined ? 'waiting' : 'skipped',
        agreedInEdition: visa?.editionNo ?? null,
      };
    }),
  );
}

type StagedSeat = Pick<PlannedSeat, 'stepNo' | 'mode'> & { state: SeatState };

/** Seats in the order they are asked, cut into stages. */
export function stagesOf<Seat extends StagedSeat>(seats: readonly Seat[]): Seat[][] {
  const stages: Seat[][] = [];
  let previous: Seat | undefined;
  for (const seat of [...seats].sort((a, b) => a.stepNo - b.stepNo)) {
    const together =
      previous?.mode === 'parallel' &&
      seat.mode === 'parallel' &&
      (seat.stepNo === previous.stepNo || seat.stepNo === previous.stepNo + 1);
    if (together) stages.at(-1)!.push(seat);
    else stages.push([seat]);
    previous = seat;
  }
  return stages;
}

/** The seats to open now: those still waiting in the first stage that is not finished. Empty when every stage is. */
export function seatsToOpen<Seat extends StagedSeat>(seats: readonly Seat[]): Seat[] {
  const unfinished = stagesOf(seats).find((stage) =>
    stage.some((seat) => seat.state === 'waiting' || seat.state === 'active'),
  );
  return unfinished?.filter((seat) => seat.state === 'waiting') ?? [];
}

/**
 * The seats that a positive decision at `decided` makes unnecessary: the other open or waiting ones of an any-of step. They are closed as
 * `skipped`; of an all-of step there are none.
 */
export function seatsMadeNeedless<Seat extends Pick<PlannedSeat, 'stepNo' | 'needs'> & { state: SeatState }>(
  seats: readonly Seat[],
  decided: Seat,
): Seat[] {
  if (decided.needs === 'all') return [];
  return seats.filter(
    (seat) =>
      seat !== decided && seat.stepNo === decided.stepNo && (seat.state === 'waiting' || seat.state === 'active'),
  );
}

/**
 * The seats without which the route cannot be walked to its end, because nobody holds them: of an all-of step each vacant one, of an
 * any-of step only when none of its seats has a holder.
 */
export function blockingVacancies<Seat extends Pick<PlannedSeat, 'stepNo' | 'needs'>>(
  seats: readonly Seat[],
  isVacant: (seat: Seat) => boolean,
): Seat[] {
  return seats.filter(
    (seat) =>
      isVacant(seat) &&
      (seat.needs === 'all' || seats.every((other) => other.stepNo !== seat.stepNo || isVacant(other))),
  );
}
