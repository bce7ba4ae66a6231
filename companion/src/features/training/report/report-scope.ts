/** Who reads the report, about whom, and whether with names (class P2, domain §6). Pure. */
import type { Role } from '@qashyq/shared-types';
import type { CurrentPerson } from '../../../identity/current-person.js';

/** Of all units, with names: those who train, those above them, and personnel. An auditor sees what they see. */
const readersOfAll = [
  'dldHead',
  'dldMethodist',
  'hrHead',
  'iceDirector',
  'viceRectorAcademic',
  'auditor',
] as const satisfies readonly Role[];
/** Of their own people, with names. */
const readersOfTheirs = ['dean', 'chairHead'] as const satisfies readonly Role[];
/** Of all units, numbers only: who is trained is no business of theirs person by person. */
const readersOfNumbers = ['rector', 'directorateHead'] as const satisfies readonly Role[];

export interface ReportScope {
  as: Role;
  /** Units whose people are counted; null: everybody's. */
  unitIds: readonly number[] | null;
  seesNames: boolean;
}

/** What this person may read; undefined: nothing. */
export function reportScope(person: CurrentPerson): ReportScope | undefined {
  const holds = (roles: readonly Role[]) => person.roles.filter(({ role }) => roles.includes(role));
  const [all] = holds(readersOfAll);
  if (all !== undefined) return { as: all.role, unitIds: null, seesNames: true };
  const [numbers] = holds(readersOfNumbers);
  if (numbers !== undefined) return { as: numbers.role, unitIds: null, seesNames: false };
  const own = holds(readersOfTheirs);
  if (own[0] === undefined) return undefined;
  return {
    as: own[0].role,
    unitIds: [...new Set(own.flatMap(({ coversBelow }) => coversBelow))],
    seesNames: true,
  };
}
