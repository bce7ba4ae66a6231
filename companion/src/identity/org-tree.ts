import type { Knex } from 'knex';

/** The org units as a tree, read once per use: there are some dozens. */
export interface OrgTree {
  /** The unit and everything above it, nearest first. */
  upwards(orgUnitId: number): number[];
  /** The unit and everything below it. */
  downwards(orgUnitId: number): number[];
}

export async function loadOrgTree(db: Knex): Promise<OrgTree> {
  const units = await db('org_units').select('id', 'parent_id');
  const parentOf = new Map(units.map((unit) => [unit.id, unit.parent_id]));
  const childrenOf = new Map<number | null, { id: number }[]>();
  for (const unit of units) childrenOf.set(unit.parent_id, [...(childrenOf.get(unit.parent_id) ?? []), unit]);

  function upwards(orgUnitId: number): number[] {
    const path: number[] = [];
    for (let id: number | null | undefined = orgUnitId; id != null && !path.includes(id); id = parentOf.get(id))
      path.push(id);
    return path;
  }

  function downwards(orgUnitId: number): number[] {
    const found = [orgUnitId];
    for (const id of found)
      found.push(...(childrenOf.get(id) ?? []).map((child) => child.id).filter((child) => !found.includes(child)));
    return found;
  }

  return { upwards, downwards };
}
