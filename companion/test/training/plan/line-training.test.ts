import { expect } from 'chai';
import { trainingFromLine } from '../../../src/features/training/plan/line-training.js';
import { planOf } from '../../../src/features/training/plan/plan-content.js';
import { presentPlan } from '../../../src/features/training/plan/plan-view.js';
import { createCaseStore } from '../../../src/workflow/case-store.js';
import { openTestUniversity, type TestUniversity } from '../../support/university.js';
import { approvePlan, draftPlan, planLine } from './plan-fixture.js';

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no refusal',
    (error: { code?: string }) => error.code,
  );

describe('a training made of a line of a plan', () => {
  let university: TestUniversity;
  let caseId: number;
  const line = planLine({ audience: { unitIds: [1], positions: ['docent'] } });
  beforeEach(async () => {
    university = await openTestUniversity();
    caseId = await draftPlan(university, [line]);
  });
  const make = async (login: string, key = line.key) =>
    trainingFromLine(university.engine, await university.person(login), caseId, key);

  it('is a draft with what the line says, linked to it', async () => {
    await approvePlan(university, caseId);
    const id = await make('methodist');
    const row = (await university.db('trainings').where({ id }).first())!;
    expect(row).to.include({
      state: 'draft',
      title_kk: line.title.kk,
      about_kk: line.purpose,
      category: line.category,
      form: line.form,
      hours: line.hours,
      seats: line.seats,
      plan_case_id: caseId,
      plan_line_key: line.key,
    });
    expect(JSON.parse(row.eligibility_json)).to.deep.include({ unitIds: [1], positions: ['docent'] });
    expect(await university.db('training_sessions').where({ training_id: id }).pluck('held_on')).to.deep.equal([
      line.startsOn,
      line.endsOn,
    ]);
    expect(await university.db('training_trainers').where({ training_id: id }).pluck('outside_name')).to.deep.equal([
      line.trainers,
    ]);
  });

  it('is made once, however many click at once; after it was announced the line can have another run', async () => {
    await approvePlan(university, caseId);
    const ids = await Promise.all([make('methodist'), make('methodist'), make('dldhead')]);
    expect(new Set(ids).size).to.equal(1);
    await university.db('trainings').where({ id: ids[0] }).update({ state: 'announced' });
    expect(await make('methodist')).to.not.equal(ids[0]);
  });

  it('is made of a plan in force by who runs trainings, and of a line that it has', async () => {
    expect(await codeOf(make('methodist'))).to.equal('notFound');
    await approvePlan(university, caseId);
    expect(await codeOf(make('dean1'))).to.equal('notAllowed');
    expect(await codeOf(make('methodist', planLine().key))).to.equal('notFound');
  });

  it('stands at its line, and only who runs trainings is offered to make one', async () => {
    await approvePlan(university, caseId);
    const id = await make('methodist');
    const store = createCaseStore(university.db, university.engine.now);
    const content = planOf((await store.getEdition(caseId, 1)).content_json);
    const view = async (login: string, editionNo: number | null) =>
      presentPlan(university.engine, await university.person(login), await store.getCase(caseId), editionNo, content);
    expect((await view('methodist', 1)).trainings).to.deep.equal([{ id, state: 'draft', lineKey: line.key }]);
    expect((await view('methodist', 1)).canMakeTrainings).to.equal(true);
    expect((await view('methodist', null)).canMakeTrainings).to.equal(false);
    expect((await view('dean1', 1)).canMakeTrainings).to.equal(false);
  });
});
