import { expect } from 'chai';
import type { Overview, OverviewItem } from '@qashyq/shared-types';
import { choiceQuery, filters, overviewRow, readChoice, tiles, unitRows } from '../src/view-models/overview.js';
import { named, person, unit, wordsOf } from './support.js';

const words = wordsOf('en');
const now = Date.parse('2026-10-12T06:00:00Z');

const item = (given: Partial<OverviewItem> = {}): OverviewItem => ({
  id: 42,
  kind: 'lessonSchedule',
  title: named('Schedule'),
  state: 'inAgreement',
  orgUnit: unit,
  author: person(1, 'Author'),
  editionNo: 2,
  updatedAt: '2026-10-09T06:00:00.000Z',
  since: '2026-10-09T06:00:00.000Z',
  seat: {
    role: 'dean',
    orgUnit: unit,
    holders: [person(2, 'Dean')],
    due: { dueOn: '2026-10-09', workingDaysLeft: -1 },
  },
  ...given,
});
const overview: Overview = {
  items: [],
  page: 1,
  pageSize: 20,
  total: 0,
  tiles: { waiting: 3, overdue: 1, returned: 0, published: 2 },
  units: [{ orgUnit: unit, waiting: 3, overdue: 1 }],
  chart: null,
  roles: ['dean'],
};

describe('the overview in words', () => {
  it('has four tiles, each a link to its own rows, and alarms only where something is overdue', () => {
    const shown = tiles(overview, 'overdue', words);
    expect(shown.map(({ count, href, active, alarming }) => [count, href, active, alarming])).to.deep.equal([
      [3, '#/overview', false, false],
      [1, '#/overview?show=overdue', true, true],
      [0, '#/overview?show=returned', false, false],
      [2, '#/overview?show=published', false, false],
    ]);
    const calm = { ...overview, tiles: { ...overview.tiles, overdue: 0 } };
    expect(tiles(calm, 'waiting', words).some(({ alarming }) => alarming)).to.equal(false);
  });

  it('keeps what was chosen in the address, and takes nonsense for no choice', () => {
    const choice = readChoice({ show: 'overdue', unit: '7', role: 'dean' });
    expect(readChoice(choiceQuery(choice))).to.deep.equal(choice);
    expect(readChoice({ show: 'everything', unit: '-1' })).to.deep.equal({ show: 'waiting', unit: null, role: null });
    expect(choiceQuery({ show: 'waiting', unit: null, role: null })).to.deep.equal({});
  });

  it('says whose decision is awaited since when, and by when it was due', () => {
    const row = overviewRow(item(), 'overdue', words, now);
    expect(row.seat?.awaits).to.contain('Dean').and.contain('Faculty');
    expect([row.seat?.overdue, row.since]).to.deep.equal([true, 'Awaited since 09.10.2026 11:00 (3 days ago)']);
    const returned = overviewRow(item({ state: 'returned', seat: null }), 'returned', words, now);
    expect([returned.seat, returned.since]).to.deep.equal([null, 'Returned 09.10.2026 11:00 (3 days ago)']);
  });

  it('says so when nobody is appointed to decide', () => {
    const { seat } = item();
    const row = overviewRow(item({ seat: { ...seat!, holders: [] } }), 'waiting', words, now);
    expect(row.seat?.awaits).to.contain('nobody is appointed');
  });

  it('shows the numbers of the chart as a table that leads to the rows of each unit', () => {
    expect(unitRows(overview, words)).to.deep.equal([
      { name: 'Faculty', waiting: 3, overdue: 1, href: '#/overview?unit=1' },
    ]);
    const { units, roles } = filters(overview, { show: 'waiting', unit: 1, role: null }, words);
    expect([units[0]?.selected, roles[0]?.selected]).to.deep.equal([true, false]);
  });
});
