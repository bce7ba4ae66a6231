import { expect } from 'chai';
import fc from 'fast-check';
import { routeStepSchema, stepModes, type Role, type RouteDraftStep, type RouteStep } from '@qashyq/shared-types';
import { lessonScheduleWorkflow } from '../../src/features/schedules/schedule-workflow.js';
import { stagesOf } from '../../src/workflow/route-stages.js';
import { changesBetween } from '../../src/workflow/routes/route-changes.js';
import { readRouteFile, writeRouteFile } from '../../src/workflow/routes/route-file.js';
import { checkRoute, scopesOfRole } from '../../src/workflow/routes/route-rules.js';

const sitters: Role[] = ['chairHead', 'dean', 'dldHead', 'viceRectorAcademic', 'registrar', 'expert'];
const house = lessonScheduleWorkflow.defaultRoute.steps;
const draft = (...changes: Partial<RouteDraftStep>[]): RouteDraftStep[] =>
  house.map((step, index) => ({ ...step, ...changes[index] }));
const problemsOf = (steps: RouteDraftStep[]) =>
  checkRoute(steps, { seatRoles: sitters }).problems.map(({ stepNo, field, code }) => [stepNo, field, code]);

/** Routes that make sense: the last stage approves and nothing else does. */
const sensibleRoute: fc.Arbitrary<RouteStep[]> = fc
  .array(
    fc.record({
      role: fc.constantFrom(...sitters),
      pick: fc.nat(),
      mode: fc.constantFrom(...stepModes),
      any: fc.boolean(),
      workingDays: fc.integer({ min: 1, max: 60 }),
      basis: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => `§${text.trim()}`)),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((drawn) => {
    const last = stagesOf(drawn.map(({ mode }, index) => ({ stepNo: index + 1, mode, state: 'waiting' as const }))).at(
      -1,
    )!;
    return drawn.map(({ role, pick, mode, any, workingDays, basis }, index): RouteStep => {
      const scope = scopesOfRole[role][pick % scopesOfRole[role].length]!;
      return {
        key: `step-${index + 1}`,
        role,
        scope,
        mode,
        needs: any && scope === 'involvedKafedras' && mode === 'parallel' ? 'any' : 'all',
        workingDays,
        decision: last.some(({ stepNo }) => stepNo === index + 1) ? 'approve' : 'agree',
        basis: basis === null ? null : basis.slice(0, 60),
      };
    });
  });

describe('the rules of a route', () => {
  it('the default of the house obeys them', () => {
    expect(checkRoute(house, { seatRoles: sitters })).to.deep.equal({ steps: house, problems: [] });
  });

  it('whatever makes sense is taken as it is', () => {
    fc.assert(
      fc.property(sensibleRoute, (steps) => {
        expect(checkRoute(steps, { seatRoles: sitters })).to.deep.equal({ steps, problems: [] });
      }),
    );
  });

  it('whatever is taken has the form of a route, unique keys, and approves in its last stage alone', () => {
    const anyStep = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'ё', ''),
      role: fc.constantFrom('dean', 'dldHead', 'chairHead', 'learner', 'deen'),
      scope: fc.constantFrom('faculty', 'university', 'involvedKafedras', 'moon'),
      mode: fc.constantFrom('sequential', 'parallel', 'never'),
      needs: fc.constantFrom('all', 'any', 'none'),
      workingDays: fc.constantFrom(null, 0, 1, 1.5, 60, 61),
      decision: fc.constantFrom('agree', 'approve', 'reject'),
      basis: fc.constantFrom(null, '16.3b', ' '),
    });
    const mostlyRight = fc.oneof(
      { weight: 4, arbitrary: sensibleRoute.map((steps): RouteDraftStep[] => steps) },
      { weight: 1, arbitrary: fc.array(anyStep, { maxLength: 3 }) },
    );
    fc.assert(
      fc.property(mostlyRight, fc.nat(), anyStep, (steps, place, step) => {
        const { steps: taken, problems } = checkRoute(
          steps.map((one, index) => (index === place % (steps.length + 1) ? step : one)),
          { seatRoles: sitters },
        );
        if (problems.length > 0) {
          expect(taken).to.deep.equal([]);
          return;
        }
        for (const one of taken) expect(routeStepSchema.safeParse(one).success).to.equal(true);
        expect(new Set(taken.map(({ key }) => key)).size).to.equal(taken.length);
        const stages = stagesOf(
          taken.map((one, index) => ({ stepNo: index + 1, mode: one.mode, decision: one.decision, state: 'waiting' })),
        );
        for (const [index, stage] of stages.entries())
          for (const { decision } of stage)
            expect(decision).to.equal(index === stages.length - 1 ? 'approve' : 'agree');
      }),
    );
  });

  it('a problem names its step and its field', () => {
    expect(problemsOf([])).to.deep.equal([[null, 'steps', 'nosteps']]);
    expect(problemsOf(draft({ key: 'dean' }))).to.deep.equal([[2, 'key', 'keytaken']]);
    expect(problemsOf(draft({ key: 'кафедра' }))).to.deep.equal([[1, 'key', 'keyform']]);
    expect(problemsOf(draft({}, { role: 'deen' }))).to.deep.equal([[2, 'role', 'rolenotknown']]);
    expect(problemsOf(draft({}, { role: 'hrHead' }))).to.deep.equal([[2, 'role', 'rolecannotsit']]);
    expect(problemsOf(draft({}, { scope: 'university' }))).to.deep.equal([[2, 'scope', 'scopenotofrole']]);
    expect(problemsOf(draft({}, { scope: 'moon' }))).to.deep.equal([[2, 'scope', 'scopenotknown']]);
    expect(problemsOf(draft({}, {}, { mode: 'never' }))).to.deep.equal([[3, 'mode', 'modenotknown']]);
    expect(problemsOf(draft({ needs: 'one' }))).to.deep.equal([[1, 'needs', 'needsnotknown']]);
    expect(problemsOf(draft({}, { needs: 'any' }))).to.deep.equal([[2, 'needs', 'anyneedsseveral']]);
    for (const workingDays of [null, 0, 61, 2.5, -1, NaN])
      expect(problemsOf(draft({}, { workingDays })), String(workingDays)).to.deep.equal([
        [2, 'workingDays', 'daysoutofrange'],
      ]);
    expect(problemsOf(draft({}, { decision: 'approve' }))).to.deep.equal([[2, 'decision', 'approvesearly']]);
    expect(problemsOf(draft({}, {}, {}, { decision: 'agree' }))).to.deep.equal([[4, 'decision', 'approvesnever']]);
    expect(problemsOf(draft({}, {}, {}, { decision: 'reject' }))).to.deep.equal([[4, 'decision', 'decisionnotknown']]);
    expect(problemsOf(draft({ basis: 'x'.repeat(61) }))).to.deep.equal([[1, 'basis', 'basistoolong']]);
    const many = Array.from({ length: 21 }, (_, index) => ({ ...house[index === 20 ? 3 : 1]!, key: `s${index}` }));
    expect(problemsOf(many)).to.deep.equal([[null, 'steps', 'toomanysteps']]);
  });

  it('a last stage of two parallel steps must approve in both: else nobody could merely agree there', () => {
    const parallel = draft({}, {}, { mode: 'parallel' }, { mode: 'parallel' });
    expect(problemsOf(parallel)).to.deep.equal([[3, 'decision', 'approvesnever']]);
  });
});

describe('a route file', () => {
  const say = (place: string) => place;

  it('brings back exactly the route that was written', () => {
    fc.assert(
      fc.property(sensibleRoute, (steps) => {
        const read = readRouteFile(writeRouteFile({ kind: 'lessonSchedule', steps }), say);
        expect(read.kind).to.equal('lessonSchedule');
        expect(checkRoute(read.steps, { seatRoles: sitters })).to.deep.equal({ steps, problems: [] });
      }),
    );
  });

  const refused = (content: string | Buffer) => {
    try {
      readRouteFile(Buffer.from(content), say);
    } catch (error) {
      const { code, facts } = error as { code: string; facts: { details?: { field: string }[] } };
      return { code, fields: facts.details?.map(({ field }) => field) };
    }
    return undefined;
  };

  it('of another format, of a later version or broken is refused', () => {
    const file = { format: 'qashyq-route', version: 1, kind: 'lessonSchedule', steps: house };
    expect(refused(JSON.stringify(file))).to.equal(undefined);
    expect(refused(`\uFEFF${JSON.stringify(file)}`)).to.equal(undefined);
    expect(refused(JSON.stringify({ ...file, version: 2 }))).to.deep.equal({
      code: 'routeFileUnreadable',
      fields: ['version'],
    });
    expect(refused(JSON.stringify({ ...file, format: 'other' }))?.fields).to.deep.equal(['format']);
    for (const broken of ['', '{', 'null', '[]', Buffer.from([0xff, 0xfe, 0x00])])
      expect(refused(broken)?.code).to.equal('routeFileUnreadable');
    expect(refused(' '.repeat(300_000))?.code).to.equal('tooLarge');
  });

  it('with a value of the wrong form names the step, counted from one, and the field', () => {
    const steps = [house[0], { ...house[1], workingDays: 'two', role: undefined }];
    const file = { format: 'qashyq-route', version: 1, kind: 'lessonSchedule', steps };
    expect(refused(JSON.stringify(file))?.fields).to.have.members(['steps.2.workingDays', 'steps.2.role']);
  });
});

describe('what changed between two versions of a route', () => {
  it('nothing against itself, and always something against another', () => {
    fc.assert(
      fc.property(sensibleRoute, sensibleRoute, (one, other) => {
        expect(changesBetween(one, one)).to.deep.equal([]);
        if (JSON.stringify(one) !== JSON.stringify(other)) expect(changesBetween(one, other)).to.not.deep.equal([]);
      }),
    );
  });

  it('names what was added, removed, changed and put in another order', () => {
    const [kafedras, dean, department, approval] = house as [RouteStep, RouteStep, RouteStep, RouteStep];
    const registrar: RouteStep = { ...dean, key: 'registrar', role: 'registrar' };
    const after = [department, { ...kafedras, workingDays: 5 }, registrar, approval];
    expect(
      changesBetween(house, after).map((change) => [change.kind, 'role' in change ? change.role : '']),
    ).to.deep.equal([
      ['removed', 'dean'],
      ['changed', 'chairHead'],
      ['added', 'registrar'],
      ['reordered', ''],
    ]);
  });
});
