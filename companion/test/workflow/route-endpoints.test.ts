import { expect } from 'chai';
import {
  takeActionSchema,
  type DryRunAnswer,
  type RouteFile,
  type RouteStep,
  type RouteView,
} from '@qashyq/shared-types';
import { createCaseStore } from '../../src/workflow/case-store.js';
import { takeAction } from '../../src/workflow/take-action.js';
import { startWholeService, type Answer, type CallOptions, type RunningService } from '../support/running-service.js';
import { draftSchedule } from '../support/university.js';

const kind = 'lessonSchedule';
const params = { kind };

describe('the route of a kind', () => {
  let service: RunningService;
  let house: RouteStep[];

  beforeEach(async () => {
    service = await startWholeService();
    house = (await routeOf('dldhead')).steps;
  });
  afterEach(() => service.stop());

  const call = (login: string, name: Parameters<RunningService['call']>[1], options: CallOptions = {}) =>
    service.call(login, name, { params, ...options });
  const asView = (answer: Answer) => {
    expect(answer.status, answer.body.error?.message).to.equal(200);
    return answer.body as unknown as RouteView;
  };
  const routeOf = async (login: string) => asView(await call(login, 'route'));
  const save = (steps: unknown, version: number, login = 'dldhead', note = '') =>
    call(login, 'saveRoute', { body: { version, steps, note } });
  const withDays = (workingDays: number) => house.map((step, index) => (index === 1 ? { ...step, workingDays } : step));
  const dryRun = async (body: object, login = 'dldhead') => {
    const answer = await call(login, 'dryRunRoute', { body });
    expect(answer.status, answer.body.error?.message).to.equal(200);
    return answer.body as unknown as DryRunAnswer;
  };
  const submit = async (caseId: number) => {
    const { engine, db, person } = service.university;
    const { version } = await createCaseStore(db, engine.now).getCase(caseId);
    const action = takeActionSchema.parse({ action: 'submit', version });
    await takeAction(engine, await person('dispatcher1'), caseId, action);
  };

  it('is the default of the house until the head of the department changes it', async () => {
    expect(await routeOf('methodist')).to.deep.include({ version: 0, isDefault: true, history: [], canEdit: false });
    const saved = asView(await save(withDays(5), 0, 'dldhead', 'По просьбе деканов'));
    expect(saved).to.deep.include({ version: 1, isDefault: false, canEdit: true, steps: withDays(5) });
    expect(saved.history).to.have.length(1);
    expect(saved.history[0]).to.deep.include({
      version: 1,
      note: 'По просьбе деканов',
      isReset: false,
      changes: ['Декан факультета, рабочие дни: 2 → 5'],
    });
    expect(saved.history[0]!.by.name.en).to.equal('Dosmagambet Samat');
    const list = await call('methodist', 'routes');
    expect(list.body['items']).to.have.length(Object.keys(service.university.engine.features).length);
  });

  it('tells the second of two editors that somebody was faster, and who', async () => {
    asView(await save(withDays(5), 0));
    const second = await save(withDays(7), 0);
    expect([second.status, second.body.error?.code]).to.deep.equal([409, 'conflict']);
    expect(second.body.error).to.have.nested.property('decidedBy.name.en', 'Dosmagambet Samat');
    const together = await Promise.all([8, 9, 10].map((days) => save(withDays(days), 1)));
    expect(together.map(({ status }) => status).sort()).to.deep.equal([200, 409, 409]);
    expect((await routeOf('dldhead')).version).to.equal(2);
  });

  it('saved twice by the same click changes once', async () => {
    asView(await save(withDays(5), 0));
    expect(asView(await save(withDays(5), 0)).version).to.equal(1);
  });

  it('goes back to the default of the house, and the history keeps what was before', async () => {
    asView(await save(withDays(5), 0));
    const reset = asView(await call('dldhead', 'resetRoute', { body: { version: 1, note: '' } }));
    expect(reset).to.deep.include({ version: 2, isDefault: true, steps: house });
    expect(reset.history.map(({ version, isReset }) => [version, isReset])).to.deep.equal([
      [2, true],
      [1, false],
    ]);
    expect(asView(await call('dldhead', 'resetRoute', { body: { version: 1, note: '' } })).version).to.equal(2);
  });

  it('with problems is refused, each named by step and field in the reader’s language', async () => {
    const steps = house.map((step, index) => (index === 1 ? { ...step, workingDays: 0, role: 'deen' } : step));
    const { status, body } = await save(steps, 0);
    expect([status, body.error?.code]).to.deep.equal([422, 'routeHasProblems']);
    expect((body.error as unknown as { details: object[] }).details).to.deep.equal([
      { field: 'steps.2.role', message: 'Шаг 2, кто: Роль «deen» неизвестна. Выберите из списка.' },
      { field: 'steps.2.workingDays', message: 'Шаг 2, рабочие дни: Укажите целое число от 1 до 60.' },
    ]);
    expect((await routeOf('dldhead')).version).to.equal(0);
  });

  it('leaves the house as a file and comes back from it unsaved', async () => {
    asView(await save(withDays(5), 0));
    const { bytes, headers } = await call('methodist', 'exportRoute');
    expect(headers.get('content-type')).to.match(/^application\/json/);
    const read = await call('dldhead', 'readRouteFile', { upload: bytes });
    expect(read.body['steps']).to.deep.equal(withDays(5));

    const file = JSON.parse(bytes.toString('utf8')) as RouteFile;
    const upload = (changed: object) => Buffer.from(JSON.stringify({ ...file, ...changed }));
    const strange = await call('dldhead', 'readRouteFile', { upload: upload({ kind: 'moonlight' }) });
    expect([strange.status, strange.body.error?.code]).to.deep.equal([422, 'routeHasProblems']);
    expect(strange.body.error).to.have.nested.property('details[0].message').that.includes('moonlight');
    const steps = file.steps.map((step) => ({ ...step, role: 'learner' }));
    const wrong = await call('dldhead', 'readRouteFile', { upload: upload({ steps }) });
    expect(wrong.body.error).to.have.nested.property('details[3].field', 'steps.4.role');
    expect((await routeOf('dldhead')).version).to.equal(1);
  });

  it('changes for submissions to come: what is under agreement keeps the route it was submitted with', async () => {
    const caseId = await draftSchedule(service.university);
    await submit(caseId);
    const { db } = service.university;
    const before = await db('cases').where({ id: caseId }).first();
    asView(await save([house[1], house[3]], 0));
    const after = await db('cases').where({ id: caseId }).first();
    expect(after!.route_json).to.equal(before!.route_json);
    expect((JSON.parse(after!.route_json!) as { steps: RouteStep[] }).steps).to.deep.equal(house);
    const seats = await db('seats').where({ case_id: caseId });
    expect(new Set(seats.map((seat) => seat.step_key))).to.deep.equal(new Set(house.map(({ key }) => key)));
    expect((await routeOf('dldhead')).runningCases).to.equal(1);
  });

  describe('tried out before it is saved', () => {
    it('on a faculty: everybody who would be asked, and by when if each takes all the time there is', async () => {
      const { db } = service.university;
      const faculty = (await db('org_units').where({ code: 'F1' }).first())!;
      const { problems, plan } = await dryRun({
        steps: house,
        subject: { facultyId: faculty.id },
        startsOn: '2026-10-08',
      });
      expect(problems).to.deep.equal([]);
      expect(
        plan!.steps.map(({ role, seats }) => [
          role,
          seats.map(({ orgUnit, holders, opensOn, dueOn, blocks }) => [
            orgUnit.code,
            holders.map(({ name }) => name.en).join(),
            opensOn,
            dueOn,
            blocks,
          ]),
        ]),
      ).to.deep.equal([
        [
          'chairHead',
          [
            ['C11', 'Seitkali Aigul', '2026-10-08', '2026-10-13', false],
            ['C12', 'Omarov Dauren', '2026-10-08', '2026-10-13', false],
          ],
        ],
        ['dean', [['F1', 'Kuanyshev Marat', '2026-10-13', '2026-10-15', false]]],
        ['dldHead', [['KRU', 'Dosmagambet Samat', '2026-10-15', '2026-10-20', false]]],
        ['viceRectorAcademic', [['KRU', 'Suleimen Bakhyt', '2026-10-20', '2026-10-22', false]]],
      ]);
      expect(plan!.endsOn).to.equal('2026-10-22');
    });

    it('on a case: visas that stand are kept, vacant seats are named, and nothing is saved', async () => {
      const { db, engine, person } = service.university;
      const caseId = await draftSchedule(service.university);
      await submit(caseId);
      const store = createCaseStore(db, engine.now);
      const { version } = await store.getCase(caseId);
      const chair = await person('teacher01');
      await takeAction(engine, chair, caseId, takeActionSchema.parse({ action: 'agree', version }));
      await db('person_roles').where({ role: 'dean' }).delete();

      const { plan } = await dryRun({ steps: withDays(9), subject: { caseId } }, 'methodist');
      const [kafedras, dean] = plan!.steps;
      expect(
        kafedras!.seats.map(({ orgUnit, agreedInEdition, dueOn }) => [orgUnit.code, agreedInEdition, dueOn === null]),
      ).to.deep.equal([
        ['C11', 1, true],
        ['C12', null, false],
      ]);
      expect(dean).to.deep.include({ workingDays: 9 });
      expect(dean!.seats[0]).to.deep.include({ holders: [], blocks: true });
      expect((await routeOf('dldhead')).version).to.equal(0);
    });

    it('where any one kafedra is enough, one vacant kafedra blocks nothing', async () => {
      const { db } = service.university;
      const faculty = (await db('org_units').where({ code: 'F1' }).first())!;
      const kafedra = (await db('org_units').where({ code: 'C12' }).first())!;
      await db('person_roles').where({ role: 'chairHead', org_unit_id: kafedra.id }).delete();
      const subject = { facultyId: faculty.id };
      const blocksOf = async (needs: string) => {
        const { plan } = await dryRun({
          steps: house.map((step, index) => (index === 0 ? { ...step, needs } : step)),
          subject,
        });
        return plan!.steps[0]!.seats.map(({ blocks }) => blocks);
      };
      expect(await blocksOf('all')).to.deep.equal([false, true]);
      expect(await blocksOf('any')).to.deep.equal([false, false]);
    });

    it('with problems says them beside their fields and plans nothing', async () => {
      const answer = await dryRun({ steps: house.slice(0, 3), subject: null });
      expect(answer).to.deep.equal({
        problems: [
          { stepNo: 3, field: 'decision', message: 'Последняя ступень должна утверждать. Выберите «утвердить».' },
        ],
        plan: null,
      });
    });

    it('a case the reader may not see, of another kind or that is not there is not found', async () => {
      const caseId = await draftSchedule(service.university);
      for (const id of [caseId, 999_999]) {
        const { status } = await call('dldhead', 'dryRunRoute', { body: { steps: house, subject: { caseId: id } } });
        expect(status).to.equal(404);
      }
      const kafedra = (await service.university.db('org_units').where({ code: 'C11' }).first())!;
      const { status } = await call('dldhead', 'dryRunRoute', {
        body: { steps: house, subject: { facultyId: kafedra.id } },
      });
      expect(status).to.equal(404);
    });
  });

  it('with an any-of step: the first kafedra that agrees closes the others, and the dean is asked', async () => {
    const { db, engine, person } = service.university;
    asView(
      await save(
        house.map((step, index) => (index === 0 ? { ...step, needs: 'any' } : step)),
        0,
      ),
    );
    const caseId = await draftSchedule(service.university);
    await submit(caseId);
    const store = createCaseStore(db, engine.now);
    const { version } = await store.getCase(caseId);
    const agree = takeActionSchema.parse({ action: 'agree', version });
    await takeAction(engine, await person('teacher05'), caseId, agree);
    const seats = await store.listSeats(caseId, 1);
    expect(seats.map(({ step_key, state }) => [step_key, state])).to.deep.equal([
      ['kafedras', 'skipped'],
      ['kafedras', 'done'],
      ['dean', 'active'],
      ['department', 'waiting'],
      ['approval', 'waiting'],
    ]);
  });
});
