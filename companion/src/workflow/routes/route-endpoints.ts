/** Routes as data: the head of the department edits them, methodologists and auditors read them and try them out. */
import { caseKinds, type CaseKind, type RouteDraftStep, type RouteStep } from '@qashyq/shared-types';
import { AppError } from '../../errors.js';
import type { EndpointRouter } from '../../http/endpoint-router.js';
import type { CurrentPerson } from '../../identity/current-person.js';
import { canEditRoutes, canSeeRoutes } from '../../identity/policies.js';
import type { CaseEngine } from '../case-feature.js';
import { changesBetween } from './route-changes.js';
import { dryRun } from './dry-run.js';
import { readRouteFile, writeRouteFile } from './route-file.js';
import { presentRoute, presentRoutes } from './route-presenter.js';
import { checkRoute } from './route-rules.js';
import { appendRouteChange, currentRoute } from './route-store.js';
import { routeWords } from './route-words.js';

export function routeEndpoints(on: EndpointRouter['on'], engine: CaseEngine): void {
  const { db, features, catalogue, now } = engine;

  function asReader(person: CurrentPerson): void {
    if (!canSeeRoutes(person)) throw new AppError('notAllowed');
  }
  function asEditor(person: CurrentPerson): void {
    if (!canEditRoutes(person)) throw new AppError('notAllowed');
  }
  const routeNow = (kind: CaseKind) => currentRoute(db, features[kind].workflow.defaultRoute);

  /** @throws AppError `routeHasProblems`, each problem named by step and field */
  function sensible(kind: CaseKind, draft: readonly RouteDraftStep[], person: CurrentPerson): RouteStep[] {
    const { steps, problems } = checkRoute(draft, features[kind]);
    const words = routeWords(catalogue, person.locale);
    if (problems.length > 0)
      throw new AppError('routeHasProblems', {
        details: problems.map((problem) => ({
          field: problem.stepNo === null ? 'steps' : `steps.${problem.stepNo}.${problem.field}`,
          message: words.placedProblem(problem),
        })),
      });
    return steps;
  }

  function otherKind(found: string, { locale }: CurrentPerson) {
    const known = caseKinds.find((one) => one === found);
    const message =
      known === undefined
        ? catalogue.text(locale, 'routefile_kindnotknown', found)
        : catalogue.text(locale, 'routefile_otherkind', catalogue.text(locale, `kind_${known.toLowerCase()}`));
    return { field: 'kind', message };
  }

  on('routes', async ({ person }) => {
    asReader(person);
    return { items: await presentRoutes(engine) };
  });

  on('route', ({ person, params: { kind } }) => {
    asReader(person);
    return presentRoute(engine, person, kind);
  });

  on('saveRoute', async ({ person, params: { kind }, body }) => {
    asEditor(person);
    const steps = sensible(kind, body.steps, person);
    // Nothing new to save, or the same click a second time: the history stays as it is.
    if (!isSame((await routeNow(kind)).steps, steps))
      await appendRouteChange(
        db,
        { kind, seenVersion: body.version, steps, note: body.note, personId: person.id },
        now(),
      );
    return presentRoute(engine, person, kind);
  });

  on('resetRoute', async ({ person, params: { kind }, body }) => {
    asEditor(person);
    const present = await presentRoute(engine, person, kind);
    if (present.isDefault) return present;
    await appendRouteChange(
      db,
      { kind, seenVersion: body.version, steps: null, note: body.note, personId: person.id },
      now(),
    );
    return presentRoute(engine, person, kind);
  });

  on('exportRoute', async ({ person, params: { kind } }) => {
    asReader(person);
    return { fileName: `route-${kind}.json`, content: writeRouteFile(await routeNow(kind)) };
  });

  on('readRouteFile', ({ person, params: { kind }, upload }) => {
    asEditor(person);
    const words = routeWords(catalogue, person.locale);
    const file = readRouteFile(upload, words.wrongForm);
    if (file.kind !== kind) throw new AppError('routeHasProblems', { details: [otherKind(file.kind, person)] });
    return Promise.resolve({ steps: sensible(kind, file.steps, person) });
  });

  on('dryRunRoute', ({ person, params: { kind }, body }) => {
    asReader(person);
    return dryRun(engine, person, kind, body);
  });
}

function isSame(before: readonly RouteStep[], after: readonly RouteStep[]): boolean {
  return changesBetween(before, after).length === 0;
}
