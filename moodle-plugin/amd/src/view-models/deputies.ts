/** Orders that name a deputy, in words, and the choices of a new one. */
import type { DeputyOrder, DeputyOrders, EnterDeputyOrderInput, Role } from '@qashyq/shared-types';
import { groundText, postText } from './delegations.js';
import { pagerOf } from './lists.js';
import { dateText, instantText } from './moments.js';
import { placeHash } from './place.js';
import { coded, type Words } from './words.js';

function orderRow(order: DeputyOrder, mayRevoke: boolean, words: Words) {
  const { validFromOn, validToOn, state } = order;
  return {
    id: order.id,
    names: words.t('deputies_names', { deputy: words.name(order.to.name), holder: words.name(order.from.name) }),
    post: postText(order, words),
    scope: order.case === null ? words.t('delegation_all_cases') : words.name(order.case.title),
    href: order.case === null ? null : placeHash(`/cases/${order.case.id}`),
    period: words.t('delegation_period', { from: dateText(validFromOn), until: dateText(validToOn) }),
    ground: words.t('delegation_ground_of', groundText(order, words)),
    state: { code: `delegation-${state}`, label: words.t(`delegationstate_${state}`) },
    entered: words.t('deputies_entered', {
      name: words.name(order.enteredBy.name),
      at: instantText(order.createdAt),
    }),
    canRevoke: mayRevoke && (state === 'upcoming' || state === 'running'),
  };
}

/** `forCase`: title of the one document it is to be for. */
export function deputiesView(orders: DeputyOrders, forCase: string | null, words: Words) {
  const roles = [...new Set(orders.posts.map(({ role }) => role))];
  const keeps = orders.posts.length > 0;
  return {
    form: keeps
      ? {
          posts: roles.map((role) => ({
            label: words.t(`role_${coded(role)}`),
            choices: orders.posts
              .filter((post) => post.role === role)
              .map((post) => ({
                value: [role, post.orgUnit.id, post.holder.id].join(' '),
                name: words.t('deputies_choice', {
                  name: words.name(post.holder.name),
                  unit: words.name(post.orgUnit.name),
                }),
              })),
          })),
          picker: { id: 'lq-deputy', label: words.t('deputies_deputy'), chosen: null },
          forCase: forCase === null ? null : words.t('delegation_new_for_case', forCase),
          earliest: orders.today,
          limit: forCase === null ? words.t('delegation_limit', orders.maximumDays) : null,
        }
      : null,
    items: orders.items.map((order) => orderRow(order, keeps, words)),
    isEmpty: orders.items.length === 0,
    pager: pagerOf(orders, '/deputies', {}, words),
  };
}

/** What was typed, as the companion takes it; null while nobody is chosen. */
export function typedOrder(typed: FormData, caseId: number | null): EnterDeputyOrderInput | null {
  const text = (name: string) => {
    const value = typed.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const [role = '', orgUnitId, holderId] = text('post').split(' ');
  if (text('personId') === '') return null;
  return {
    holderId: Number(holderId),
    role: role as Role,
    orgUnitId: Number(orgUnitId),
    toPersonId: Number(text('personId')),
    caseId,
    validFromOn: text('from'),
    validToOn: text('until'),
    orderNo: text('orderNo'),
    orderOn: text('orderOn'),
  };
}
