/**
 * Whom an order may name as the deputy of a post (domain §4, general rules [I]). Pure: no database, no clock.
 *
 * It is a delegation like those that holders give, with another ground: the deputy may belong to any unit, and the holder need not hand anything
 * over. It travels no further, and gives no right but to decide. Only in this way does anybody decide in the Rector's place.
 */
import type { Role } from '@qashyq/shared-types';
import { daysBetween } from '../calendar/plain-dates.js';
import { holdsRole, type CurrentPerson } from './current-person.js';
import { maximumDays, type DelegationWish } from './delegation.js';

/** Posts that decide for a unit; who works for a process (expert, dispatcher, proctor) is replaced by giving the role. */
export const deputisedRoles: readonly Role[] = [
  'rector',
  'viceRectorAcademic',
  'iceDirector',
  'directorateHead',
  'dldHead',
  'hrHead',
  'legalHead',
  'docHead',
  'itHead',
  'registrar',
  'dean',
  'chairHead',
];

export interface OrderWish extends DelegationWish {
  holderId: number;
  orderNo: string;
  orderOn: string;
}

export interface OrderFacts {
  today: string;
  /** The person holds the post today. */
  isHeld: boolean;
  /** The deputy works here: learners and strangers name nobody's deputy. */
  deputyWorksHere: boolean;
  /** Who prepared the document it is for; empty for all documents. */
  preparedBy: readonly number[];
  /** Orders about the same holder that nobody revoked. */
  orders: readonly DelegationWish[];
}

export type OrderRefusal =
  | 'notAllowed'
  | 'postNotDeputised'
  | 'deputyIsYourself'
  | 'deputyNotStaff'
  | 'delegateIsAuthor'
  | 'delegationDatesWrong'
  | 'delegationTooLong'
  | 'delegationOverlaps';

/** The head of the department and the head of personnel keep orders. */
export function keepsOrders(person: CurrentPerson): boolean {
  return holdsRole(person, 'dldHead', 'hrHead');
}

/** Why this person cannot enter this order, or undefined when they can. */
export function whyNotOrder(keeper: CurrentPerson, wish: OrderWish, facts: OrderFacts): OrderRefusal | undefined {
  const { today, isHeld, deputyWorksHere, preparedBy, orders } = facts;
  if (!keepsOrders(keeper)) return 'notAllowed';
  if (!deputisedRoles.includes(wish.role) || !isHeld) return 'postNotDeputised';
  // Whoever enters orders cannot raise themselves by one.
  if (wish.toPersonId === keeper.id) return 'deputyIsYourself';
  if (wish.toPersonId === wish.holderId || !deputyWorksHere) return 'deputyNotStaff';
  if (preparedBy.includes(wish.toPersonId)) return 'delegateIsAuthor';
  if (wish.validToOn < wish.validFromOn || wish.validToOn < today || wish.orderOn > today)
    return 'delegationDatesWrong';
  if (wish.caseId === null && daysBetween(wish.validFromOn, wish.validToOn) >= maximumDays) return 'delegationTooLong';
  const overlapping = orders.some(
    (other) =>
      other.role === wish.role &&
      other.orgUnitId === wish.orgUnitId &&
      other.caseId === wish.caseId &&
      other.validFromOn <= wish.validToOn &&
      wish.validFromOn <= other.validToOn,
  );
  return overlapping ? 'delegationOverlaps' : undefined;
}
