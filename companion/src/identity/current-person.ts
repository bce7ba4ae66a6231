import type { Locale, Named, Order, Role } from '@qashyq/shared-types';

/** A role that is valid today. */
export interface HeldRole {
  role: Role;
  orgUnitId: number;
  /** The unit itself and everything above it: seats there may be taken in this role (a vice-rector sits in a unit below the university). */
  covers: readonly number[];
  /** The unit itself and everything below it: what a preparer there may work on. */
  coversBelow: readonly number[];
}

/** Somebody in whose place the person may decide today. */
export interface ActingFor {
  /** The holder of the post. */
  personId: number;
  role: Role;
  orgUnitId: number;
  /** As of the holder's role. */
  covers: readonly number[];
  /** null: in all cases. */
  caseId: number | null;
  /** By what right; it stands in the log and on the agreement sheet. */
  ground: string;
  /** Set where an order names the deputy: it is the ground then. */
  order?: Order;
}

/** The person behind a request, whichever way they came in. */
export interface CurrentPerson {
  id: number;
  name: Named;
  locale: Locale;
  /** The person's own. */
  roles: readonly HeldRole[];
  actsFor: readonly ActingFor[];
}

/** What the door learns about a request before any handler runs. */
export interface SignIn {
  person: CurrentPerson;
  /** `moodle`: launch token, no cookie, so no CSRF; `session`: portal, unsafe methods need the CSRF header. */
  via: 'moodle' | 'session';
}

export function holdsRole(person: CurrentPerson, ...roles: Role[]): boolean {
  return person.roles.some((held) => roles.includes(held.role));
}

/** In whose place this person may sit at (role, unit) of a case; asked where they do not sit there in their own right. */
export function actingAt(
  person: CurrentPerson,
  seat: { role: Role; orgUnitId: number },
  ofCaseId: number,
): ActingFor | undefined {
  return person.actsFor.find(
    ({ role, covers, caseId }) =>
      role === seat.role && covers.includes(seat.orgUnitId) && (caseId === null || caseId === ofCaseId),
  );
}

/** May this person sit at (role, unit) in their own right. */
export function coversSeat(person: CurrentPerson, role: Role, orgUnitId: number): boolean {
  return person.roles.some((held) => held.role === role && held.covers.includes(orgUnitId));
}
