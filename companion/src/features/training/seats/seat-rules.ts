/**
 * The arithmetic of seats and the queue (decision 18). Pure: what it is given is read under the lock of the training.
 *
 * A free seat goes to a newcomer only when nobody waits; a freed one is offered to the first who waits, until a deadline that is never past
 * the start. From two hours before the start nothing is offered any more: nobody could answer and come [I]. The queue is closed then, and those
 * who still wait are told so.
 */
import type { ApplicationReason, ApplicationState } from '@qashyq/shared-types';
import { takesSeat } from '../applications/application-steps.js';

const hourMs = 3_600_000;
/** The shortest time before the start at which a seat is still offered [I]. */
export const leastOfferMs = 2 * hourMs;

export interface QueuedApplication {
  id: number;
  arrivalNo: number;
  state: ApplicationState;
  /** Of an offer. */
  offerUntil: number | null;
}

/** A training as the queue sees it. */
export interface SeatFacts {
  seats: number;
  /** Offers are made for what is announced only. */
  isAnnounced: boolean;
  startsAt: number | null;
  /** Whole hours for which a freed seat is held. */
  offerHours: number;
  /** Every application that has not ended, in any order. */
  applications: readonly QueuedApplication[];
}

/** What happens to an application by rule. */
export interface Move {
  applicationId: number;
  to: ApplicationState;
  reason: ApplicationReason;
  offerUntil?: number;
}

export function freeSeats({ seats, applications }: Pick<SeatFacts, 'seats' | 'applications'>): number {
  return seats - applications.filter(({ state }) => takesSeat(state)).length;
}

/** Those who wait, in the order in which they are offered seats. */
export function waitingList(applications: readonly QueuedApplication[]): QueuedApplication[] {
  return applications.filter(({ state }) => state === 'waitlisted').sort((a, b) => a.arrivalNo - b.arrivalNo);
}

/** Place in the waiting list, from 1; null for who does not wait. */
export function placeOf(applications: readonly QueuedApplication[], applicationId: number): number | null {
  const index = waitingList(applications).findIndex(({ id }) => id === applicationId);
  return index < 0 ? null : index + 1;
}

/** From then on nothing is offered; null: no session is set. */
export function queueClosesAt(startsAt: number | null): number | null {
  return startsAt === null ? null : startsAt - leastOfferMs;
}

export function isQueueOpen({ isAnnounced, startsAt }: Pick<SeatFacts, 'isAnnounced' | 'startsAt'>, now: number) {
  const closesAt = queueClosesAt(startsAt);
  return isAnnounced && (closesAt === null || now < closesAt);
}

/** Until when an offer made now holds. */
export function offerEnd({ offerHours, startsAt }: Pick<SeatFacts, 'offerHours' | 'startsAt'>, now: number): number {
  return Math.min(now + offerHours * hourMs, startsAt ?? Infinity);
}

/** Does somebody whom nothing else keeps back get a seat at once; else they wait. */
export function hasSeatForNewcomer(facts: Pick<SeatFacts, 'seats' | 'applications'>): boolean {
  return freeSeats(facts) > 0 && waitingList(facts.applications).length === 0;
}

/**
 * What is to be done now so that all is in order again: offers that ran out end, freed seats are offered to those who wait, and a closed queue
 * is told so. Doing it twice is doing it once.
 */
export function settling(facts: SeatFacts, now: number): Move[] {
  const expired = facts.applications.filter(
    ({ state, offerUntil }) => state === 'offered' && offerUntil !== null && offerUntil <= now,
  );
  const left = facts.applications.filter((application) => !expired.includes(application));
  return [
    ...expired.map((application): Move => move(application, 'cancelled', 'offerExpired')),
    ...(facts.isAnnounced ? (isQueueOpen(facts, now) ? offers(facts, left, now) : closings(facts, left, now)) : []),
  ];
}

function offers(facts: SeatFacts, left: readonly QueuedApplication[], now: number): Move[] {
  const free = Math.max(0, freeSeats({ seats: facts.seats, applications: left }));
  return waitingList(left)
    .slice(0, free)
    .map((application) => ({ ...move(application, 'offered', 'seatOffered'), offerUntil: offerEnd(facts, now) }));
}

/** Who waits for their head may still be let in until the start. */
function closings({ startsAt }: SeatFacts, left: readonly QueuedApplication[], now: number): Move[] {
  const hasBegun = startsAt !== null && now >= startsAt;
  return [
    ...waitingList(left).map((application) => move(application, 'declined', 'queueClosed')),
    ...(hasBegun ? left.filter(({ state }) => state === 'applied') : []).map((application) =>
      move(application, 'declined', 'headSilent'),
    ),
  ];
}

function move({ id }: QueuedApplication, to: ApplicationState, reason: ApplicationReason): Move {
  return { applicationId: id, to, reason };
}

/** The moment of the one reminder of an offer: half of its time before it ends, but not more than a day [I]. */
export function offerReminderAt(offeredAt: number, offerUntil: number): number {
  return offerUntil - Math.min((offerUntil - offeredAt) / 2, 24 * hourMs);
}
