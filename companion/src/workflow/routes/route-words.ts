/** Problems and changes of routes in the reader's language. */
import type { Locale, RouteProblemView, RouteStep } from '@qashyq/shared-types';
import type { Catalogue } from '../../i18n/catalogue.js';
import type { ComparedField, StepChange } from './route-changes.js';
import type { RouteProblem } from './route-rules.js';

export interface RouteWords {
  problem(problem: RouteProblem): RouteProblemView;
  /** The problem with its step and field, for a list that stands beside no form. */
  placedProblem(problem: RouteProblem): string;
  /** A place in a route file, e.g. `steps.2.role`, that has no or a wrong value. */
  wrongForm(place: string): string;
  change(change: StepChange): string;
}

export function routeWords(catalogue: Catalogue, locale: Locale): RouteWords {
  const t = (key: string, params?: Record<string, string | number> | string | number) =>
    catalogue.text(locale, key, params);
  const role = (code: string) => t(`role_${code.toLowerCase()}`);
  const fieldName = (field: string) => t(`routefield_${field.toLowerCase()}`);

  function message({ code, params }: RouteProblem): string {
    return t(`routeproblem_${code}`, {
      found: params?.found ?? '',
      role: params?.role === undefined ? '' : role(params.role),
    });
  }

  function value(field: ComparedField, step: RouteStep): string {
    switch (field) {
      case 'role':
        return role(step.role);
      case 'scope':
        return t(`stepscope_${step.scope.toLowerCase()}`);
      case 'mode':
        return t(`stepmode_${step.mode}`);
      case 'needs':
        return t(`stepneeds_${step.needs}`);
      case 'decision':
        return t(`action_${step.decision}`);
      case 'workingDays':
        return String(step.workingDays);
      case 'basis':
        return step.basis ?? '—';
    }
  }

  return {
    problem: (problem) => ({ stepNo: problem.stepNo, field: problem.field, message: message(problem) }),
    placedProblem: (problem) =>
      problem.stepNo === null
        ? message(problem)
        : t('routeproblem_placed', {
            step: problem.stepNo,
            field: fieldName(problem.field),
            message: message(problem),
          }),
    wrongForm: (place) => t('routefile_wrongform', place),
    change(change) {
      switch (change.kind) {
        case 'added':
        case 'removed':
          return t(`routechange_${change.kind}`, role(change.role));
        case 'reordered':
          return t('routechange_reordered');
        case 'changed':
          return t('routechange_changed', {
            role: role(change.role),
            field: fieldName(change.field),
            before: value(change.field, change.before),
            after: value(change.field, change.after),
          });
      }
    },
  };
}
