import { expect } from 'chai';
import fc from 'fast-check';
import { roles as everyRole, type Role } from '@qashyq/shared-types';
import type { CurrentPerson } from '../../src/identity/current-person.js';
import { givableBy, stateOf, whyNotEnd, whyNotGive, type Held } from '../../src/roles/role-rules.js';

const today = '2026-10-12';
/** 1 university, 2 faculty, 3 its kafedra, 4 the department, 5 another department. */
const units = [
  { id: 1, type: 'university' },
  { id: 2, type: 'faculty' },
  { id: 3, type: 'kafedra' },
  { id: 4, type: 'department' },
  { id: 5, type: 'department' },
];
const person = (id: number, ...held: [Role, number][]): CurrentPerson => ({
  id,
  name: { kk: '', ru: '', en: '' },
  locale: 'kk',
  roles: held.map(([role, orgUnitId]) => ({ role, orgUnitId, covers: [orgUnitId, 1], coversBelow: [orgUnitId] })),
  actsFor: [],
});
const head = person(1, ['dldHead', 4]);
const personnel = person(2, ['hrHead', 5]);
const wish = (values: Partial<Held> = {}): Held => ({
  personId: 9,
  role: 'dldMethodist',
  orgUnitId: 4,
  validFromOn: today,
  validToOn: null,
  ...values,
});
const facts = { today, units, held: [] as Held[] };

describe('giving roles', () => {
  it('is for the head of the department and the head of personnel, and for nobody else', () => {
    for (const role of everyRole) {
      const keeper = person(1, [role, 4]);
      expect(givableBy(keeper, units).length > 0, role).to.equal(role === 'dldHead' || role === 'hrHead');
    }
    expect(givableBy(person(3), units)).to.deep.equal([]);
  });

  it('is not for who acts in the place of such a head', () => {
    const acting = { personId: 1, role: 'dldHead' as const, orgUnitId: 4, covers: [4, 1], caseId: null, ground: 'x' };
    expect(givableBy({ ...person(3), actsFor: [acting] }, units)).to.deep.equal([]);
  });

  it('the department gives its own roles in itself only, and those of its process anywhere', () => {
    expect(whyNotGive(head, wish(), facts)).to.equal(undefined);
    expect(whyNotGive(head, wish({ orgUnitId: 5 }), facts)).to.equal('roleNotInUnit');
    expect(whyNotGive(head, wish({ role: 'scheduler', orgUnitId: 2 }), facts)).to.equal(undefined);
  });

  it('the department gives no post of the university, its own head’s and the auditor’s among them', () => {
    for (const role of ['dean', 'chairHead', 'viceRectorAcademic', 'rector', 'dldHead', 'hrHead', 'auditor'] as const)
      for (const { id } of units)
        expect(whyNotGive(head, wish({ role, orgUnitId: id }), facts), role).to.equal('notAllowed');
  });

  it('personnel enters the posts, in units of their kind', () => {
    expect(whyNotGive(personnel, wish({ role: 'dean', orgUnitId: 2 }), facts)).to.equal(undefined);
    expect(whyNotGive(personnel, wish({ role: 'dean', orgUnitId: 3 }), facts)).to.equal('roleNotInUnit');
    expect(whyNotGive(personnel, wish(), facts)).to.equal('notAllowed');
    expect(whyNotGive(personnel, wish({ role: 'learner', orgUnitId: 2 }), facts)).to.equal('notAllowed');
  });

  it('is never to oneself, whatever the role and the unit', () => {
    const roles = fc.constantFrom(...everyRole);
    const unit = fc.constantFrom(...units.map(({ id }) => id));
    fc.assert(
      fc.property(fc.constantFrom(head, personnel), roles, unit, (keeper, role, orgUnitId) => {
        const own = whyNotGive(keeper, wish({ personId: keeper.id, role, orgUnitId }), facts);
        expect(own).to.not.equal(undefined);
        const held = wish({ personId: keeper.id, role, orgUnitId, validFromOn: '2026-01-01' });
        expect(whyNotEnd(keeper, held, today, facts)).to.not.equal(undefined);
      }),
    );
  });

  it('begins today or later and does not end before it begins', () => {
    expect(whyNotGive(head, wish({ validFromOn: '2026-10-11' }), facts)).to.equal('roleDatesWrong');
    expect(whyNotGive(head, wish({ validToOn: '2026-10-11' }), facts)).to.equal('roleDatesWrong');
    expect(whyNotGive(head, wish({ validToOn: today }), facts)).to.equal(undefined);
  });

  it('is refused for exactly those days on which the person holds it already', () => {
    const day = fc.integer({ min: 12, max: 28 }).map((number) => `2026-10-${number}`);
    const period = fc
      .tuple(day, fc.option(day))
      .filter(([from, to]) => to === null || to >= from)
      .map(([validFromOn, validToOn]) => ({ validFromOn, validToOn }));
    fc.assert(
      fc.property(period, period, (one, other) => {
        const days = ({ validFromOn, validToOn }: typeof one) =>
          Array.from({ length: 18 }, (_, index) => `2026-10-${12 + index}`).filter(
            (each) => each >= validFromOn && (validToOn === null || each <= validToOn),
          );
        const meet = days(one).some((each) => days(other).includes(each));
        const refusal = whyNotGive(head, wish(one), { ...facts, held: [wish(other)] });
        expect(refusal).to.equal(meet ? 'roleOverlaps' : undefined);
      }),
    );
  });

  it('is possible again where the same role was taken back before it began', () => {
    const withdrawn = wish({ validFromOn: '2026-11-01', validToOn: '2026-10-11' });
    expect(whyNotGive(head, wish(), { ...facts, held: [withdrawn] })).to.equal(undefined);
  });
});

describe('ending roles', () => {
  const held = wish({ validFromOn: '2026-09-01' });
  it('is possible at once, today and later', () => {
    for (const last of ['2026-10-11', today, '2026-12-31'])
      expect(whyNotEnd(head, held, last, facts), last).to.equal(undefined);
  });

  it('changes no day of the past and makes nothing longer', () => {
    expect(whyNotEnd(head, held, '2026-10-10', facts)).to.equal('roleDatesWrong');
    expect(whyNotEnd(head, { ...held, validToOn: '2026-10-20' }, '2026-10-20', facts)).to.equal('roleDatesWrong');
    expect(whyNotEnd(head, { ...held, validToOn: '2026-10-20' }, '2026-10-19', facts)).to.equal(undefined);
    expect(whyNotEnd(head, { ...held, validToOn: '2026-10-11' }, today, facts)).to.equal('roleHasEnded');
  });

  it('is for who may give it', () => {
    expect(whyNotEnd(personnel, held, today, facts)).to.equal('notAllowed');
    expect(whyNotEnd(head, wish({ role: 'dean', orgUnitId: 2 }), today, facts)).to.equal('notAllowed');
    expect(whyNotEnd(personnel, wish({ role: 'dldHead', orgUnitId: 4 }), today, facts)).to.equal(undefined);
  });

  it('shows as ended from the day after its last, also where it never began', () => {
    expect(stateOf({ validFromOn: '2026-09-01', validToOn: today }, today)).to.equal('current');
    expect(stateOf({ validFromOn: '2026-09-01', validToOn: '2026-10-11' }, today)).to.equal('ended');
    expect(stateOf({ validFromOn: '2026-11-01', validToOn: null }, today)).to.equal('upcoming');
    expect(stateOf({ validFromOn: '2026-11-01', validToOn: today }, today)).to.equal('ended');
  });
});
