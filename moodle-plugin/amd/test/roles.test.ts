import { expect } from 'chai';
import type { RoleChange, Roles } from '@qashyq/shared-types';
import {
  asked,
  choiceQuery,
  endView,
  roleChangesView,
  roleChoice,
  rolesView,
  typedRole,
  unitsFor,
} from '../src/view-models/roles.js';
import { wordsOf } from './support.js';

const named = (text: string) => ({ kk: `${text} kk`, ru: `${text} ru`, en: `${text} en` });
const unit = (id: number, name: string) => ({ id, code: name, name: named(name) });
const held = {
  id: 4,
  person: { id: 9, name: named('A. Author') },
  role: 'dean',
  orgUnit: unit(2, 'Faculty'),
  validFromOn: '2026-09-01',
  validToOn: null,
  state: 'current',
  mayEnd: true,
} as const;
const roles = (values: Partial<Roles> = {}): Roles => ({
  items: [held],
  page: 1,
  pageSize: 20,
  total: 1,
  vacancies: [{ role: 'chairHead', orgUnit: unit(3, 'Kafedra'), kinds: ['lessonSchedule'] }],
  units: [unit(1, 'University'), unit(2, 'Faculty'), unit(3, 'Kafedra')],
  givable: [{ role: 'chairHead', orgUnitIds: [3] }],
  today: '2026-10-12',
  ...values,
});
const words = wordsOf('en');

describe('roles in words', () => {
  for (const locale of ['kk', 'ru', 'en'] as const)
    it(`has every text in ${locale}`, () => {
      expect(JSON.stringify(rolesView(roles(), roleChoice({}), wordsOf(locale)))).to.not.match(/\[\[|\{\$a/);
    });

  it('offers to fill a vacancy only to who may give that role in that unit', () => {
    const canGive = (givable: Roles['givable']) =>
      rolesView(roles({ givable }), roleChoice({}), words).vacancies.map((vacancy) => vacancy.canGive);
    expect(canGive([{ role: 'chairHead', orgUnitIds: [3] }])).to.deep.equal([true]);
    expect(canGive([{ role: 'chairHead', orgUnitIds: [5] }])).to.deep.equal([false]);
    expect(canGive([])).to.deep.equal([false]);
  });

  it('shows no form to who only looks', () => {
    expect(rolesView(roles({ givable: [] }), roleChoice({}), words).form).to.equal(null);
  });

  it('offers the units in which the chosen role may be held, and none before', () => {
    expect(unitsFor(roles(), 'chairHead', words)).to.deep.equal([{ value: 3, label: 'Kafedra en' }]);
    expect(unitsFor(roles(), 'dean', words)).to.deep.equal([]);
  });

  it('tells a role that was taken back before it began as such', () => {
    const [row] = rolesView(
      roles({ items: [{ ...held, validFromOn: '2026-11-01', validToOn: '2026-10-11', state: 'ended' }] }),
      roleChoice({}),
      words,
    ).items;
    expect(row!.period).to.equal('taken back before it began on 01.11.2026');
  });

  it('keeps the filter in the address and asks for what stands there', () => {
    const query = { search: 'ким', role: 'dean', unit: '2', all: '1', page: '2' };
    expect(choiceQuery(roleChoice(query))).to.deep.equal({ search: 'ким', role: 'dean', unit: '2', all: '1' });
    expect(asked(roleChoice(query), query)).to.deep.equal({
      page: 2,
      search: 'ким',
      show: 'all',
      role: 'dean',
      orgUnitId: 2,
    });
    expect(choiceQuery(roleChoice({ unit: 'x', role: '<b>' }))).to.deep.equal({});
  });

  it('reads what was typed, and nothing while nobody is chosen', () => {
    const typed = new FormData();
    for (const [name, value] of Object.entries({ role: 'chairHead', unit: '3', from: '2026-10-12', until: '' }))
      typed.set(name, value);
    expect(typedRole(typed)).to.equal(null);
    typed.set('personId', '9');
    expect(typedRole(typed)).to.deep.equal({
      personId: 9,
      role: 'chairHead',
      orgUnitId: 3,
      validFromOn: '2026-10-12',
      validToOn: null,
    });
  });

  it('proposes today as the last day, and yesterday as the earliest', () => {
    expect(endView(held, '2026-10-01', words)).to.include({ last: '2026-10-01', earliest: '2026-09-30' });
  });

  it('tells of a change who made it when, and what it changed', () => {
    const change: RoleChange = {
      id: 1,
      changedAt: '2026-10-12T05:00:00.000Z',
      by: { id: 1, name: named('B. Keeper') },
      action: 'ended',
      person: held.person,
      role: 'dean',
      orgUnit: held.orgUnit,
      validFromOn: '2026-09-01',
      before: null,
      after: '2026-10-20',
    };
    const { items } = roleChangesView({ items: [change], page: 1, pageSize: 20, total: 1 }, words);
    expect(items[0]).to.deep.equal({
      what: 'Ended: A. Author en, Dean of the faculty, Faculty en',
      means: 'last day: before – None, now – 20.10.2026',
      by: 'B. Keeper en, 12.10.2026 10:00',
    });
  });
});
