/** A route that is being edited, and its dry run in words. */
import type {
  DryRunAnswer,
  RouteDraftStep,
  RouteListItem,
  RoutePlan,
  RouteStep,
  RouteView,
} from '@qashyq/shared-types';
import { almatyDate, dateText, dateWithWeekday, instantText } from './moments.js';
import { placeHash } from './place.js';
import { coded, type Words } from './words.js';

export function routeRow(item: RouteListItem, words: Words) {
  return {
    href: placeHash('/routes/edit', { kind: item.kind }),
    title: words.t(`kind_${coded(item.kind)}`),
    who: item.roles.map((role) => words.t(`role_${coded(role)}`)).join(' → '),
    version: versionText(item, words),
    running: item.runningCases === 0 ? '' : words.count('route_running', item.runningCases),
  };
}

function versionText({ isDefault, version, changedAt, changedBy }: RouteListItem, words: Words): string {
  if (isDefault || changedAt === null || changedBy === null) return words.t('route_default');
  return words.t('route_version', { version, at: instantText(changedAt), name: words.name(changedBy.name) });
}

export function routeHead(view: RouteView, now: number, words: Words) {
  return {
    title: words.t('route_of', words.t(`kind_${coded(view.kind)}`)),
    version: versionText(view, words),
    running: view.runningCases === 0 ? '' : words.count('route_running', view.runningCases),
    canEdit: view.canEdit,
    canReset: view.canEdit && !view.isDefault,
    subjects: subjectGroups(view, words),
    hasSubjects: view.subjects.faculties.length + view.subjects.cases.length > 0,
    startsOn: almatyDate(now),
    history: view.history.map(({ version, by, at, note, isReset, changes }) => ({
      number: version,
      version: words.t('route_version', { version, at: instantText(at), name: words.name(by.name) }),
      note,
      isReset,
      changes,
      canTake: view.canEdit && version !== view.version,
    })),
    hasHistory: view.history.length > 0,
  };
}

function subjectGroups({ subjects }: RouteView, words: Words) {
  const cases = subjects.cases.map(({ id, title }) => ({ value: `case ${id}`, label: words.name(title) }));
  const faculties = subjects.faculties.map(({ id, name }) => ({ value: `faculty ${id}`, label: words.name(name) }));
  return [
    { label: words.t('dryrun_cases'), choices: cases },
    { label: words.t('dryrun_faculties'), choices: faculties },
  ].filter(({ choices }) => choices.length > 0);
}

export type Subject = { caseId: number } | { facultyId: number } | null;

/** What a choice of the dry run stands for: `case 7` or `faculty 3`. */
export function subjectOf(value: string | undefined): Subject {
  const [what, id] = (value ?? '').split(' ');
  if (what === 'case') return { caseId: Number(id) };
  return what === 'faculty' ? { facultyId: Number(id) } : null;
}

type Choices = RouteView['choices'];

/** A new step stands before the last one, which approves. */
export function withNewStep(steps: readonly RouteDraftStep[], choices: Choices): RouteDraftStep[] {
  const taken = new Set(steps.map(({ key }) => key));
  let number = steps.length + 1;
  while (taken.has(`step-${number}`)) number += 1;
  const [choice] = choices;
  const step: RouteDraftStep = {
    key: `step-${number}`,
    role: choice?.role ?? '',
    scope: choice?.scopes[0] ?? '',
    mode: 'sequential',
    needs: 'all',
    workingDays: 2,
    decision: steps.length === 0 ? 'approve' : 'agree',
    basis: null,
  };
  const place = Math.max(0, steps.length - 1);
  return [...steps.slice(0, place), step, ...steps.slice(place)];
}

export function withoutStep(steps: readonly RouteDraftStep[], index: number): RouteDraftStep[] {
  return steps.filter((_, place) => place !== index);
}

/** The step moved one place up (-1) or down (1); at the end it stays. */
export function withMovedStep(steps: readonly RouteDraftStep[], index: number, by: -1 | 1): RouteDraftStep[] {
  const step = steps[index];
  const other = steps[index + by];
  if (step === undefined || other === undefined) return [...steps];
  return steps.map((one, place) => (place === index ? other : place === index + by ? step : one));
}

/** A field as typed. A role that is not found where the last one was takes its own place. */
export function withField(
  steps: readonly RouteDraftStep[],
  index: number,
  field: string,
  typed: string,
  choices: Choices,
): RouteDraftStep[] {
  return steps.map((step, place) => {
    if (place !== index) return step;
    if (field === 'workingDays') return { ...step, workingDays: typed.trim() === '' ? null : Number(typed) };
    if (field === 'basis') return { ...step, basis: typed.trim() === '' ? null : typed };
    const changed = { ...step, [field]: typed };
    const scopes = choices.find(({ role }) => role === changed.role)?.scopes ?? [];
    if (field === 'role' && !scopes.some((scope) => scope === changed.scope))
      changed.scope = scopes[0] ?? changed.scope;
    return changed;
  });
}

export function isSameRoute(one: readonly RouteDraftStep[], other: readonly RouteDraftStep[]): boolean {
  const told = (steps: readonly RouteDraftStep[]) =>
    JSON.stringify(
      steps.map(({ key, role, scope, mode, needs, workingDays, decision, basis }) => [
        key,
        role,
        scope,
        mode,
        needs,
        workingDays,
        decision,
        basis,
      ]),
    );
  return told(one) === told(other);
}

export function roleText(role: string, words: Words): string {
  return words.t(`role_${coded(role as RouteStep['role'])}`);
}

interface Choice {
  value: string;
  label: string;
  selected: boolean;
}

/** The steps as forms. What a file or an older version chose and is no longer offered stays in its list, so that it is seen. */
export function stepForms(steps: readonly RouteDraftStep[], { choices, canEdit }: RouteView, words: Words) {
  const choose = <C extends string>(chosen: string, offered: readonly C[], label: (code: C) => string): Choice[] =>
    [...new Set([...offered, chosen as C])].map((value) => ({
      value,
      label: label(value),
      selected: value === chosen,
    }));
  return {
    disabled: !canEdit,
    steps: steps.map((step, index) => {
      const scopes = choices.find(({ role }) => role === step.role)?.scopes ?? [];
      const field = (name: keyof RouteDraftStep, more: object) => ({
        name,
        label: words.t(`route_field_${coded(name as Exclude<keyof RouteDraftStep, 'key'>)}`),
        id: `lq-step-${index}-${name.toLowerCase()}`,
        ...more,
      });
      const select = (name: keyof RouteDraftStep, offered: Choice[]) =>
        field(name, { isChoice: true, choices: offered });
      return {
        index,
        title: words.t('route_step', { no: index + 1, role: roleText(step.role, words) }),
        first: index === 0,
        last: index === steps.length - 1,
        fields: [
          select(
            'role',
            choose(
              step.role,
              choices.map(({ role }) => role),
              (role) => roleText(role, words),
            ),
          ),
          select(
            'scope',
            choose(step.scope, scopes, (scope) => words.t(`stepscope_${coded(scope)}`)),
          ),
          select(
            'mode',
            choose(step.mode, ['sequential', 'parallel'] as const, (mode) => words.t(`stepmode_${mode}`)),
          ),
          select(
            'needs',
            choose(step.needs, ['all', 'any'] as const, (needs) => words.t(`stepneeds_${needs}`)),
          ),
          select(
            'decision',
            choose(step.decision, ['agree', 'approve'] as const, (said) => words.t(`action_${said}`)),
          ),
          field('workingDays', { isDays: true, value: step.workingDays ?? '' }),
          field('basis', { isBasis: true, value: step.basis ?? '' }),
        ],
      };
    }),
  };
}

/** What saving means, for what is new and for what is under way. */
export function saveSentence(view: RouteView, words: Words): string {
  const running = view.runningCases === 0 ? '' : ` ${words.count('route_save_running', view.runningCases)}`;
  return words.t('route_save_means') + running;
}

/** The dry run; `text` stands there instead while there is nothing to plan. */
export function planView({ problems, plan }: DryRunAnswer, words: Words) {
  if (plan === null)
    return { text: words.t(problems.length > 0 ? 'dryrun_corrects' : 'dryrun_no_subject'), steps: [], ends: '' };
  return {
    text: null,
    ends: words.t('dryrun_ends', dateWithWeekday(plan.endsOn, words)),
    steps: plan.steps.map((step) => ({
      title: words.t('route_step', { no: step.stepNo, role: roleText(step.role, words) }),
      note: words.t(step.needs === 'any' ? `step_${step.decision}_any` : `step_${step.decision}_${step.mode}`),
      basis: step.basis,
      nobodyConcerned: step.seats.length === 0,
      seats: step.seats.map((seat) => ({
        unit: words.name(seat.orgUnit.name),
        holders: seat.holders.map((holder) => words.name(holder.name)).join(', '),
        vacant: seat.holders.length === 0 && seat.agreedInEdition === null,
        blocks: seat.blocks,
        when: seatDates(seat, words),
      })),
    })),
  };
}

function seatDates(
  { opensOn, dueOn, agreedInEdition }: RoutePlan['steps'][number]['seats'][number],
  words: Words,
): string {
  if (agreedInEdition !== null) return words.t('visa_stands', agreedInEdition);
  if (opensOn === null || dueOn === null) return '';
  return words.t('dryrun_from_to', { from: dateText(opensOn), to: dateWithWeekday(dueOn, words) });
}
