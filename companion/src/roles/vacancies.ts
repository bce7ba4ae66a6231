/** Places at which the routes in force ask somebody, and that nobody holds today. */
import type { CaseKind, Role, StepScope } from '@qashyq/shared-types';
import { listHoldersOfEach } from '../identity/person-store.js';
import type { CaseEngine } from '../workflow/case-feature.js';
import { conditionalScopes } from '../workflow/route-stages.js';
import { currentRoute } from '../workflow/routes/route-store.js';

export interface VacantPlace {
  role: Role;
  orgUnitId: number;
  kinds: CaseKind[];
}

/** A step of the whole university is asked at its top, one of a faculty at each faculty, one of kafedras at each kafedra. */
export async function findVacancies({ db, features, now }: CaseEngine): Promise<VacantPlace[]> {
  const units = await db('org_units').orderBy('id');
  const root = units.filter(({ parent_id }) => parent_id === null).slice(0, 1);
  const ofType = (wanted: string) => units.filter(({ type }) => type === wanted);
  const asked = { university: root, faculty: ofType('faculty'), involvedKafedras: ofType('kafedra') };
  const scopes: Record<StepScope, typeof units> = { ...asked, costOrLeave: asked[conditionalScopes.costOrLeave] };
  const places = new Map<string, VacantPlace>();
  for (const { workflow } of Object.values(features))
    for (const step of (await currentRoute(db, workflow.defaultRoute)).steps)
      for (const { id } of scopes[step.scope]) {
        const key = `${step.role} ${id}`;
        const place = places.get(key) ?? { role: step.role, orgUnitId: id, kinds: [] };
        if (!place.kinds.includes(workflow.kind)) place.kinds.push(workflow.kind);
        places.set(key, place);
      }
  const all = [...places.values()];
  const holders = await listHoldersOfEach(db, all, now());
  return all.filter((_place, index) => holders[index]!.length === 0);
}
