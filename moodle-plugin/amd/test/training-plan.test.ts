import type { FeedbackView, PlanLine, PlanView, Report } from '@qashyq/shared-types';
import { expect } from 'chai';
import { chosenRatings, feedbackPage } from '../src/training/view-models/feedback.js';
import { amountText, periodOfValue, periodValue, planCard, planChangesView } from '../src/training/view-models/plan.js';
import {
  editorLines,
  isSamePlan,
  newLine,
  withCopy,
  withMovedLine,
  withTyped,
} from '../src/training/view-models/plan-editor.js';
import {
  readReportChoice,
  reportChoiceQuery,
  reportRowsView,
  reportTilesView,
} from '../src/training/view-models/report.js';
import { named, unit, wordsOf } from './support.js';

const key = (no: number) => `00000000-0000-4000-8000-${String(no).padStart(12, '0')}`;
const planned = (no: number, given: Partial<PlanLine> = {}): PlanLine => ({
  ...newLine(key(no)),
  title: named(`Line ${no}`),
  ...given,
});
const ru = wordsOf('ru');
const view = { units: [unit], trainings: [], canMakeTrainings: false };

describe('a training plan in words', () => {
  it('amounts are grouped by threes, alike in every language', () => {
    expect([0, 999, 1000, 1_250_000].map(amountText)).to.deep.equal(['0', '999', '1\u00a0000', '1\u00a0250\u00a0000']);
  });

  it('a card says what personnel decides on, and only where there is something', () => {
    const free = planCard(planned(1), 0, view, ru);
    expect([free.cost, free.leave]).to.deep.equal([null, null]);
    const costly = planCard(planned(1, { cost: 250_000, leaveFromWork: true }), 0, view, ru);
    expect([costly.cost, costly.leave]).to.deep.equal(['250\u00a0000 тенге', 'С отрывом от работы']);
  });

  it('a line without a title in the language of the reader is named in another; without any it says so', () => {
    expect(planCard(planned(1, { title: { kk: 'Қазақша', ru: '', en: '' } }), 0, view, ru).title).to.equal('Қазақша');
    expect(planCard(planned(1, { title: { kk: '', ru: '', en: '' } }), 0, view, ru).title).to.equal('Без темы');
  });

  it('its trainings lead to the office for who runs them, to their page for others', () => {
    const trainings = [{ lineKey: key(1), id: 7, state: 'draft' as const }];
    const href = (canMakeTrainings: boolean) =>
      planCard(planned(1), 0, { ...view, trainings, canMakeTrainings }, ru).trainings[0]?.href;
    expect([href(true), href(false)]).to.deep.equal(['#/trainings/manage/7', '#/trainings/7']);
  });

  it('changes show both values in words', () => {
    const before = planned(1, { hours: 36, audience: { unitIds: [1], positions: ['docent'] } });
    const after = { ...before, hours: 72, audience: { unitIds: [], positions: [] } };
    const { sections, nothing } = planChangesView(
      {
        caseId: 1,
        fromEdition: 1,
        toEdition: 2,
        changes: [{ lineKey: key(1), kind: 'changed', before, after, fields: ['hours', 'audience'] }],
        counts: { added: 0, removed: 0, changed: 1, unchanged: 0 },
        units: [unit],
      },
      ru,
    );
    expect(nothing).to.equal(false);
    expect(sections[0]?.lines[0]?.fields).to.deep.equal([
      { field: 'Академические часы', before: '36', after: '72' },
      { field: 'Для кого', before: 'Faculty ru, доцент', after: 'для всех' },
    ]);
  });

  it('a period is a value of a choice, there and back', () => {
    for (const header of [
      { academicYear: '2026/27', term: null },
      { academicYear: '2026/27', term: 2 },
    ])
      expect(periodOfValue(periodValue(header))).to.deep.equal(header);
  });
});

describe('a training plan that is being written', () => {
  const lines = [planned(1), planned(2), planned(3)];
  const keysOf = (all: readonly PlanLine[]) => all.map((line) => Number(line.key.slice(-3)));

  it('lines are copied next to their original, and moved up to the ends', () => {
    expect(keysOf(withCopy(lines, 0, key(9)))).to.deep.equal([1, 9, 2, 3]);
    expect(keysOf(withMovedLine(lines, 2, -1))).to.deep.equal([1, 3, 2]);
    expect(keysOf(withMovedLine(lines, 0, -1))).to.deep.equal([1, 2, 3]);
    expect(keysOf(withMovedLine(lines, 2, 1))).to.deep.equal([1, 2, 3]);
  });

  it('fields are taken as typed; what is no number is none yet', () => {
    const line = planned(1);
    expect(withTyped(line, 'title:kk', 'Ә').title.kk).to.equal('Ә');
    expect([withTyped(line, 'hours', '72').hours, withTyped(line, 'hours', 'many').hours]).to.deep.equal([72, null]);
    expect([withTyped(line, 'cost', '5000').cost, withTyped(line, 'cost', '').cost]).to.deep.equal([5000, 0]);
    expect(withTyped(line, 'startsOn', '').startsOn).to.equal(null);
    expect(withTyped(line, 'leaveFromWork', true).leaveFromWork).to.equal(true);
    const chosen = withTyped(withTyped(line, 'unit:7', true), 'position:docent', true);
    expect(chosen.audience).to.deep.equal({ unitIds: [7], positions: ['docent'] });
    expect(withTyped(chosen, 'unit:7', false).audience.unitIds).to.deep.equal([]);
  });

  it('blanks at the ends are no change: the service cuts them', () => {
    expect(isSamePlan(lines, [withTyped(lines[0]!, 'place', ' '), lines[1]!, lines[2]!])).to.equal(true);
    expect(isSamePlan(lines, [withTyped(lines[0]!, 'place', '1-305'), lines[1]!, lines[2]!])).to.equal(false);
  });

  it('the open line has its form with what is wrong at its fields', () => {
    const plan = {
      ...view,
      period: { startsOn: '2026-09-01', endsOn: '2027-08-31' },
    } as unknown as PlanView;
    const problems = [{ lineKey: key(2), field: 'seats' as const, message: 'Укажите число мест.' }];
    const shown = editorLines(lines, key(2), plan, problems, ru).lines;
    expect(shown.map(({ open, problems: said }) => [open, said])).to.deep.equal([
      [false, ''],
      [true, 'исправить 1 место'],
      [false, ''],
    ]);
    expect(shown[1]?.form?.wrong['seats']).to.equal('Укажите число мест.');
    expect([shown[0]?.first, shown[2]?.last]).to.deep.equal([true, true]);
  });
});

describe('the report on training in words', () => {
  const report = {
    tiles: { trained: 3, hours: 1216, completion: 67, deviations: 2 },
  } as unknown as Report;

  it('reads the address, and leaves out of it what is not chosen or no choice', () => {
    const choice = readReportChoice({
      show: 'hours',
      from: '2026-09-01',
      to: 'soon',
      unit: '-1',
      category: 'testItems',
    });
    expect(choice).to.deep.equal({
      show: 'hours',
      from: '2026-09-01',
      to: null,
      unit: null,
      category: 'testItems',
    });
    expect(reportChoiceQuery(choice)).to.deep.equal({ show: 'hours', from: '2026-09-01', category: 'testItems' });
    expect(readReportChoice({ show: 'everything' }).show).to.equal('trained');
  });

  it('has four numbers, each a link to its rows with the filters kept', () => {
    const tiles = reportTilesView(report, readReportChoice({ unit: '5' }), ru);
    expect(tiles.map(({ count }) => count)).to.deep.equal(['3', '1\u00a0216', '67\u00a0%', '2']);
    expect(tiles[3]).to.include({ href: '#/trainings/reports?show=deviations&unit=5', alarming: true });
  });

  it('a planned line that turned out otherwise says so in words, and only the department writes why', () => {
    const items = [
      {
        caseId: 3,
        lineKey: key(1),
        title: named('Line'),
        category: 'other' as const,
        plannedFrom: '2026-10-05',
        plannedTo: '2026-10-30',
        heldTo: null,
        trainings: [],
        seatsPlanned: 8,
        seatsFilled: 0,
        hoursPlanned: 576,
        hoursCredited: 0,
        outcome: 'notMade' as const,
        reason: '',
      },
    ];
    const rows = (canExplain: boolean) =>
      reportRowsView({ show: 'deviations', items, page: 1, pageSize: 20, total: 1 }, canExplain, ru);
    expect(rows(true)).to.have.nested.property('plan[0].outcome', 'не проведено');
    expect(rows(true)).to.have.nested.property('plan[0].seats', '0 из 8');
    expect(rows(true)).to.have.nested.property('plan[0].canExplain', true);
    expect(rows(false)).to.have.nested.property('plan[0].canExplain', false);
  });

  it('who is shown numbers only sees rows without names', () => {
    const rows = reportRowsView(
      {
        show: 'hours',
        items: [{ person: null, orgUnit: null, title: null, earnedOn: '2026-10-30', hours: 72 }],
        page: 1,
        pageSize: 20,
        total: 1,
      },
      false,
      ru,
    );
    expect(rows).to.have.nested.property('credits[0].person', 'Работник');
    expect(rows).to.have.nested.property('credits[0].title', 'Сертификат другой организации');
  });
});

describe('feedback in words', () => {
  const feedback = (given: Partial<FeedbackView>): FeedbackView => ({
    title: named('Training'),
    state: 'open',
    closesOn: '2026-11-13',
    summary: null,
    mayReadSummary: false,
    leastAnswers: 3,
    ...given,
  });

  it('shows the form while it is open, and afterwards says how it stands', () => {
    expect(feedbackPage(feedback({}), 7, ru)).to.deep.include({ isOpen: true, told: null });
    expect(feedbackPage(feedback({ state: 'given' }), 7, ru).told).to.equal('Спасибо, ваш отзыв принят.');
  });

  it('a trainer who did not take part is not told so, but why there is no summary', () => {
    const page = feedbackPage(feedback({ state: 'notMine', mayReadSummary: true }), 7, ru);
    expect(page.told).to.equal(null);
    expect(page.noSummary).to.include('13.11.2026').and.to.include('3');
  });

  it('ratings are taken when all four are chosen', () => {
    const data = new FormData();
    for (const question of ['useful', 'clear', 'organised']) data.set(question, '4');
    expect(chosenRatings(data)).to.equal(null);
    data.set('recommend', '5');
    expect(chosenRatings(data)).to.deep.equal({ useful: 4, clear: 4, organised: 4, recommend: 5 });
  });
});
