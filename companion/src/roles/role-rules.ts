/**
 * Who may give and end which role in which unit. Pure: no database, no clock.
 *
 * The head of the department gives the working roles of the department and of its process; posts of the university are entered by the head of
 * personnel (domain §6: deny by default [I]). Nobody gives a role to themselves or ends one of their own, and nothing of the past is changed.
 */
import type { Role } from '@qashyq/shared-types';
import { addDays } from '../calendar/plain-dates.js';
import type { CurrentPerson } from '../identity/current-person.js';

/** Types of units in which a role is held; a head of kafedra of a faculty would sit nowhere. */
const unitTypes: Partial<Record<Role, readonly string[]>> = {
  rector: ['university'],
  viceRectorAcademic: ['viceRectorate'],
  iceDirector: ['institute'],
  directorateHead: ['directorate'],
  dldHead: ['department'],
  dldMethodist: ['department'],
  dldTestOfficer: ['department'],
  dldTechnician: ['department'],
  hrHead: ['department'],
  legalHead: ['department'],
  docHead: ['department'],
  itHead: ['department'],
  dean: ['faculty'],
  chairHead: ['kafedra'],
  teacher: ['kafedra'],
  registrar: ['office'],
  scheduler: ['university', 'faculty', 'office'],
  expert: ['kafedra', 'department'],
  proctor: ['faculty', 'kafedra', 'department', 'office'],
  auditor: ['university'],
};

/** In the department itself, and those who work for its process anywhere in the university. */
const ofDepartment: readonly Role[] = ['dldMethodist', 'dldTestOfficer', 'dldTechnician'];
const ofItsProcess: readonly Role[] = ['scheduler', 'expert', 'proctor'];
const ofPersonnel: readonly Role[] = [
  'rector',
  'viceRectorAcademic',
  'iceDirector',
  'directorateHead',
  'dldHead',
  'hrHead',
  'legalHead',
  'docHead',
  'dean',
  'chairHead',
  'teacher',
  'registrar',
  'itHead',
  'auditor',
];

export interface Unit {
  id: number;
  type: string;
}

export interface Held {
  personId: number;
  role: Role;
  orgUnitId: number;
  validFromOn: string;
  /** null: until further notice. */
  validToOn: string | null;
}

export type RoleRefusal =
  'notAllowed' | 'notYourOwnRole' | 'roleNotInUnit' | 'roleDatesWrong' | 'roleOverlaps' | 'roleHasEnded';

/** The roles this person keeps, and for each the units in which it may be held. */
export function givableBy(keeper: CurrentPerson, units: readonly Unit[]): { role: Role; orgUnitIds: number[] }[] {
  const departments = keeper.roles.filter(({ role }) => role === 'dldHead').flatMap(({ coversBelow }) => coversBelow);
  const isPersonnel = keeper.roles.some(({ role }) => role === 'hrHead');
  const fitting = (role: Role) => units.filter(({ type }) => unitTypes[role]?.includes(type)).map(({ id }) => id);
  return [
    ...ofDepartment.map((role) => ({ role, orgUnitIds: fitting(role).filter((id) => departments.includes(id)) })),
    ...ofItsProcess.map((role) => ({ role, orgUnitIds: departments.length > 0 ? fitting(role) : [] })),
    ...ofPersonnel.map((role) => ({ role, orgUnitIds: isPersonnel ? fitting(role) : [] })),
  ].filter(({ orgUnitIds }) => orgUnitIds.length > 0);
}

/** Does this person keep that role in that unit. */
function keeps(keeper: CurrentPerson, { role, orgUnitId }: Pick<Held, 'role' | 'orgUnitId'>, units: readonly Unit[]) {
  return givableBy(keeper, units).some((one) => one.role === role && one.orgUnitIds.includes(orgUnitId));
}

/** `held`: every role that person has or had. */
export function whyNotGive(
  keeper: CurrentPerson,
  wish: Held,
  { today, units, held }: { today: string; units: readonly Unit[]; held: readonly Held[] },
): RoleRefusal | undefined {
  if (!keeps(keeper, wish, units))
    return givableBy(keeper, units).some(({ role }) => role === wish.role) ? 'roleNotInUnit' : 'notAllowed';
  if (wish.personId === keeper.id) return 'notYourOwnRole';
  if (wish.validFromOn < today || (wish.validToOn !== null && wish.validToOn < wish.validFromOn))
    return 'roleDatesWrong';
  const overlaps = held.some(
    (other) =>
      other.role === wish.role &&
      other.orgUnitId === wish.orgUnitId &&
      (other.validToOn === null || other.validToOn >= other.validFromOn) &&
      (other.validToOn === null || other.validToOn >= wish.validFromOn) &&
      (wish.validToOn === null || other.validFromOn <= wish.validToOn),
  );
  return overlaps ? 'roleOverlaps' : undefined;
}

/** A role is made shorter only, and never back into days on which it was held: at the earliest it ends with yesterday. */
export function whyNotEnd(
  keeper: CurrentPerson,
  held: Held,
  validToOn: string,
  { today, units }: { today: string; units: readonly Unit[] },
): RoleRefusal | undefined {
  if (!keeps(keeper, held, units)) return 'notAllowed';
  if (held.personId === keeper.id) return 'notYourOwnRole';
  if (held.validToOn !== null && held.validToOn < today) return 'roleHasEnded';
  const earliest = addDays(today, -1);
  if (validToOn < earliest || (held.validToOn !== null && validToOn >= held.validToOn)) return 'roleDatesWrong';
  return undefined;
}

/** One that ends before it begins was taken back before it was ever held. */
export function stateOf({ validFromOn, validToOn }: Pick<Held, 'validFromOn' | 'validToOn'>, today: string) {
  if (validToOn !== null && (validToOn < today || validToOn < validFromOn)) return 'ended';
  return validFromOn > today ? 'upcoming' : 'current';
}
