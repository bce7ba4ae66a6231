/** What one version of a route changed against the one before. Pure. */
import type { Role, RouteStep } from '@qashyq/shared-types';

/** What people see change; the key of a step is ours alone. */
export const comparedFields = [
  'role',
  'scope',
  'mode',
  'needs',
  'workingDays',
  'decision',
  'basis',
] as const satisfies readonly (keyof RouteStep)[];
export type ComparedField = (typeof comparedFields)[number];

export type StepChange =
  | { kind: 'added' | 'removed'; role: Role }
  | { kind: 'changed'; role: Role; field: ComparedField; before: RouteStep; after: RouteStep }
  /** The steps that both versions have stand in another order. */
  | { kind: 'reordered' };

export function changesBetween(before: readonly RouteStep[], after: readonly RouteStep[]): StepChange[] {
  const earlier = new Map(before.map((step) => [step.key, step]));
  const later = new Map(after.map((step) => [step.key, step]));
  const kept = (steps: readonly RouteStep[]) =>
    steps.map(({ key }) => key).filter((key) => earlier.has(key) && later.has(key));
  return [
    ...before.filter(({ key }) => !later.has(key)).map(({ role }) => ({ kind: 'removed' as const, role })),
    ...after.flatMap((step): StepChange[] => {
      const was = earlier.get(step.key);
      if (was === undefined) return [{ kind: 'added', role: step.role }];
      return comparedFields
        .filter((field) => was[field] !== step[field])
        .map((field) => ({ kind: 'changed', role: was.role, field, before: was, after: step }));
    }),
    ...(kept(before).join(' ') === kept(after).join(' ') ? [] : [{ kind: 'reordered' as const }]),
  ];
}
