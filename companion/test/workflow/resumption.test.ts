import { expect } from 'chai';
import fc from 'fast-check';
import type { Role, Route, StepScope } from '@qashyq/shared-types';
import { lessonScheduleWorkflow as workflow } from '../../src/features/schedules/schedule-workflow.js';
import type { CurrentPerson } from '../../src/identity/current-person.js';
import { decide, type Accepted, type ActionFacts } from '../../src/workflow/decide.js';
import { whyNot, type CaseFacts, type SeatFacts } from '../../src/workflow/permission.js';
import { visasWhenResumed, type ReturnedEdition } from '../../src/workflow/resumption.js';
import { planSeats, stagesOf, type ScopeUnits, type StandingVisa } from '../../src/workflow/route-stages.js';

const seat = (
  id: number,
  stepNo: number,
  orgUnitId: number,
  essence: string,
  state: SeatFacts['state'],
  more: Partial<SeatFacts> = {},
): SeatFacts => ({
  id,
  stepNo,
  stepKey: `step${stepNo}`,
  role: 'dean',
  orgUnitId,
  mode: 'sequential',
  needs: 'all',
  decision: 'agree',
  workingDays: 2,
  fingerprint: `${essence}+`,
  essence,
  state,
  agreedInEdition: null,
  ...more,
});
const returned = (seats: SeatFacts[], returnedBy: number, unanswered: number[] = []): ReturnedEdition => ({
  editionNo: 1,
  seats,
  returnedBy,
  unanswered: new Set(unanswered),
});
const sparedIds = (present: SeatFacts[], edition: ReturnedEdition) =>
  visasWhenResumed(present, edition).map((carried) => [carried.seat.id, carried.agreedInEdition]);

describe('the visas that stand when a route resumes', () => {
  const before = [seat(1, 1, 10, 'a', 'done'), seat(2, 2, 20, 'b', 'done'), seat(3, 3, 30, 'c', 'done')];
  const after = (a: string, b: string) => [
    seat(11, 1, 10, a, 'active'),
    seat(12, 2, 20, b, 'waiting'),
    seat(13, 3, 30, 'new', 'waiting'),
  ];

  it('are those before the step that returned, where what they agreed is the same', () => {
    expect(sparedIds(after('a', 'b'), returned(before, 3))).to.deep.equal([
      [11, 1],
      [12, 1],
    ]);
  });

  it('are none at all as soon as one of them agreed something else', () => {
    expect(sparedIds(after('a', 'changed'), returned(before, 3))).to.deep.equal([]);
    expect(sparedIds(after('changed', 'b'), returned(before, 3))).to.deep.equal([]);
  });

  it('are none where a remark of theirs got no answer', () => {
    expect(sparedIds(after('a', 'b'), returned(before, 3, [2]))).to.deep.equal([]);
  });

  it('are none where a step or a unit before the returning one was never asked', () => {
    const added = [...after('a', 'b'), seat(14, 1, 11, 'd', 'waiting', { stepKey: 'step1' })];
    expect(sparedIds(added, returned(before, 3))).to.deep.equal([]);
  });

  it('are none where a unit that agreed is no longer concerned', () => {
    expect(sparedIds(after('a', 'b').slice(1), returned(before, 3))).to.deep.equal([]);
  });

  it('are none where the step that returned is not on the route any more', () => {
    expect(sparedIds(after('a', 'b').slice(0, 2), returned(before, 3))).to.deep.equal([]);
  });

  it('are none where another role would sit in the place now', () => {
    const [first, ...others] = after('a', 'b');
    expect(sparedIds([{ ...first!, role: 'chairHead' }, ...others], returned(before, 3))).to.deep.equal([]);
  });

  it('keep the edition in which they were really given', () => {
    const carried = [seat(1, 1, 10, 'a', 'skipped', { agreedInEdition: 1 }), ...before.slice(1)];
    expect(sparedIds(after('a', 'b'), { ...returned(carried, 3), editionNo: 4 })).to.deep.equal([
      [11, 1],
      [12, 4],
    ]);
  });

  it('of an any-of step need all its units as they were, and make the others needless', () => {
    const any = (id: number, unit: number, essence: string, state: SeatFacts['state']) =>
      seat(id, 1, unit, essence, state, { needs: 'any', mode: 'parallel' });
    const spoken = [any(1, 10, 'a', 'done'), any(2, 11, 'b', 'skipped'), seat(3, 2, 30, 'c', 'done')];
    const now = (b: string) => [
      any(11, 10, 'a', 'active'),
      any(12, 11, b, 'active'),
      seat(13, 2, 30, 'new', 'waiting'),
    ];
    expect(sparedIds(now('b'), returned(spoken, 3))).to.deep.equal([
      [11, 1],
      [12, null],
    ]);
    expect(sparedIds(now('changed'), returned(spoken, 3))).to.deep.equal([]);
    const more = [...now('b'), any(14, 12, 'z', 'active')];
    expect(sparedIds(more, returned(spoken, 3))).to.deep.equal([]);
  });

  it('of those who sat beside the one that returned stand, too', () => {
    const beside = (id: number, unit: number, essence: string, state: SeatFacts['state']) =>
      seat(id, 1, unit, essence, state, { mode: 'parallel' });
    const together = [beside(1, 10, 'a', 'done'), beside(2, 11, 'b', 'done'), beside(3, 12, 'c', 'expired')];
    const now = [beside(11, 10, 'a', 'active'), beside(12, 11, 'new', 'active'), beside(13, 12, 'c', 'active')];
    expect(sparedIds(now, returned(together, 2))).to.deep.equal([[11, 1]]);
  });
});

/** A content is what each unit teaches: what it agrees, and what only the department looks at. */
type Content = Record<number, { main: number; detail: number }>;
const unitNames = [11, 12, 13];
const contents: fc.Arbitrary<Content> = fc
  .dictionary(
    fc.constantFrom('11', '12', '13'),
    fc.record({ main: fc.integer({ min: 0, max: 1 }), detail: fc.integer({ min: 0, max: 1 }) }),
    { minKeys: 1 },
  )
  .map((drawn) => drawn as Content);
const steps = fc.array(
  fc.record({
    role: fc.constantFrom<Role>('chairHead', 'dean', 'dldHead'),
    scope: fc.constantFrom<StepScope>('involvedKafedras', 'faculty', 'university'),
    mode: fc.constantFrom('sequential' as const, 'parallel' as const),
    needs: fc.constantFrom('all' as const, 'any' as const),
  }),
  { minLength: 1, maxLength: 4 },
);
type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;
const moves = fc.array(
  fc.record({
    what: fc.constantFrom('agree', 'agree', 'agree', 'return', 'resume', 'resume'),
    at: fc.nat(),
    /** null: only what the department alone looks at changes. */
    next: fc.option(contents, { freq: 1 }),
  }),
  { maxLength: 25 },
);

const retouched = (content: Content): Content =>
  Object.fromEntries(Object.entries(content).map(([unit, { main, detail }]) => [unit, { main, detail: 1 - detail }]));

const essenceOf = (content: Content, scope: StepScope, unit: number): string =>
  scope === 'involvedKafedras'
    ? String(content[unit]?.main)
    : JSON.stringify(unitNames.map((name) => content[name]?.main ?? null));
const unitsOf = (content: Content): ScopeUnits => {
  const part = (scope: StepScope, unit: number) => ({
    orgUnitId: unit,
    fingerprint: scope === 'involvedKafedras' ? JSON.stringify(content[unit]) : JSON.stringify(content),
    essence: essenceOf(content, scope, unit),
  });
  return {
    involvedKafedras: Object.keys(content).map((unit) => part('involvedKafedras', Number(unit))),
    faculty: [part('faculty', 10)],
    university: [part('university', 1)],
  };
};
const everyUnit = [1, 10, ...unitNames];
const sitter = (role: Role, id: number): CurrentPerson => ({
  id,
  name: { kk: '', ru: '', en: '' },
  locale: 'kk',
  roles: [{ role, orgUnitId: 1, covers: everyUnit, coversBelow: everyUnit }],
  actsFor: [],
});
const actors = new Map(
  (['chairHead', 'dean', 'dldHead', 'scheduler', 'viceRectorAcademic'] as const).map((role, at) => [
    role as Role,
    sitter(role, 100 + at),
  ]),
);

/** The whole of a case, moved by the rule alone. */
class Walk {
  readonly contents: Content[] = [];
  readonly visas: { stepKey: string; unit: number; edition: number; positive: boolean; fingerprint: string }[] = [];
  facts: CaseFacts;
  resumed = 0;
  private nextSeat = 1;

  constructor(
    readonly route: Route,
    content: Content,
  ) {
    this.facts = {
      id: 1,
      state: 'draft',
      orgUnitId: 10,
      preparedBy: [1],
      seats: [],
      openRemarks: [],
      withdrawalAsked: false,
      isInForce: false,
    };
    this.submit(content);
  }

  scopeOf = (stepKey: string) => this.route.steps.find(({ key }) => key === stepKey)!.scope;

  act(role: Role, action: ActionFacts['action'], more: Partial<ActionFacts> = {}): Accepted | undefined {
    const remarks = action === 'return' ? [{ lineKey: null, text: 'x' }] : [];
    const outcome = decide(workflow, this.facts, actors.get(role)!, {
      action,
      comment: 'why',
      remarks,
      lineKeys: new Set(),
      ...more,
    });
    if (!outcome.accepted) return undefined;
    const seats = (outcome.freeze ?? this.facts.seats).map((one): SeatFacts => {
      const own = 'id' in one ? one : { ...one, id: this.nextSeat++ };
      const closing = outcome.closeSeats.find(({ id }) => id === own.id);
      const opened = outcome.openSeats.includes(own.id) ? { state: 'active' as const } : {};
      return { ...own, ...closing, ...opened, agreedInEdition: closing?.agreedInEdition ?? own.agreedInEdition };
    });
    this.facts = { ...this.facts, state: outcome.state, seats };
    return outcome;
  }

  submit(content: Content): void {
    const newest = new Map<string, Walk['visas'][number]>();
    for (const visa of this.visas) newest.set(`${visa.stepKey} ${visa.unit}`, visa);
    const standing = [...newest.values()].flatMap((visa): StandingVisa[] =>
      visa.positive
        ? [{ stepKey: visa.stepKey, orgUnitId: visa.unit, fingerprint: visa.fingerprint, editionNo: visa.edition }]
        : [],
    );
    const plannedSeats = planSeats(this.route, unitsOf(content), standing);
    this.contents.push(content);
    if (this.act('scheduler', 'submit', { submission: { obstacles: [], plannedSeats } }) === undefined)
      throw new Error('not submitted');
  }

  word(at: number, action: 'agree' | 'return'): boolean {
    const open = this.facts.seats.filter((one) => one.state === 'active');
    const wanted = open[at % open.length];
    if (wanted === undefined) return false;
    const role = wanted.role;
    const said = this.act(role, wanted.decision === 'approve' && action === 'agree' ? 'approve' : action);
    if (said?.seat === undefined) return false;
    const { stepKey, orgUnitId: unit, fingerprint } = said.seat;
    this.visas.push({ stepKey, unit, edition: this.contents.length, positive: action === 'agree', fingerprint });
    if (action === 'return')
      this.facts = {
        ...this.facts,
        returned: {
          editionNo: this.contents.length,
          seats: this.facts.seats,
          returnedBy: said.seat.id,
          unanswered: new Set(),
        },
      };
    return true;
  }
}

/** What must be true of every seat that nobody is asked at, whatever happened before. */
function expectNothingUnseen(walk: Walk): void {
  const now = walk.contents.at(-1)!;
  const { seats } = walk.facts;
  for (const one of seats.filter(({ state }) => state === 'skipped')) {
    const scope = walk.scopeOf(one.stepKey);
    const agreedIn = (edition: number, unit: number) =>
      walk.visas.some((v) => v.positive && v.stepKey === one.stepKey && v.unit === unit && v.edition === edition);
    if (one.agreedInEdition !== null) {
      expect(agreedIn(one.agreedInEdition, one.orgUnitId), 'nobody gave this visa').to.equal(true);
      const then = walk.contents[one.agreedInEdition - 1]!;
      expect(essenceOf(then, scope, one.orgUnitId)).to.equal(essenceOf(now, scope, one.orgUnitId));
    } else {
      // Another unit of the step spoke for this one, on the very same.
      const spoke = seats
        .filter((other) => other.stepKey === one.stepKey && other !== one)
        .flatMap((other) => (other.state === 'done' ? [walk.contents.length] : (other.agreedInEdition ?? [])));
      expect(spoke.length, 'nobody spoke for this seat').to.be.greaterThan(0);
      for (const edition of spoke)
        expect(essenceOf(walk.contents[edition - 1]!, scope, one.orgUnitId)).to.equal(
          essenceOf(now, scope, one.orgUnitId),
        );
    }
  }
}

describe('resuming at the step that returned', () => {
  it('never lets a changed part pass unseen by somebody who agreed an older one', () => {
    let resumptions = 0;
    // Whatever is drawn after it: here somebody resumes.
    const resumed: [Drawn<typeof steps>, Content, Drawn<typeof moves>] = [
      [{ role: 'dean', scope: 'faculty', mode: 'sequential', needs: 'all' }],
      { 11: { main: 0, detail: 0 } },
      [
        { what: 'agree', at: 0, next: null },
        { what: 'return', at: 0, next: null },
        { what: 'resume', at: 0, next: null },
      ],
    ];
    fc.assert(
      fc.property(steps, contents, moves, (drawn, first, todo) => {
        const route: Route = {
          kind: 'lessonSchedule',
          steps: [
            ...drawn.map((step, index) => ({
              key: `s${index}`,
              ...step,
              workingDays: 2,
              decision: 'agree' as const,
              basis: null,
            })),
            {
              key: 'approval',
              role: 'viceRectorAcademic',
              scope: 'university',
              mode: 'sequential',
              needs: 'all',
              workingDays: 2,
              decision: 'approve',
              basis: null,
            },
          ],
        };
        const walk = new Walk(route, first);
        for (const { what, at, next } of todo) {
          if (walk.facts.state === 'approved') break;
          if (what === 'agree') walk.word(at, 'agree');
          else if (what === 'return') {
            if (walk.word(at, 'return')) walk.submit(next ?? retouched(walk.contents.at(-1)!));
          } else {
            const position = walk.facts.seats.map(({ state }) => state).join();
            const outcome = walk.act('dldHead', 'resume');
            if (outcome === undefined) continue;
            resumptions += 1;
            expect(walk.facts.seats.map(({ state }) => state).join()).to.not.equal(position);
            // It resumes at that step and at no later one: who returned it is asked.
            const { returned: edition } = walk.facts;
            const returner = edition!.seats.find(({ id }) => id === edition!.returnedBy)!;
            const stage = stagesOf(walk.facts.seats).find((seats) => seats.some(({ state }) => state === 'active'))!;
            expect(
              stage.some(
                (one) =>
                  one.stepKey === returner.stepKey && one.orgUnitId === returner.orgUnitId && one.state === 'active',
              ),
            ).to.equal(true);
          }
          expectNothingUnseen(walk);
        }
      }),
      { numRuns: 3000, examples: [resumed] },
    );
    expect(resumptions).to.be.greaterThan(0);
  });

  it('is the choice of the head of the department, with a reason, and of nobody who prepared the edition', () => {
    const kinds = unitsOf({ 11: { main: 0, detail: 0 } });
    const seats = planSeats(workflow.defaultRoute, kinds, []).map((one, index): SeatFacts => ({
      ...one,
      id: index + 1,
      state: index < 2 ? 'done' : index === 2 ? 'done' : 'expired',
    }));
    const facts: CaseFacts = {
      id: 1,
      state: 'inAgreement',
      orgUnitId: 10,
      preparedBy: [1],
      seats: planSeats(workflow.defaultRoute, unitsOf({ 11: { main: 0, detail: 1 } }), []).map((one, index) => ({
        ...one,
        id: 11 + index,
        state: index === 0 ? 'active' : 'waiting',
      })),
      openRemarks: [],
      withdrawalAsked: false,
      returned: returned(seats, 3),
      isInForce: false,
    };
    for (const [role, actor] of actors)
      expect(whyNot(workflow, facts, actor, 'resume'), role).to.equal(role === 'dldHead' ? undefined : 'notAllowed');
    const head = actors.get('dldHead')!;
    expect(whyNot(workflow, { ...facts, preparedBy: [head.id] }, head, 'resume')).to.equal('notMyOwnDocument');
    const without = decide(workflow, facts, head, { action: 'resume', comment: '', remarks: [] });
    expect(without).to.deep.equal({ accepted: false, reason: 'decisionNeedsReason' });
    const outcome = decide(workflow, facts, head, { action: 'resume', comment: 'links only', remarks: [] }) as Accepted;
    expect(outcome.closeSeats.map(({ id, state, agreedInEdition }) => [id, state, agreedInEdition])).to.deep.equal([
      [11, 'skipped', 1],
      [12, 'skipped', 1],
    ]);
    expect([outcome.openSeats, outcome.as]).to.deep.equal([[13], 'dldHead']);
  });
});
