import type { Knex } from 'knex';
import { launchClaimsSchema } from '@qashyq/shared-types';
import type { SignedTokens } from '../moodle/signed-tokens.js';
import type { CurrentPerson, HeldRole } from './current-person.js';
import { linkMoodlePerson, type PersonClaim } from './moodle-person.js';
import { loadOrgTree } from './org-tree.js';
import { withRoles } from './person-store.js';

/** Finds out who came from Moodle with this launch token. Throws `launchTokenRefused`, `accountNotLinked`, or that Moodle is not reached. */
export async function personOfLaunchToken(
  deps: { db: Knex; tokens: SignedTokens; personClaim: PersonClaim; now: () => number },
  token: string,
): Promise<CurrentPerson> {
  const now = deps.now();
  const claims = await deps.tokens.verify(token, launchClaimsSchema);
  const row = await linkMoodlePerson(deps.db, claims, deps.personClaim, now);
  const person = await withRoles(deps.db, row, now);
  return claims.manage ? asTechnician(deps.db, person) : person;
}

/** Who manages the plugin in Moodle may look after the service's background work: for this request only, as Moodle may take the right back. */
async function asTechnician(db: Knex, person: CurrentPerson): Promise<CurrentPerson> {
  const root = await db('org_units').whereNull('parent_id').orderBy('id').first('id');
  if (root === undefined) return person;
  const tree = await loadOrgTree(db);
  const role: HeldRole = {
    role: 'dldTechnician',
    orgUnitId: root.id,
    covers: [root.id],
    coversBelow: tree.downwards(root.id),
  };
  return { ...person, roles: [...person.roles, role] };
}
