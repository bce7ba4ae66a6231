import { expect } from 'chai';
import type { SavePlan } from '@qashyq/shared-types';
import { createPlan, savePlan } from '../../../src/features/training/plan/plan-drafts.js';
import { listPlans, planOptions } from '../../../src/features/training/plan/plan-list.js';
import { getPlanDraft } from '../../../src/features/training/plan/plan-store.js';
import { createCaseStore } from '../../../src/workflow/case-store.js';
import { openTestUniversity, type TestUniversity } from '../../support/university.js';
import { act, approvePlan, draftPlan, planLine, wholeYear } from './plan-fixture.js';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no refusal',
    (error: { code?: string }) => error.code,
  );

describe('the draft of a training plan', () => {
  let university: TestUniversity;
  beforeEach(async () => {
    university = await openTestUniversity();
  });
  const save = async (login: string, caseId: number, body: SavePlan) =>
    savePlan(university.engine, await university.person(login), caseId, body);
  const create = async (login: string, cloneOf: number | null = null, header = wholeYear) =>
    createPlan(university.engine, await university.person(login), { ...header, cloneOf });

  it('comes back exactly as it was saved, unfinished lines too', async () => {
    const lines = [
      planLine({ cost: 1_000_000_000, leaveFromWork: true, audience: { unitIds: [1], positions: ['docent'] } }),
      planLine({ title: { kk: 'Ә', ru: '', en: '' }, hours: null, seats: null, startsOn: null, endsOn: null }),
    ];
    const caseId = await draftPlan(university, lines);
    expect(await getPlanDraft(university.db, caseId)).to.deep.equal({ header: wholeYear, lines });
  });

  it('is begun by the methodologist alone', async () => {
    for (const login of ['dldhead', 'teacher02', 'vicerector'])
      expect(await codeOf(create(login)), login).to.equal('notAllowed');
  });

  it('of one period there is one, however many begin it at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => codeOf(create('methodist'))));
    expect(outcomes.filter((code) => code === 'no refusal')).to.have.length(1);
    expect(outcomes.filter((code) => code === 'planExists')).to.have.length(4);
    expect(await codeOf(create('methodist', null, { academicYear: '2026/27', term: 1 }))).to.equal('no refusal');
  });

  it('a rejected plan leaves its period to another', async () => {
    const caseId = await draftPlan(university);
    await act(university, 'methodist', caseId, 'submit');
    await act(university, 'dldhead', caseId, 'agree');
    await act(university, 'icedirector', caseId, 'agree');
    const { version } = await createCaseStore(university.db, university.engine.now).getCase(caseId);
    const { takeAction } = await import('../../../src/workflow/take-action.js');
    await takeAction(university.engine, await university.person('vicerector'), caseId, {
      action: 'reject',
      version,
      comment: 'Қаражат жоқ',
      remarks: [],
    });
    expect(await create('methodist')).to.be.greaterThan(caseId);
  });

  it('saved by two at once keeps one, and the other learns of it', async () => {
    const caseId = await create('methodist');
    const outcomes = await Promise.all(
      [planLine(), planLine()].map((line) => codeOf(save('methodist', caseId, { version: 0, lines: [line] }))),
    );
    expect(outcomes.sort()).to.deep.equal(['no refusal', 'planStale']);
    expect((await getPlanDraft(university.db, caseId)).lines).to.have.length(1);
  });

  it('the same save sent twice is fine', async () => {
    const caseId = await create('methodist');
    const lines = [planLine()];
    await save('methodist', caseId, { version: 0, lines });
    await save('methodist', caseId, { version: 0, lines });
    expect((await createCaseStore(university.db, university.engine.now).getCase(caseId)).version).to.equal(1);
  });

  it('cannot be changed by others, while others decide, or with a unit that is not there', async () => {
    const caseId = await draftPlan(university);
    expect(await codeOf(save('dldhead', caseId, { version: 1, lines: [] }))).to.equal('notFound');
    const nowhere = planLine({ audience: { unitIds: [999_999], positions: [] } });
    expect(await codeOf(save('methodist', caseId, { version: 1, lines: [nowhere] }))).to.equal('invalidInput');
    await act(university, 'methodist', caseId, 'submit');
    expect(await codeOf(save('methodist', caseId, { version: 2, lines: [] }))).to.equal('actionNotPossible');
    expect(await codeOf(save('dldhead', caseId, { version: 2, lines: [] }))).to.equal('notAllowed');
  });

  it('begins with the edition in force of another plan, a year later', async () => {
    const line = planLine();
    const source = await draftPlan(university, [line]);
    await approvePlan(university, source);
    await act(university, 'methodist', source, 'revise');
    await save('methodist', source, { version: 6, lines: [] });
    const caseId = await create('methodist', source, { academicYear: '2027/28', term: null });
    const { lines } = await getPlanDraft(university.db, caseId);
    expect(lines.map(({ title, startsOn, endsOn }) => [title.en, startsOn, endsOn])).to.deep.equal([
      [line.title.en, '2027-10-04', '2027-10-29'],
    ]);
    expect(lines[0]!.key).to.not.equal(line.key);
  });

  describe('in lists', () => {
    const listed = async (login: string) =>
      (await listPlans(university.db, await university.person(login), { page: 1, pageSize: 20 })).items;

    it('an unsubmitted plan is seen by its preparers, a submitted one by those who answer for people', async () => {
      const caseId = await draftPlan(university, [planLine({ cost: 10 }), planLine({ cost: 5, hours: 8, seats: 2 })]);
      expect(await listed('dldhead')).to.deep.equal([]);
      const [item] = await listed('methodist');
      expect([item!.lineCount, item!.hours, item!.seats, item!.cost]).to.deep.equal([2, 80, 10, 15]);
      await act(university, 'methodist', caseId, 'submit');
      for (const login of ['dldhead', 'icedirector', 'hrhead', 'vicerector', 'dean1', 'teacher01'])
        expect(await listed(login), login).to.have.length(1);
      for (const login of ['teacher02', 'dispatcher1', 'legalhead']) expect(await listed(login), login).to.be.empty;
    });

    it('the choices for a new plan leave out periods that have one', async () => {
      const methodist = await university.person('methodist');
      const before = await planOptions(university.db, methodist, university.clock.at);
      expect(before.periods).to.deep.include(wholeYear);
      expect(before.periods).to.deep.include({ academicYear: '2027/28', term: null });
      const caseId = await draftPlan(university);
      const after = await planOptions(university.db, methodist, university.clock.at);
      expect(after.periods).to.not.deep.include(wholeYear);
      expect(after.sources).to.deep.equal([{ caseId, header: wholeYear, lineCount: 1 }]);
      expect(await planOptions(university.db, await university.person('dldhead'), university.clock.at)).to.deep.equal({
        canCreate: false,
        periods: [],
        sources: [],
      });
    });
  });
});
