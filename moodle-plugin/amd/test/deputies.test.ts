import { expect } from 'chai';
import type { DeputyOrders } from '@qashyq/shared-types';
import { deputiesView, typedOrder } from '../src/view-models/deputies.js';
import { delegationsView } from '../src/view-models/delegations.js';
import { wordsOf } from './support.js';

const named = (text: string) => ({ kk: `${text} kk`, ru: `${text} ru`, en: `${text} en` });
const faculty = { id: 3, code: 'F1', name: named('Faculty') };
const order = {
  id: 1,
  from: { id: 7, name: named('Holder') },
  to: { id: 8, name: named('Deputy') },
  role: 'dean',
  orgUnit: faculty,
  case: null,
  validFromOn: '2026-10-12',
  validToOn: '2026-10-20',
  ground: '',
  order: { no: '77-қ', on: '2026-10-10' },
  state: 'running',
  createdAt: '2026-10-10T05:00:00.000Z',
  enteredBy: { id: 9, name: named('Keeper') },
} as const;
const orders = (values: Partial<DeputyOrders> = {}): DeputyOrders => ({
  items: [order],
  page: 1,
  pageSize: 20,
  total: 1,
  posts: [{ role: 'dean', orgUnit: faculty, holder: order.from }],
  maximumDays: 30,
  today: '2026-10-12',
  ...values,
});

describe('deputies by order in words', () => {
  for (const locale of ['kk', 'ru', 'en'] as const)
    it(`have every text in ${locale}`, () => {
      expect(JSON.stringify(deputiesView(orders(), 'Title', wordsOf(locale)))).to.not.match(/\[\[|\{\$a/);
    });

  it('tell who decides for whom by which order', () => {
    const [row] = deputiesView(orders(), null, wordsOf('en')).items;
    expect([row!.names, row!.ground]).to.deep.equal([
      'Deputy en (for Holder en)',
      'Ground: order No 77-қ of 10.10.2026',
    ]);
    expect(row!.canRevoke).to.equal(true);
  });

  it('show neither form nor button to who only looks', () => {
    const view = deputiesView(orders({ posts: [] }), null, wordsOf('en'));
    expect([view.form, view.items[0]!.canRevoke]).to.deep.equal([null, false]);
  });

  it('are no delegation the holder could revoke', () => {
    const all = { given: [order], received: [], posts: [], maximumDays: 30, today: '2026-10-12' };
    const { given } = delegationsView(all, null, wordsOf('en'));
    expect(given.items.map(({ canRevoke, ground }) => [canRevoke, ground])).to.deep.equal([
      [false, 'Ground: order No 77-қ of 10.10.2026'],
    ]);
  });

  it('read what was typed, and nothing while nobody is chosen', () => {
    const typed = new FormData();
    const values = {
      post: 'dean 3 7',
      orderNo: ' 77 ',
      orderOn: '2026-10-10',
      from: '2026-10-12',
      until: '2026-10-20',
    };
    for (const [name, value] of Object.entries(values)) typed.set(name, value);
    expect(typedOrder(typed, null)).to.equal(null);
    typed.set('personId', '8');
    expect(typedOrder(typed, 42)).to.deep.equal({
      holderId: 7,
      role: 'dean',
      orgUnitId: 3,
      toPersonId: 8,
      caseId: 42,
      validFromOn: '2026-10-12',
      validToOn: '2026-10-20',
      orderNo: '77',
      orderOn: '2026-10-10',
    });
  });
});
