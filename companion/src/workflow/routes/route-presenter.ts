/** What leaves: the list of routes, and one route with all that its editor needs. */
import type { CaseKind, RouteChange, RouteListItem, RouteStep, RouteView } from '@qashyq/shared-types';
import type { CurrentPerson } from '../../identity/current-person.js';
import { personBrief } from '../../identity/person-store.js';
import { canEditRoutes } from '../../identity/policies.js';
import type { CaseEngine } from '../case-feature.js';
import { instant, orgUnitBrief } from '../case-presenter.js';
import { changesBetween } from './route-changes.js';
import { scopesFor } from './route-rules.js';
import { listRouteChanges, type StoredChange } from './route-store.js';
import { routeWords } from './route-words.js';

/** The newest cases of a kind are enough to choose from. */
const mostCases = 50;

export async function presentRoutes(engine: CaseEngine): Promise<RouteListItem[]> {
  const items: RouteListItem[] = [];
  for (const kind of Object.keys(engine.features) as CaseKind[])
    items.push((await listed(engine, kind, await listRouteChanges(engine.db, kind))).item);
  return items;
}

export async function presentRoute(engine: CaseEngine, reader: CurrentPerson, kind: CaseKind): Promise<RouteView> {
  const { db, features } = engine;
  const feature = features[kind];
  const changes = await listRouteChanges(db, kind);
  const { item, steps } = await listed(engine, kind, changes);
  const cases = await db('cases').where({ kind }).orderBy('updated_at', 'desc').limit(mostCases);
  const faculties = await db('org_units').where({ type: 'faculty' }).orderBy('code');
  return {
    ...item,
    steps,
    canEdit: canEditRoutes(reader),
    choices: feature.seatRoles.map((role) => ({ role, scopes: scopesFor(role, feature.conditions ?? []) })),
    subjects: {
      cases: cases
        .filter((row) => feature.mayRead(reader, row))
        .map((row) => ({ id: row.id, title: { kk: row.title_kk, ru: row.title_ru, en: row.title_en } })),
      faculties: faculties.map(orgUnitBrief),
    },
    history: history(engine, reader, changes, feature.workflow.defaultRoute.steps),
  };
}

async function listed(
  { db, features }: CaseEngine,
  kind: CaseKind,
  changes: readonly StoredChange[],
): Promise<{ item: RouteListItem; steps: RouteStep[] }> {
  const newest = changes.at(-1);
  const steps = newest?.steps ?? features[kind].workflow.defaultRoute.steps;
  const running = await db('cases').where({ kind }).whereIn('state', ['inAgreement', 'inApproval']).count({ n: '*' });
  return {
    steps,
    item: {
      kind,
      version: newest?.version ?? 0,
      isDefault: newest?.steps == null,
      roles: steps.map((step) => step.role),
      runningCases: Number(running[0]?.['n'] ?? 0),
      changedBy: newest === undefined ? null : personBrief(newest.by),
      changedAt: newest === undefined ? null : instant(newest.changedAt),
    },
  };
}

function history(
  { catalogue }: CaseEngine,
  reader: CurrentPerson,
  changes: readonly StoredChange[],
  defaultSteps: RouteStep[],
): RouteChange[] {
  const words = routeWords(catalogue, reader.locale);
  let before = defaultSteps;
  return changes
    .map(({ version, by, changedAt, note, steps }): RouteChange => {
      const after = steps ?? defaultSteps;
      const change = {
        version,
        by: personBrief(by),
        at: instant(changedAt),
        note,
        isReset: steps === null,
        changes: changesBetween(before, after).map(words.change),
        steps: after,
      };
      before = after;
      return change;
    })
    .reverse();
}
