/** Delegations in words: those given and got, and the choices of a new one. */
import type { Delegations, DelegationView, GiveDelegationInput, Named, Role } from '@qashyq/shared-types';
import { dateText } from './moments.js';
import { placeHash } from './place.js';
import { coded, type Words } from './words.js';

function delegationRow(delegation: DelegationView, side: 'given' | 'received', words: Words) {
  const { validFromOn, validToOn, state } = delegation;
  return {
    id: delegation.id,
    names: words.name(side === 'given' ? delegation.to.name : delegation.from.name),
    post: postText(delegation, words),
    scope: delegation.case === null ? words.t('delegation_all_cases') : words.name(delegation.case.title),
    href: delegation.case === null ? null : placeHash(`/cases/${delegation.case.id}`),
    period: words.t('delegation_period', { from: dateText(validFromOn), until: dateText(validToOn) }),
    ground: words.t('delegation_ground_of', groundText(delegation, words)),
    state: { code: `delegation-${state}`, label: words.t(`delegationstate_${state}`) },
    // An order is revoked by those who keep orders.
    canRevoke: side === 'given' && delegation.order === undefined && (state === 'upcoming' || state === 'running'),
  };
}

/** By what right somebody decides in another's place: an order, or what the holder wrote. */
export function groundText({ ground, order }: Pick<DelegationView, 'ground' | 'order'>, words: Words): string {
  return order === undefined ? ground : words.t('ground_order', { no: order.no, date: dateText(order.on) });
}

export function postText({ role, orgUnit }: { role: Role; orgUnit: { name: Named } }, words: Words): string {
  return words.t('delegation_post', { role: words.t(`role_${coded(role)}`), unit: words.name(orgUnit.name) });
}

const listOf = (delegations: readonly DelegationView[], side: 'given' | 'received', words: Words) => ({
  items: delegations.map((delegation) => delegationRow(delegation, side, words)),
  isEmpty: delegations.length === 0,
});

/** `forCase`: title of the one document it is to be given for. */
export function delegationsView(all: Delegations, forCase: string | null, words: Words) {
  return {
    posts: all.posts.map((post) => ({
      label: postText(post, words),
      choices: post.candidates.map((candidate) => ({
        value: [post.role, post.orgUnit.id, candidate.id].join(' '),
        name: words.name(candidate.name),
      })),
    })),
    hasPosts: all.posts.length > 0,
    forCase: forCase === null ? null : words.t('delegation_new_for_case', forCase),
    earliest: all.today,
    limit: forCase === null ? words.t('delegation_limit', all.maximumDays) : null,
    given: listOf(all.given, 'given', words),
    received: listOf(all.received, 'received', words),
  };
}

/** What was typed, as the companion takes it. */
export function typedDelegation(typed: FormData, caseId: number | null): GiveDelegationInput {
  const text = (name: string) => {
    const value = typed.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const [role = '', orgUnitId, toPersonId] = text('to').split(' ');
  return {
    role: role as Role,
    orgUnitId: Number(orgUnitId),
    toPersonId: Number(toPersonId),
    caseId,
    validFromOn: text('from'),
    validToOn: text('until'),
    ground: text('ground'),
  };
}
