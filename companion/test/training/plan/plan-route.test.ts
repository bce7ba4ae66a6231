/** The route of a training plan, walked through in the demo university. */
import { expect } from 'chai';
import { savePlan } from '../../../src/features/training/plan/plan-drafts.js';
import { trainingPlanFeature } from '../../../src/features/training/plan/plan-feature.js';
import { trainingPlanWorkflow } from '../../../src/features/training/plan/training-plan-workflow.js';
import { presentCase } from '../../../src/workflow/case-presenter.js';
import { createCaseStore } from '../../../src/workflow/case-store.js';
import { dryRun } from '../../../src/workflow/routes/dry-run.js';
import { checkRoute } from '../../../src/workflow/routes/route-rules.js';
import { openTestUniversity, type TestUniversity } from '../../support/university.js';
import { act, approvePlan, draftPlan, planLine } from './plan-fixture.js';

const house = trainingPlanWorkflow.defaultRoute.steps;

describe('the route of a training plan', () => {
  let university: TestUniversity;
  beforeEach(async () => {
    university = await openTestUniversity();
  });

  const view = async (login: string, caseId: number) =>
    presentCase(university.engine, await university.person(login), caseId);
  const rolesAsked = async (caseId: number) =>
    (await view('methodist', caseId)).seats.map(({ role, state }) => `${role} ${state}`);

  it('asks personnel when a line costs money', async () => {
    const caseId = await draftPlan(university, [planLine(), planLine({ cost: 250_000 })]);
    await act(university, 'methodist', caseId, 'submit');
    expect(await rolesAsked(caseId)).to.deep.equal([
      'dldHead active',
      'iceDirector waiting',
      'hrHead waiting',
      'viceRectorAcademic waiting',
    ]);
  });

  it('asks personnel when a line releases people from work', async () => {
    const caseId = await draftPlan(university, [planLine({ leaveFromWork: true })]);
    await act(university, 'methodist', caseId, 'submit');
    expect(await rolesAsked(caseId)).to.include('hrHead waiting');
  });

  it('passes personnel over when nothing costs or releases, and is approved without it', async () => {
    const caseId = await draftPlan(university);
    await approvePlan(university, caseId);
    const { state, seats } = await view('methodist', caseId);
    expect(state).to.equal('approved');
    expect(seats.map(({ role, state: at }) => `${role} ${at}`)).to.deep.equal([
      'dldHead done',
      'iceDirector done',
      'viceRectorAcademic done',
    ]);
  });

  it('with personnel is approved only after it has agreed, and nothing goes to a calendar', async () => {
    const caseId = await draftPlan(university, [planLine({ cost: 1 })]);
    await act(university, 'methodist', caseId, 'submit');
    await act(university, 'dldhead', caseId, 'agree');
    await act(university, 'icedirector', caseId, 'agree');
    expect((await view('vicerector', caseId)).allowedActions).to.not.include('approve');
    await act(university, 'hrhead', caseId, 'agree');
    await act(university, 'vicerector', caseId, 'approve');
    expect((await view('hrhead', caseId)).state).to.equal('approved');
    const kinds = await university.db('effects').distinct('kind').pluck('kind');
    expect(kinds).to.deep.equal(['deliver-notice']);
  });

  it('a plan returned for its costs goes round without personnel once nothing costs any more', async () => {
    const line = planLine({ cost: 90_000 });
    const caseId = await draftPlan(university, [line]);
    await act(university, 'methodist', caseId, 'submit');
    await act(university, 'dldhead', caseId, 'return', [{ lineKey: line.key, text: 'Тегін өткізіледі' }]);
    const { version } = await createCaseStore(university.db, university.engine.now).getCase(caseId);
    const methodist = await university.person('methodist');
    await savePlan(university.engine, methodist, caseId, { version, lines: [{ ...line, cost: 0 }] });
    await act(university, 'methodist', caseId, 'submit');
    expect(await rolesAsked(caseId)).to.have.length(3);
  });

  it('a remark can only be tied to a line that the plan has', async () => {
    const caseId = await draftPlan(university);
    await act(university, 'methodist', caseId, 'submit');
    const outcome = await act(university, 'dldhead', caseId, 'return', [{ lineKey: 'nowhere', text: 'x' }]).catch(
      (error: { code: string }) => error.code,
    );
    expect(outcome).to.equal('remarkOnUnknownLine');
  });

  it('an incomplete plan cannot be submitted, and the reader is told what is missing', async () => {
    const caseId = await draftPlan(university, [planLine({ seats: null })]);
    const { allowedActions, obstacles } = await view('methodist', caseId);
    expect(allowedActions).to.not.include('submit');
    expect(obstacles).to.deep.equal([{ code: 'planseatsmissing', message: 'Не указано число мест. Строки: 1.' }]);
  });

  describe('as the route editor has it', () => {
    it('obeys the rules, and the condition can be chosen for those who sit at the university', () => {
      expect(checkRoute(house, trainingPlanFeature)).to.deep.equal({ steps: house, problems: [] });
      const dean = house.map((step) => (step.key === 'personnel' ? { ...step, role: 'dean' } : step));
      expect(checkRoute(dean, trainingPlanFeature).problems.map(({ code }) => code)).to.deep.equal(['scopenotofrole']);
    });

    it('is refused for a kind that knows no such condition', () => {
      const { problems } = checkRoute(house, { seatRoles: trainingPlanFeature.seatRoles });
      expect(problems.map(({ stepNo, code }) => `${stepNo} ${code}`)).to.deep.equal(['3 scopenotofrole']);
    });

    it('may not end with a step that might be passed over: nobody would approve', () => {
      const steps = house.map((step) => (step.key === 'approval' ? { ...step, scope: 'costOrLeave' as const } : step));
      expect(checkRoute(steps, trainingPlanFeature).problems.map(({ code }) => code)).to.include('approvesperhaps');
    });

    it('a dry run on a plan shows who is asked, and which step is passed over', async () => {
      const free = await draftPlan(university);
      const costly = await draftPlan(university, [planLine({ cost: 5 })], { academicYear: '2026/27', term: 1 });
      const head = await university.person('methodist');
      const seatsOf = async (caseId: number) => {
        const { plan } = await dryRun(university.engine, head, 'trainingPlan', {
          steps: house,
          subject: { caseId },
        });
        return plan!.steps.map(({ role, seats }) => `${role} ${seats.length}`);
      };
      expect(await seatsOf(free)).to.deep.equal(['dldHead 1', 'iceDirector 1', 'hrHead 0', 'viceRectorAcademic 1']);
      expect(await seatsOf(costly)).to.include('hrHead 1');
    });
  });
});
