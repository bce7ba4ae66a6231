/**
 * Who may decide in whose place (domain §4, general rules [I]). Pure: no database, no clock.
 *
 * The holder of a post hands its seats to somebody of the same unit, for some days or for one document. Only a post of one's own can be
 * handed on, so a delegation never travels further; and nobody gets a document to decide that they prepared.
 */
import type { Role } from '@qashyq/shared-types';
import { daysBetween } from '../calendar/plain-dates.js';
import type { CurrentPerson, HeldRole } from './current-person.js';

/** Posts whose seats may be handed over, for schedules of every kind (domain §4 rows 1–3). The approving vice-rector decides in person. */
const delegableRoles: readonly Role[] = ['chairHead', 'dean', 'dldHead'];

/** Longest period of a delegation that is not for one document, both days included. */
export const maximumDays = 30;

export interface DelegationWish {
  toPersonId: number;
  role: Role;
  orgUnitId: number;
  /** null: all documents. */
  caseId: number | null;
  /** `YYYY-MM-DD`, both days included. */
  validFromOn: string;
  validToOn: string;
}

export interface DelegationFacts {
  today: string;
  /** Persons of the unit or of one below it. */
  colleagues: ReadonlySet<number>;
  /** Who prepared the document it is for; empty for all documents. */
  preparedBy: readonly number[];
  /** Delegations of the same giver that nobody revoked. */
  given: readonly DelegationWish[];
}

export type DelegationRefusal =
  | 'notAllowed'
  | 'postNotDelegable'
  | 'delegateNotColleague'
  | 'delegateIsAuthor'
  | 'delegationDatesWrong'
  | 'delegationTooLong'
  | 'delegationOverlaps';

/** The person's own posts that may be handed over; what they hold for somebody else is not among them. */
export function delegablePosts(person: CurrentPerson): HeldRole[] {
  return person.roles.filter((held) => delegableRoles.includes(held.role));
}

/** Why this person cannot hand this over, or undefined when they can. */
export function whyNotDelegate(
  giver: CurrentPerson,
  wish: DelegationWish,
  { today, colleagues, preparedBy, given }: DelegationFacts,
): DelegationRefusal | undefined {
  const isThePost = (held: { role: Role; orgUnitId: number }) =>
    held.role === wish.role && held.orgUnitId === wish.orgUnitId;
  if (!giver.roles.some(isThePost)) return 'notAllowed';
  if (!delegablePosts(giver).some(isThePost)) return 'postNotDelegable';
  if (wish.toPersonId === giver.id || !colleagues.has(wish.toPersonId)) return 'delegateNotColleague';
  if (preparedBy.includes(wish.toPersonId)) return 'delegateIsAuthor';
  if (wish.validFromOn < today || wish.validToOn < wish.validFromOn) return 'delegationDatesWrong';
  if (wish.caseId === null && daysBetween(wish.validFromOn, wish.validToOn) >= maximumDays) return 'delegationTooLong';
  const overlapping = given.some(
    (other) =>
      isThePost(other) &&
      other.caseId === wish.caseId &&
      other.validFromOn <= wish.validToOn &&
      wish.validFromOn <= other.validToOn,
  );
  return overlapping ? 'delegationOverlaps' : undefined;
}
