/** What may be done to an application now, and by whom. Pure. The buttons of the screen and the guards of the actions ask the same. */
import type { ApplicationAction, ApplicationState, TrainingState } from '@qashyq/shared-types';
import { isEnded } from '../applications/application-steps.js';
import { isQueueOpen } from './seat-rules.js';

/** The training, as these rules see it. */
export interface TrainingMoments {
  state: TrainingState;
  applyFrom: number;
  applyUntil: number;
  cancelUntil: number;
  startsAt: number | null;
}

export type ApplyRefusal =
  'trainingNotOpen' | 'applicationsNotYet' | 'applicationsClosed' | 'appliedInSeries' | 'notEligible' | 'queueClosed';

export interface ApplyFacts {
  training: TrainingMoments;
  isEligible: boolean;
  /** Has an application that has not ended in another run of the series: they swap instead. */
  isInSeries: boolean;
  /** Would get a seat at once. */
  seatIsFree: boolean;
}

/** Why this person cannot apply now, or undefined when they can. */
export function whyNotApply(facts: ApplyFacts, now: number): ApplyRefusal | undefined {
  const { training } = facts;
  if (training.state !== 'announced') return 'trainingNotOpen';
  if (now < training.applyFrom) return 'applicationsNotYet';
  if (now > training.applyUntil || hasBegun(training, now)) return 'applicationsClosed';
  if (!facts.isEligible) return 'notEligible';
  if (facts.isInSeries) return 'appliedInSeries';
  // Waiting for what is not offered any more would be waiting for nothing.
  if (!facts.seatIsFree && !isQueueOpen({ isAnnounced: true, startsAt: training.startsAt }, now)) return 'queueClosed';
  return undefined;
}

export function hasBegun({ startsAt }: Pick<TrainingMoments, 'startsAt'>, now: number): boolean {
  return startsAt !== null && now >= startsAt;
}

export interface ApplicationFacts {
  state: ApplicationState;
  offerUntil: number | null;
  training: TrainingMoments;
}

/** Who looks at the application. */
export interface Onlooker {
  isApplicant: boolean;
  /** Is asked to agree to it, or answers for the department. */
  mayAgree: boolean;
  /** Runs trainings; never for an application of one's own. */
  isOffice: boolean;
}

export type ActionRefusal = 'notAllowed' | 'actionNotPossible' | 'offerRanOut' | 'cancelDeadlinePassed' | 'queueClosed';

/** Why this person cannot do this to the application now, or undefined when they can. */
export function whyNotAct(
  action: ApplicationAction,
  { state, offerUntil, training }: ApplicationFacts,
  { isApplicant, mayAgree, isOffice }: Onlooker,
  now: number,
): ActionRefusal | undefined {
  const isOver = training.state !== 'announced' || hasBegun(training, now);
  switch (action) {
    case 'cancel':
      if (!isApplicant) return 'notAllowed';
      // An offer is refused, not cancelled.
      if (isOver || state === 'offered' || !givenUpFrom.includes(state)) return 'actionNotPossible';
      return state === 'confirmed' && now > training.cancelUntil ? 'cancelDeadlinePassed' : undefined;
    case 'accept':
    case 'refuse':
      if (!isApplicant) return 'notAllowed';
      if (state !== 'offered') return 'actionNotPossible';
      return offerUntil !== null && now >= offerUntil ? 'offerRanOut' : undefined;
    case 'swap':
      if (!isApplicant) return 'notAllowed';
      if (isOver || !['applied', 'waitlisted', 'confirmed'].includes(state)) return 'actionNotPossible';
      return state === 'confirmed' && now > training.cancelUntil ? 'cancelDeadlinePassed' : undefined;
    case 'agree':
      if (!mayAgree) return 'notAllowed';
      return isOver || state !== 'applied' ? 'actionNotPossible' : undefined;
    case 'decline':
      if (!isOffice && !(mayAgree && state === 'applied')) return 'notAllowed';
      return isOver || !givenUpFrom.includes(state) ? 'actionNotPossible' : undefined;
    case 'seat':
      if (!isOffice) return 'notAllowed';
      return isOver || state !== 'waitlisted' ? 'actionNotPossible' : undefined;
  }
}

const givenUpFrom: readonly ApplicationState[] = ['applied', 'waitlisted', 'offered', 'confirmed'];

/** The application of another run that this one takes the place of is given up only while that run has not begun. */
export function givesUpOther(other: { state: ApplicationState; startsAt: number | null }, now: number): boolean {
  return !isEnded(other.state) && givenUpFrom.includes(other.state) && !hasBegun(other, now);
}
