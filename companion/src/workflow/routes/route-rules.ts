/**
 * What makes a route sensible: one rule for the editor, for saving and for files. Pure.
 * That the last stage and no other approves keeps a case from getting stuck: in a stage of both kinds nobody could merely agree.
 */
import {
  roles,
  stepModes,
  stepNeeds,
  stepScopes,
  type Role,
  type RouteDraftStep,
  type RouteField,
  type RouteStep,
  type StepScope,
} from '@qashyq/shared-types';
import { conditionalScopes, isConditional, stagesOf, type ConditionalScope } from '../route-stages.js';

export const routeProblemCodes = [
  'nosteps',
  'toomanysteps',
  'keyform',
  'keytaken',
  'rolenotknown',
  'rolecannotsit',
  'scopenotknown',
  'scopenotofrole',
  'modenotknown',
  'needsnotknown',
  'anyneedsseveral',
  'daysoutofrange',
  'decisionnotknown',
  'approvesearly',
  'approvesnever',
  'approvesperhaps',
  'basistoolong',
] as const;
export type RouteProblemCode = (typeof routeProblemCodes)[number];

/** The text is `routeproblem_<code>`. */
export interface RouteProblem {
  /** null: the route as a whole. */
  stepNo: number | null;
  field: RouteField;
  code: RouteProblemCode;
  params?: { found?: string; role?: Role };
}

const mostSteps = 20;
const mostDays = 60;
const longestBasis = 60;

const anywhere: readonly StepScope[] = stepScopes.filter((scope) => !isConditional(scope));
const atUniversity: readonly StepScope[] = ['university'];

/** Where the holder of a role can be looked for: a kafedra has no dean, the university no single head of kafedra. */
export const scopesOfRole: Readonly<Record<Role, readonly StepScope[]>> = {
  rector: atUniversity,
  viceRectorAcademic: atUniversity,
  iceDirector: atUniversity,
  directorateHead: atUniversity,
  dldHead: atUniversity,
  dldMethodist: atUniversity,
  dldTestOfficer: atUniversity,
  dldTechnician: atUniversity,
  hrHead: atUniversity,
  legalHead: atUniversity,
  docHead: atUniversity,
  dean: ['faculty'],
  chairHead: ['involvedKafedras', 'faculty'],
  teacher: ['involvedKafedras', 'faculty'],
  expert: anywhere,
  registrar: ['faculty', 'university'],
  scheduler: ['faculty', 'university'],
  proctor: ['faculty', 'university'],
  itHead: atUniversity,
  learner: [],
  auditor: [],
};

/** Where the holder of a role can be looked for at a step of a kind that knows these conditions. */
export function scopesFor(role: Role, conditions: readonly ConditionalScope[]): StepScope[] {
  const places = scopesOfRole[role];
  return [...places, ...conditions.filter((scope) => places.includes(conditionalScopes[scope]))];
}

/** What of a kind its routes depend on. */
export interface RouteKind {
  /** Roles that may sit at a step of this kind. */
  seatRoles: readonly Role[];
  conditions?: readonly ConditionalScope[];
}

/**
 * Looks at a route from its form to its sense.
 * @returns `steps` is a route when there are no problems
 */
export function checkRoute(
  draft: readonly RouteDraftStep[],
  kind: RouteKind,
): { steps: RouteStep[]; problems: RouteProblem[] } {
  const whole = (code: RouteProblemCode): RouteProblem => ({ stepNo: null, field: 'steps', code });
  const problems = [
    ...(draft.length === 0 ? [whole('nosteps')] : []),
    ...(draft.length > mostSteps ? [whole('toomanysteps')] : []),
    ...(mayEndUnapproved(draft) ? [whole('approvesperhaps')] : []),
    ...draft.flatMap((step, index) =>
      [...stepProblems(step, draft, kind), ...decisionProblems(draft, index)].map((problem): RouteProblem => ({
        stepNo: index + 1,
        ...problem,
      })),
    ),
  ];
  // Every value was found in its list of words: this is where a draft becomes a route.
  return { steps: problems.length > 0 ? [] : draft.map(asStep), problems };
}

function asStep(step: RouteDraftStep): RouteStep {
  const { key, role, scope, mode, needs, workingDays, decision, basis } = step as RouteStep;
  return { key, role, scope, mode, needs, workingDays, decision, basis: basis?.trim() || null };
}

type StepProblem = Omit<RouteProblem, 'stepNo'>;
const isOneOf = <Word extends string>(words: readonly Word[], text: string): text is Word =>
  (words as readonly string[]).includes(text);

function stepProblems(
  step: RouteDraftStep,
  all: readonly RouteDraftStep[],
  { seatRoles: sitters, conditions = [] }: RouteKind,
): StepProblem[] {
  const { key, role, scope, mode, needs, workingDays, basis } = step;
  const found: StepProblem[] = [];
  const say = (field: RouteField, code: RouteProblemCode, params?: RouteProblem['params']) =>
    found.push({ field, code, ...(params === undefined ? {} : { params }) });

  if (!/^[A-Za-z][A-Za-z0-9-]{0,39}$/.test(key)) say('key', 'keyform', { found: key });
  else if (all.find((other) => other.key === key) !== step) say('key', 'keytaken', { found: key });

  if (!isOneOf(roles, role)) say('role', 'rolenotknown', { found: role });
  else if (!sitters.includes(role)) say('role', 'rolecannotsit', { role });
  if (!isOneOf(stepScopes, scope)) say('scope', 'scopenotknown', { found: scope });
  else if (isOneOf(roles, role) && sitters.includes(role) && !scopesFor(role, conditions).includes(scope))
    say('scope', 'scopenotofrole', { role });

  if (!isOneOf(stepModes, mode)) say('mode', 'modenotknown', { found: mode });
  if (!isOneOf(stepNeeds, needs)) say('needs', 'needsnotknown', { found: needs });
  // Any one of several: they must be several, and all of them asked at the same time.
  else if (needs === 'any' && (scope !== 'involvedKafedras' || mode !== 'parallel')) say('needs', 'anyneedsseveral');

  if (workingDays === null || !Number.isInteger(workingDays) || workingDays < 1 || workingDays > mostDays)
    say('workingDays', 'daysoutofrange');
  if ((basis?.trim().length ?? 0) > longestBasis) say('basis', 'basistoolong');
  return found;
}

function decisionProblems(all: readonly RouteDraftStep[], index: number): StepProblem[] {
  const { decision } = all[index]!;
  const say = (code: RouteProblemCode, found?: string): StepProblem[] => [
    { field: 'decision', code, ...(found === undefined ? {} : { params: { found } }) },
  ];
  if (decision !== 'agree' && decision !== 'approve') return say('decisionnotknown', decision);
  const isLast = lastStage(all).has(index);
  if (decision === 'approve' && !isLast) return say('approvesearly');
  if (decision === 'agree' && isLast) return say('approvesnever');
  return [];
}

/** Every step that approves may be passed over, and nobody would be left to approve. */
function mayEndUnapproved(all: readonly RouteDraftStep[]): boolean {
  const last = all.filter((_step, index) => lastStage(all).has(index));
  return last.length > 0 && last.every(({ scope }) => isOneOf(stepScopes, scope) && isConditional(scope));
}

/** Places of the steps that are open together at the end. */
function lastStage(all: readonly RouteDraftStep[]): ReadonlySet<number> {
  const seats = all.map(({ mode }, index) => ({
    stepNo: index + 1,
    mode: mode === 'parallel' ? ('parallel' as const) : ('sequential' as const),
    state: 'waiting' as const,
  }));
  return new Set(
    stagesOf(seats)
      .at(-1)
      ?.map(({ stepNo }) => stepNo - 1),
  );
}
