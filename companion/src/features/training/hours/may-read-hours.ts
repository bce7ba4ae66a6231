/** Who reads whose training history (class P2, domain §6): the person, the own chain, the department, the head of HR, the auditor. */
import type { Knex } from 'knex';
import type { Role } from '@qashyq/shared-types';
import type { CurrentPerson } from '../../../identity/current-person.js';

const readersOfAll = ['dldHead', 'dldMethodist', 'hrHead', 'auditor'] as const satisfies readonly Role[];
const readersOfTheirs = ['dean', 'chairHead'] as const satisfies readonly Role[];

export interface HoursScope {
  as: Role;
  /** Units whose people may be read; null: of everybody. */
  unitIds: readonly number[] | null;
}

/** What this person may read of others; undefined: nothing. */
export function hoursScope(person: CurrentPerson): HoursScope | undefined {
  const all = readersOfAll.find((role) => person.roles.some((held) => held.role === role));
  if (all !== undefined) return { as: all, unitIds: null };
  const own = person.roles.filter((held) => (readersOfTheirs as readonly Role[]).includes(held.role));
  return own[0] === undefined
    ? undefined
    : { as: own[0].role, unitIds: [...new Set(own.flatMap((held) => held.coversBelow))] };
}

/** The role in which this person may read about the other; null: in none. */
export async function roleThatReads(db: Knex, person: CurrentPerson, otherId: number): Promise<Role | null> {
  const scope = hoursScope(person);
  if (scope === undefined) return null;
  if (scope.unitIds === null) return scope.as;
  const other = await db('persons').where({ id: otherId }).first();
  return other?.org_unit_id != null && scope.unitIds.includes(other.org_unit_id) ? scope.as : null;
}
