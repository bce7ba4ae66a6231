/** Roles in words: who holds what, what nobody holds, what may be given, and what changed. */
import type { GiveRoleInput, HeldRoleView, Page, QueryInputOf, Role, RoleChange, Roles } from '@qashyq/shared-types';
import { pageNumber, pagerOf } from './lists.js';
import { addDays, dateText, instantText } from './moments.js';
import { coded, type Words } from './words.js';

/** Everything but learners, who are not kept here. */
const roleCodes = [
  'rector',
  'viceRectorAcademic',
  'iceDirector',
  'directorateHead',
  'dldHead',
  'dldMethodist',
  'dldTestOfficer',
  'dldTechnician',
  'hrHead',
  'legalHead',
  'docHead',
  'dean',
  'chairHead',
  'teacher',
  'expert',
  'registrar',
  'scheduler',
  'proctor',
  'itHead',
  'auditor',
] as const satisfies readonly Role[];

export interface RoleChoice {
  search: string;
  /** Empty: any. */
  role: Role | '';
  unit: number | null;
  all: boolean;
}

export function roleChoice(query: Record<string, string>): RoleChoice {
  return {
    search: query['search'] ?? '',
    role: roleCodes.find((role) => role === query['role']) ?? '',
    unit: /^\d+$/.test(query['unit'] ?? '') ? Number(query['unit']) : null,
    all: query['all'] === '1',
  };
}

/** The same as the query of an address. */
export function choiceQuery({ search, role, unit, all }: RoleChoice): Record<string, string> {
  return {
    ...(search === '' ? {} : { search }),
    ...(role === '' ? {} : { role }),
    ...(unit === null ? {} : { unit: String(unit) }),
    ...(all ? { all: '1' } : {}),
  };
}

export function asked(choice: RoleChoice, query: Record<string, string>): QueryInputOf<'roles'> {
  return {
    page: pageNumber(query),
    search: choice.search,
    show: choice.all ? 'all' : 'current',
    ...(choice.role === '' ? {} : { role: choice.role }),
    ...(choice.unit === null ? {} : { orgUnitId: choice.unit }),
  };
}

const roleText = (role: Role, words: Words): string => words.t(`role_${coded(role)}`);
const postText = ({ role, orgUnit }: Pick<HeldRoleView, 'role' | 'orgUnit'>, words: Words): string =>
  words.t('delegation_post', { role: roleText(role, words), unit: words.name(orgUnit.name) });

function periodText(from: string, until: string | null, words: Words): string {
  if (until === null) return words.t('mydata_open_period', dateText(from));
  if (until < from) return words.t('roles_never_began', dateText(from));
  return words.t('delegation_period', { from: dateText(from), until: dateText(until) });
}

const badges = { upcoming: 'delegation-upcoming', current: 'delegation-running', ended: 'delegation-ended' } as const;

export function rolesView(roles: Roles, choice: RoleChoice, words: Words) {
  const byName = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label);
  return {
    hasVacancies: roles.vacancies.length > 0,
    vacancies: roles.vacancies.map((vacancy) => ({
      post: postText(vacancy, words),
      kinds: vacancy.kinds.map((kind) => words.t(`kind_${coded(kind)}`)).join(', '),
      role: vacancy.role,
      unit: vacancy.orgUnit.id,
      canGive: roles.givable.some(
        ({ role, orgUnitIds }) => role === vacancy.role && orgUnitIds.includes(vacancy.orgUnit.id),
      ),
    })),
    form:
      roles.givable.length === 0
        ? null
        : {
            givable: roles.givable.map(({ role }) => ({ value: role, label: roleText(role, words) })).sort(byName),
            picker: { id: 'lq-role-person', label: words.t('readjournal_person'), chosen: null },
            earliest: roles.today,
          },
    search: choice.search,
    roles: roleCodes
      .map((role) => ({ value: role, label: roleText(role, words), selected: role === choice.role }))
      .sort(byName),
    units: roles.units.map((unit) => ({
      value: unit.id,
      label: words.name(unit.name),
      selected: unit.id === choice.unit,
    })),
    all: choice.all,
    count: words.count('roles_found', roles.total),
    items: roles.items.map((held) => ({
      id: held.id,
      name: words.name(held.person.name),
      post: postText(held, words),
      period: periodText(held.validFromOn, held.validToOn, words),
      state: { code: badges[held.state], label: words.t(`rolestate_${held.state}`) },
      mayEnd: held.mayEnd,
    })),
    isEmpty: roles.items.length === 0,
    pager: pagerOf(roles, '/roles', choiceQuery(choice), words),
  };
}

/** Units in which a role may be given. */
export function unitsFor(roles: Roles, role: string, words: Words): { value: number; label: string }[] {
  const fitting = roles.givable.find((one) => one.role === role)?.orgUnitIds ?? [];
  return roles.units
    .filter(({ id }) => fitting.includes(id))
    .map(({ id, name }) => ({ value: id, label: words.name(name) }));
}

/** What was typed, as the companion takes it; null while nobody is chosen. */
export function typedRole(typed: FormData): GiveRoleInput | null {
  const text = (name: string) => {
    const value = typed.get(name);
    return typeof value === 'string' ? value : '';
  };
  if (text('personId') === '') return null;
  return {
    personId: Number(text('personId')),
    role: text('role') as Role,
    orgUnitId: Number(text('unit')),
    validFromOn: text('from'),
    validToOn: text('until') === '' ? null : text('until'),
  };
}

/** The day before is the one with which a role ends at once. */
export const dayBefore = (today: string): string => addDays(today, -1);

export function endView(held: HeldRoleView, today: string, words: Words) {
  return {
    id: held.id,
    what: `${words.name(held.person.name)}: ${postText(held, words)}`,
    last: today,
    earliest: dayBefore(today),
  };
}

export function roleChangesView(page: Page<RoleChange>, words: Words) {
  const last = (day: string | null) => (day === null ? words.t('mydata_none') : dateText(day));
  return {
    items: page.items.map((change) => ({
      what: words.t(`roles_change_${change.action}`, {
        name: words.name(change.person.name),
        post: postText(change, words),
      }),
      means:
        change.action === 'given'
          ? periodText(change.validFromOn, change.after, words)
          : words.t('roles_change_until', { before: last(change.before), after: last(change.after) }),
      by: words.t('roles_change_by', { name: words.name(change.by.name), at: instantText(change.changedAt) }),
    })),
    isEmpty: page.items.length === 0,
    pager: pagerOf(page, '/roles/changes', {}, words),
  };
}
