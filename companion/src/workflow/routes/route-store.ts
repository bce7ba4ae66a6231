/** Routes as the department left them: every change is one row, the newest is in force, and a kind without any has the default of the house. */
import type { Knex } from 'knex';
import type { CaseKind, Route, RouteStep } from '@qashyq/shared-types';
import type { PersonRow, RouteVersionRow } from '../../db/tables.js';
import { isDuplicate } from '../../db/transaction.js';
import { AppError } from '../../errors.js';
import { personBrief } from '../../identity/person-store.js';

export interface StoredChange {
  version: number;
  /** null: back to the default of the house. */
  steps: RouteStep[] | null;
  note: string;
  by: Pick<PersonRow, 'id' | 'name_kk' | 'name_ru' | 'name_en'>;
  changedAt: number;
}

/** The route that a submission takes now. */
export async function currentRoute(db: Knex, defaultRoute: Route): Promise<Route> {
  const row = await newest(db, defaultRoute.kind);
  return row?.steps_json == null
    ? defaultRoute
    : { kind: defaultRoute.kind, steps: JSON.parse(row.steps_json) as RouteStep[] };
}

/** Every change of a kind's route, oldest first. */
export async function listRouteChanges(db: Knex, kind: CaseKind): Promise<StoredChange[]> {
  const rows: (RouteVersionRow & Pick<PersonRow, 'name_kk' | 'name_ru' | 'name_en'>)[] = await db('route_versions')
    .join('persons', 'persons.id', 'route_versions.person_id')
    .where('route_versions.kind', kind)
    .orderBy('route_versions.version')
    .select('route_versions.*', 'persons.name_kk', 'persons.name_ru', 'persons.name_en');
  return rows.map((row) => ({
    version: row.version,
    steps: row.steps_json === null ? null : (JSON.parse(row.steps_json) as RouteStep[]),
    note: row.note,
    by: { id: row.person_id, name_kk: row.name_kk, name_ru: row.name_ru, name_en: row.name_en },
    changedAt: Number(row.changed_at),
  }));
}

/**
 * Appends a change to the version the person saw. The unique (kind, version) lets one of two editors through.
 * @throws AppError `conflict` with who was faster and when
 */
export async function appendRouteChange(
  db: Knex,
  change: { kind: CaseKind; seenVersion: number; steps: readonly RouteStep[] | null; note: string; personId: number },
  now: number,
): Promise<void> {
  const present = (await newest(db, change.kind))?.version ?? 0;
  if (present !== change.seenVersion) throw await somebodyWasFaster(db, change.kind);
  try {
    await db('route_versions').insert({
      kind: change.kind,
      version: change.seenVersion + 1,
      steps_json: change.steps === null ? null : JSON.stringify(change.steps),
      note: change.note,
      person_id: change.personId,
      changed_at: now,
    });
  } catch (error) {
    if (isDuplicate(error)) throw await somebodyWasFaster(db, change.kind);
    throw error;
  }
}

function newest(db: Knex, kind: CaseKind): Promise<RouteVersionRow | undefined> {
  return db('route_versions').where({ kind }).orderBy('version', 'desc').first();
}

async function somebodyWasFaster(db: Knex, kind: CaseKind): Promise<AppError> {
  const last = (await listRouteChanges(db, kind)).at(-1);
  return new AppError(
    'conflict',
    last === undefined ? {} : { decidedBy: personBrief(last.by), decidedAt: new Date(last.changedAt).toISOString() },
  );
}
