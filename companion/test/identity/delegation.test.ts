import { expect } from 'chai';
import fc from 'fast-check';
import { roles, type Role } from '@qashyq/shared-types';
import { addDays } from '../../src/calendar/plain-dates.js';
import type { CurrentPerson } from '../../src/identity/current-person.js';
import {
  delegablePosts,
  maximumDays,
  whyNotDelegate,
  type DelegationFacts,
  type DelegationWish,
} from '../../src/identity/delegation.js';

const today = '2026-10-08';
const person = (id: number, ...held: [Role, number][]): CurrentPerson => ({
  id,
  name: { kk: '', ru: '', en: '' },
  locale: 'kk',
  roles: held.map(([role, orgUnitId]) => ({ role, orgUnitId, covers: [orgUnitId, 1], coversBelow: [orgUnitId] })),
  actsFor: [],
});
const dean = person(1, ['dean', 10]);
const wish = (more: Partial<DelegationWish> = {}): DelegationWish => ({
  toPersonId: 2,
  role: 'dean',
  orgUnitId: 10,
  caseId: null,
  validFromOn: today,
  validToOn: addDays(today, 6),
  ...more,
});
const facts = (more: Partial<DelegationFacts> = {}): DelegationFacts => ({
  today,
  colleagues: new Set([1, 2, 3]),
  preparedBy: [],
  given: [],
  ...more,
});

describe('a delegation', () => {
  it('goes from the holder of a post to a colleague of the unit', () => {
    expect(whyNotDelegate(dean, wish(), facts())).to.equal(undefined);
    expect(whyNotDelegate(dean, wish({ toPersonId: 9 }), facts())).to.equal('delegateNotColleague');
    expect(whyNotDelegate(dean, wish({ toPersonId: dean.id }), facts())).to.equal('delegateNotColleague');
  });

  it('is of a post the giver holds in that very unit', () => {
    expect(whyNotDelegate(dean, wish({ orgUnitId: 20 }), facts())).to.equal('notAllowed');
    expect(whyNotDelegate(dean, wish({ role: 'chairHead' }), facts())).to.equal('notAllowed');
  });

  it('is possible for heads of kafedras, deans and the head of the department, and for nobody else', () => {
    for (const role of roles) {
      const refusal = whyNotDelegate(person(1, [role, 10]), wish({ role }), facts());
      expect(refusal, role).to.equal(['chairHead', 'dean', 'dldHead'].includes(role) ? undefined : 'postNotDelegable');
    }
  });

  it('is never handed on: what a person holds for somebody else is not theirs to give', () => {
    const delegate: CurrentPerson = {
      ...person(2, ['teacher', 10]),
      actsFor: [{ personId: 1, role: 'dean', orgUnitId: 10, covers: [10, 1], caseId: null, ground: 'order 12' }],
    };
    expect(delegablePosts(delegate)).to.deep.equal([]);
    expect(whyNotDelegate(delegate, wish({ toPersonId: 3 }), facts())).to.equal('notAllowed');
  });

  it('lasts thirty days at most, both counted; for one document it may last longer', () => {
    const until = (days: number, caseId: number | null = null) =>
      whyNotDelegate(dean, wish({ validToOn: addDays(today, days - 1), caseId }), facts());
    expect(until(maximumDays)).to.equal(undefined);
    expect(until(maximumDays + 1)).to.equal('delegationTooLong');
    expect(until(maximumDays + 1, 42)).to.equal(undefined);
  });

  it('begins today or later and does not end before it begins', () => {
    expect(whyNotDelegate(dean, wish({ validFromOn: addDays(today, -1) }), facts())).to.equal('delegationDatesWrong');
    expect(
      whyNotDelegate(dean, wish({ validFromOn: addDays(today, 3), validToOn: addDays(today, 2) }), facts()),
    ).to.equal('delegationDatesWrong');
  });

  it('of one document never goes to who prepared it', () => {
    expect(whyNotDelegate(dean, wish({ caseId: 42 }), facts({ preparedBy: [2] }))).to.equal('delegateIsAuthor');
  });

  it('refuses a period exactly where it shares a day with an earlier one of the same post and scope', () => {
    const day = fc.integer({ min: 0, max: 20 });
    const period = fc.tuple(day, fc.nat(9)).map(([start, length]) => ({
      validFromOn: addDays(today, start),
      validToOn: addDays(today, start + length),
    }));
    const daysOf = ({ validFromOn, validToOn }: { validFromOn: string; validToOn: string }) =>
      Array.from({ length: 40 }, (_, index) => addDays(today, index)).filter(
        (date) => validFromOn <= date && date <= validToOn,
      );
    fc.assert(
      fc.property(period, period, fc.boolean(), (first, second, sameScope) => {
        const given = [wish({ ...first, caseId: sameScope ? null : 42, toPersonId: 3 })];
        const shared = daysOf(first).some((date) => daysOf(second).includes(date));
        expect(whyNotDelegate(dean, wish(second), facts({ given }))).to.equal(
          sameScope && shared ? 'delegationOverlaps' : undefined,
        );
      }),
    );
  });
});
