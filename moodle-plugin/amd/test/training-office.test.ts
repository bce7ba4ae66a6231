import type { OfficeItem, OfficeList } from '@qashyq/shared-types';
import { expect } from 'chai';
import { datesText, filterOf, officeListView, yearView } from '../src/training/view-models/office-list.js';
import { named, wordsOf } from './support.js';

const [ru, en] = [wordsOf('ru'), wordsOf('en')];

describe('the list of the training office', () => {
  const item: OfficeItem = {
    id: 7,
    title: named('Designing'),
    state: 'announced',
    category: 'learningPlatform',
    form: 'blended',
    language: 'kk',
    hours: 72,
    startsOn: '2026-10-05',
    endsOn: '2026-10-30',
    seats: 20,
    taken: 5,
    waiting: 2,
    applied: 1,
    applyUntil: '2026-09-30T18:59:00.000Z',
  };
  const list: OfficeList = {
    items: [item],
    page: 1,
    pageSize: 20,
    total: 1,
    counts: { draft: 3, announced: 2, completed: 10, cancelled: 1 },
  };
  const row = (given: Partial<OfficeItem>) =>
    officeListView({ ...list, items: [{ ...item, ...given }] }, {}, en).items[0];

  it('reads its filter from the address, and leaves out what is no state, no category, or only blanks', () => {
    expect(filterOf({ state: 'draft', category: 'testItems', search: ' moodle ', page: '3' })).to.deep.equal({
      state: 'draft',
      category: 'testItems',
      search: 'moodle',
    });
    expect(filterOf({ state: 'lost', category: 'everything', search: '   ' })).to.deep.equal({});
    expect(filterOf({ search: 'x'.repeat(150) }).search).to.have.length(100);
  });

  it('offers each state with its count, and all of them with the sum', () => {
    const { states } = officeListView(list, {}, en);
    expect(states.map(({ label, count }) => `${label}: ${count}`)).to.deep.equal([
      'All: 16',
      'Draft: 3',
      'Announced: 2',
      'Completed: 10',
      'Cancelled: 1',
    ]);
    expect(states.filter(({ active }) => active).map(({ label }) => label)).to.deep.equal(['All']);
  });

  it('another state keeps category and search, and begins with the first page', () => {
    const filter = { state: 'draft', category: 'testItems', search: 'moodle' } as const;
    const view = officeListView({ ...list, page: 2, total: 45 }, filter, en);
    expect(view.states.filter(({ active }) => active).map(({ label }) => label)).to.deep.equal(['Draft']);
    expect([view.states[0]?.href, view.states[2]?.href]).to.deep.equal([
      '#/trainings/manage?category=testItems&search=moodle',
      '#/trainings/manage?state=announced&category=testItems&search=moodle',
    ]);
    expect(view.categories.filter(({ selected }) => selected).map(({ value }) => value)).to.deep.equal(['testItems']);
    expect(view.search).to.equal('moodle');
  });

  it('its pages keep the filter', () => {
    const { pager } = officeListView({ ...list, page: 2, total: 45 }, { state: 'completed' }, en);
    expect(pager).to.deep.equal({
      text: '21–40 of 45',
      previous: '#/trainings/manage?state=completed',
      next: '#/trainings/manage?state=completed&page=3',
    });
  });

  it('tells nothing found from nothing there', () => {
    const empty = { ...list, items: [], total: 0 };
    expect(officeListView(empty, {}, en)).to.include({ isEmpty: true, isFiltered: false });
    expect(officeListView(empty, { search: 'x' }, en)).to.include({ isEmpty: true, isFiltered: true });
    expect(officeListView(list, {}, en).isEmpty).to.equal(false);
  });

  it('a row leads to the form, and tells dates, seats, who waits and until when one may apply', () => {
    expect(officeListView(list, {}, ru).items).to.deep.equal([
      {
        href: '#/trainings/manage/7',
        title: 'Designing ru',
        state: { code: 'training-announced', label: 'Объявлено' },
        dates: '05.10.2026 – 30.10.2026',
        form: ru.t('trainingform_blended'),
        hours: '72\u00a0часа',
        seats: 'занято мест: 5 из\u00a020',
        waiting: '2 ждут места',
        applied: '1 заявка у заведующего кафедрой',
        applyUntil: 'заявки до 30.09.2026 23:59',
      },
    ]);
  });

  it('a row says nothing of nobody, and a deadline only where applications are taken', () => {
    expect(row({ waiting: 0, applied: 0 })).to.include({ waiting: null, applied: null });
    for (const state of ['draft', 'completed', 'cancelled'] as const)
      expect(row({ state })?.applyUntil, state).to.equal(null);
  });

  it('a draft with gaps says what is not said yet', () => {
    const untold = { state: 'draft', hours: 0, seats: 0, startsOn: null, endsOn: null, applyUntil: null } as const;
    expect(row({ ...untold, title: { kk: '', ru: '', en: '' } })).to.include({
      title: 'Untitled',
      dates: 'no dates yet',
      hours: null,
      seats: 'seats not said yet',
    });
    expect(row({ ...untold, title: { kk: 'Қазақша', ru: 'Русский', en: '' } })?.title).to.equal('Қазақша');
  });

  it('a training of one day is told with its weekday, not as a span', () => {
    expect(datesText('2026-10-05', '2026-10-05', en)).to.equal('Mon, 05.10.2026');
  });
});

describe('copying a year of trainings', () => {
  const copy = {
    id: 7,
    title: named('Designing'),
    startsOn: '2026-10-05',
    copyStartsOn: '2027-10-04',
    moved: [
      { from: '2027-10-25', to: '2027-10-26' },
      { from: '2027-12-16', to: '2027-12-17' },
    ],
    isThere: false,
  };

  it('a year shows where each training would stand, with weekdays, and what moves off days off', () => {
    const view = yearView({ year: 2026, items: [copy, { ...copy, id: 8, moved: [], isThere: true }] }, en);
    expect(view.title).to.equal('Copy the trainings of 2026 to 2027');
    expect(view.items).to.deep.equal([
      {
        title: 'Designing',
        from: 'Mon, 05.10.2026',
        to: 'Mon, 04.10.2027',
        moved: '25.10.2027 → 26.10.2027, 16.12.2027 → 17.12.2027',
        isThere: false,
      },
      { title: 'Designing', from: 'Mon, 05.10.2026', to: 'Mon, 04.10.2027', moved: '—', isThere: true },
    ]);
  });

  it('a year counts only what is not there yet, and offers nothing when everything is', () => {
    const there = { ...copy, isThere: true };
    expect(yearView({ year: 2026, items: [copy, there, copy] }, ru).go).to.equal('Создать 2 черновика');
    expect(yearView({ year: 2026, items: [there] }, ru)).to.include({ go: null, isEmpty: false });
    expect(yearView({ year: 2025, items: [] }, ru)).to.include({
      go: null,
      isEmpty: true,
      empty: 'В 2025 году обучения не было.',
    });
  });

  it('years lead to their neighbours, and not out of what the service takes', () => {
    const around = (year: number) => {
      const { previous, next } = yearView({ year, items: [] }, en);
      return [previous, next];
    };
    expect(around(2026)).to.deep.equal(['#/trainings/manage/year?year=2025', '#/trainings/manage/year?year=2027']);
    expect(around(2020)).to.deep.equal([null, '#/trainings/manage/year?year=2021']);
    expect(around(2100)).to.deep.equal(['#/trainings/manage/year?year=2099', null]);
  });
});
