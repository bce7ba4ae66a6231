import { expect } from 'chai';
import fc from 'fast-check';
import { caseActions, caseStates, type CaseAction, type CaseState, type Role } from '@qashyq/shared-types';
import { lessonScheduleWorkflow as workflow } from '../../src/features/schedules/schedule-workflow.js';
import type { CurrentPerson } from '../../src/identity/current-person.js';
import { decide } from '../../src/workflow/decide.js';
import { allowedActions, whyNot, type CaseFacts, type SeatFacts } from '../../src/workflow/permission.js';
import type { PlacedRemark } from '../../src/workflow/decision-log.js';
import type { PlannedSeat } from '../../src/workflow/route-stages.js';

/** Units: 1 university, 2 vice-rectorate, 3 department, 10 faculty, 11 and 12 its kafedras, 20 another faculty. */
const upwards: Record<number, number[]> = {
  1: [1],
  2: [2, 1],
  3: [3, 2, 1],
  10: [10, 2, 1],
  11: [11, 10, 2, 1],
  12: [12, 10, 2, 1],
  20: [20, 2, 1],
};

let nextPerson = 100;
function person(...roles: [Role, number][]): CurrentPerson {
  return {
    id: nextPerson++,
    name: { kk: '', ru: '', en: '' },
    locale: 'kk',
    roles: roles.map(([role, orgUnitId]) => ({
      role,
      orgUnitId,
      covers: upwards[orgUnitId]!,
      coversBelow: Object.keys(upwards)
        .map(Number)
        .filter((unit) => upwards[unit]!.includes(orgUnitId)),
    })),
    actsFor: [],
  };
}

/** Somebody who may decide in the dean's place, in all cases or in one. */
const delegateOf = (dean: CurrentPerson, caseId: number | null): CurrentPerson => ({
  ...person(['teacher', 11]),
  actsFor: [{ personId: dean.id, role: 'dean', orgUnitId: 10, covers: upwards[10]!, caseId, ground: 'order 12' }],
});

const actors = {
  dispatcher: person(['scheduler', 10]),
  otherDispatcher: person(['scheduler', 20]),
  kafedraHead: person(['chairHead', 11]),
  otherKafedraHead: person(['chairHead', 20]),
  dean: person(['dean', 10]),
  departmentHead: person(['dldHead', 3]),
  viceRector: person(['viceRectorAcademic', 2]),
  teacher: person(['teacher', 11]),
  auditor: person(['auditor', 1]),
  nobody: person(),
};
const delegate = delegateOf(actors.dean, null);
type ActorName = keyof typeof actors;

const seat = (
  id: number,
  stepNo: number,
  role: Role,
  orgUnitId: number,
  decision: 'agree' | 'approve',
  state: SeatFacts['state'],
): SeatFacts => ({
  id,
  stepNo,
  stepKey: `step${stepNo}`,
  role,
  orgUnitId,
  decision,
  state,
  mode: stepNo === 1 ? 'parallel' : 'sequential',
  needs: 'all',
  workingDays: 2,
  fingerprint: '',
  essence: '',
  agreedInEdition: null,
});
const route = (open: number): SeatFacts[] => {
  const at = (no: number): SeatFacts['state'] => (no < open ? 'done' : no === open ? 'active' : 'waiting');
  return [
    seat(1, 1, 'chairHead', 11, 'agree', at(1)),
    seat(2, 1, 'chairHead', 12, 'agree', at(1)),
    seat(3, 2, 'dean', 10, 'agree', at(2)),
    seat(4, 3, 'dldHead', 1, 'agree', at(3)),
    seat(5, 4, 'viceRectorAcademic', 1, 'approve', at(4)),
  ];
};
const facts = (state: CaseState, seats: SeatFacts[] = []): CaseFacts => ({
  id: 42,
  state,
  orgUnitId: 10,
  preparedBy: [1],
  seats,
  openRemarks: [],
  withdrawalAsked: false,
  isInForce: false,
});
const question = (decisionSeq = 2, remarkIndex = 0): PlacedRemark => ({
  decisionSeq,
  remarkIndex,
  remark: { lineKey: null, text: 'Is the room free?' },
  editionNo: 1,
  seatId: 1,
  personId: actors.kafedraHead.id,
});
const asked = (state: CaseState, open: number): CaseFacts => ({ ...facts(state, route(open)), withdrawalAsked: true });

/** Everything anybody may do. What is not listed here must be refused. */
const permitted: { at: string; facts: CaseFacts; may: Partial<Record<ActorName, CaseAction[]>> }[] = [
  { at: 'draft', facts: facts('draft'), may: { dispatcher: ['submit'] } },
  {
    at: 'kafedras asked',
    facts: facts('inAgreement', route(1)),
    may: { dispatcher: ['withdraw'], kafedraHead: ['agree', 'agreeWithRemarks', 'return'] },
  },
  {
    at: 'dean asked',
    facts: facts('inAgreement', route(2)),
    may: { dispatcher: ['askWithdrawal'], dean: ['agree', 'agreeWithRemarks', 'return'] },
  },
  {
    at: 'department asked',
    facts: facts('inAgreement', route(3)),
    may: { dispatcher: ['askWithdrawal'], departmentHead: ['agree', 'agreeWithRemarks', 'return'] },
  },
  {
    at: 'vice-rector asked',
    facts: facts('inApproval', route(4)),
    may: { dispatcher: ['askWithdrawal'], viceRector: ['approve', 'return', 'reject'] },
  },
  {
    at: 'vice-rector asked while a remark is open',
    facts: { ...facts('inApproval', route(4)), openRemarks: [question()] },
    may: { dispatcher: ['answerRemarks', 'askWithdrawal'], viceRector: ['return', 'reject'] },
  },
  {
    at: 'dean asked while a remark is open',
    facts: { ...facts('inAgreement', route(2)), openRemarks: [question()] },
    may: { dispatcher: ['answerRemarks', 'askWithdrawal'], dean: ['agree', 'agreeWithRemarks', 'return'] },
  },
  {
    at: 'dean and withdrawal asked',
    facts: asked('inAgreement', 2),
    may: {
      dean: ['agree', 'agreeWithRemarks', 'return'],
      departmentHead: ['allowWithdrawal', 'declineWithdrawal'],
    },
  },
  {
    at: 'vice-rector and withdrawal asked',
    facts: asked('inApproval', 4),
    may: { viceRector: ['approve', 'return', 'reject'], departmentHead: ['allowWithdrawal', 'declineWithdrawal'] },
  },
  { at: 'returned', facts: facts('returned', []), may: { dispatcher: ['submit'] } },
  { at: 'withdrawn', facts: facts('withdrawn', []), may: { dispatcher: ['revise'] } },
  { at: 'rejected', facts: facts('rejected', route(5)), may: {} },
  {
    at: 'a correction rejected while an edition is in force',
    facts: { ...facts('rejected', route(5)), isInForce: true },
    may: { dispatcher: ['revise'] },
  },
  { at: 'approved', facts: facts('approved', route(5)), may: { dispatcher: ['revise'] } },
  { at: 'published', facts: facts('published', route(5)), may: { dispatcher: ['revise'] } },
];

describe('the rule of a lesson schedule', () => {
  it('is tabled for every state', () => {
    expect(new Set(permitted.map((row) => row.facts.state))).to.deep.equal(new Set(caseStates));
  });

  for (const row of permitted)
    for (const [name, actor] of Object.entries(actors) as [ActorName, CurrentPerson][])
      it(`${row.at}: ${name} may ${row.may[name]?.join(' or ') ?? 'do nothing'}`, () => {
        expect(allowedActions(workflow, row.facts, actor)).to.have.members(row.may[name] ?? []);
      });

  it('buttons and guard are the same question: an action that is not allowed is refused by decide with that very reason', () => {
    for (const row of permitted)
      for (const actor of Object.values(actors))
        for (const action of caseActions) {
          const reason = whyNot(workflow, row.facts, actor, action);
          if (reason === undefined) continue;
          const input = {
            action,
            comment: '',
            remarks: [{ lineKey: null, text: 'x' }],
            submission: { obstacles: [], plannedSeats: planned },
            lineKeys: new Set<string>(),
          };
          expect(decide(workflow, row.facts, actor, input)).to.deep.equal({ accepted: false, reason });
        }
  });

  it('nobody agrees, approves or returns a document they prepared themselves', () => {
    const own = { ...facts('inAgreement', route(2)), preparedBy: [actors.dean.id] };
    expect(whyNot(workflow, own, actors.dean, 'agree')).to.equal('notMyOwnDocument');
    expect(whyNot(workflow, own, actors.dean, 'return')).to.equal('notMyOwnDocument');
  });

  it('an agreement step cannot approve, the approval step cannot merely agree', () => {
    expect(whyNot(workflow, facts('inApproval', route(4)), actors.viceRector, 'agree')).to.not.equal(undefined);
    expect(whyNot(workflow, facts('inAgreement', route(2)), actors.dean, 'approve')).to.not.equal(undefined);
  });
});

const planned: PlannedSeat[] = route(0).map(({ id: _id, ...rest }) => ({ ...rest, state: 'waiting' as const }));
const submission = (obstacles: string[] = [], plannedSeats = planned) => ({
  action: 'submit' as const,
  comment: '',
  remarks: [],
  submission: { obstacles, plannedSeats },
});
const said = { comment: '', remarks: [] };
const agree = { action: 'agree' as const, ...said };

describe('what follows from a decision', () => {
  it('a submission opens all kafedras together and nobody else', () => {
    const outcome = decide(workflow, facts('draft'), actors.dispatcher, submission());
    expect(outcome).to.include({ accepted: true, state: 'inAgreement' });
    if (!outcome.accepted) return;
    expect(outcome.freeze!.map((planSeat) => planSeat.state)).to.deep.equal([
      'active',
      'active',
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect(outcome.notices).to.deep.equal([
      { kind: 'decisionAwaited', to: 'holders', role: 'chairHead', orgUnitId: 11 },
      { kind: 'decisionAwaited', to: 'holders', role: 'chairHead', orgUnitId: 12 },
    ]);
  });

  it('a submission with something in its way is refused', () => {
    expect(decide(workflow, facts('draft'), actors.dispatcher, submission(['openclashes']))).to.deep.equal({
      accepted: false,
      reason: 'caseHasObstacles',
    });
  });

  it('where every kafedra keeps its visa the dean is asked first', () => {
    const kept = planned.map((planSeat) =>
      planSeat.stepNo === 1 ? { ...planSeat, state: 'skipped' as const, agreedInEdition: 1 } : planSeat,
    );
    const outcome = decide(workflow, facts('returned'), actors.dispatcher, submission([], kept));
    expect(outcome.accepted && outcome.freeze!.map((planSeat) => planSeat.state)).to.deep.equal([
      'skipped',
      'skipped',
      'active',
      'waiting',
      'waiting',
    ]);
  });

  it('one of two kafedras agreeing opens nothing yet; the second opens the dean', () => {
    const first = decide(workflow, facts('inAgreement', route(1)), actors.kafedraHead, agree);
    expect(first).to.deep.include({
      accepted: true,
      state: 'inAgreement',
      openSeats: [],
      closeSeats: [{ id: 1, state: 'done' }],
      approved: false,
    });
    const seats = route(1).map((one) => (one.id === 2 ? { ...one, state: 'done' as const } : one));
    const second = decide(workflow, facts('inAgreement', seats), actors.kafedraHead, agree);
    expect(second).to.deep.include({ state: 'inAgreement', openSeats: [3] });
  });

  it('where any one kafedra is enough, its agreement closes the others and opens the dean', () => {
    const seats = route(1).map((one) => (one.stepNo === 1 ? { ...one, needs: 'any' as const } : one));
    const outcome = decide(workflow, facts('inAgreement', seats), actors.kafedraHead, agree);
    expect(outcome).to.deep.include({
      state: 'inAgreement',
      closeSeats: [
        { id: 1, state: 'done' },
        { id: 2, state: 'skipped' },
      ],
      openSeats: [3],
    });
  });

  it('where any one kafedra is enough, the return of one still returns the case', () => {
    const seats = route(1).map((one) => (one.stepNo === 1 ? { ...one, needs: 'any' as const } : one));
    const outcome = decide(workflow, facts('inAgreement', seats), actors.kafedraHead, {
      action: 'return',
      comment: '',
      remarks: [{ lineKey: null, text: 'Room is taken' }],
      lineKeys: new Set(),
    });
    expect(outcome).to.include({ accepted: true, state: 'returned' });
  });

  it('the last agreement leads to approval, the approval ends the route', () => {
    const last = decide(workflow, facts('inAgreement', route(3)), actors.departmentHead, agree);
    expect(last).to.deep.include({ state: 'inApproval', openSeats: [5], approved: false });
    const approval = decide(workflow, facts('inApproval', route(4)), actors.viceRector, {
      ...agree,
      action: 'approve',
    });
    expect(approval).to.deep.include({ state: 'approved', openSeats: [], approved: true });
    expect(approval.accepted && approval.notices).to.deep.equal([{ kind: 'caseApproved', to: 'preparers' }]);
  });

  it('a return closes every open and waiting seat and tells the preparers', () => {
    const outcome = decide(workflow, facts('inAgreement', route(1)), actors.kafedraHead, {
      ...said,
      action: 'return',
      remarks: [{ lineKey: 'a', text: 'Room is taken' }],
      lineKeys: new Set(['a']),
    });
    expect(outcome).to.deep.include({
      state: 'returned',
      closeSeats: [1, 2, 3, 4, 5].map((id) => ({ id, state: id === 1 ? 'done' : 'expired' })),
      notices: [{ kind: 'caseReturned', to: 'preparers' }],
    });
  });

  it('a return without a remark, or with a remark on a line that is not there, is refused', () => {
    const base = { ...said, action: 'return' as const, comment: 'because', lineKeys: new Set(['a']) };
    expect(decide(workflow, facts('inAgreement', route(1)), actors.kafedraHead, { ...base, remarks: [] })).to.include({
      reason: 'returnNeedsRemark',
    });
    expect(
      decide(workflow, facts('inAgreement', route(1)), actors.kafedraHead, {
        ...base,
        remarks: [{ lineKey: 'b', text: 'x' }],
      }),
    ).to.include({ reason: 'remarkOnUnknownLine' });
  });

  it('an agreement with remarks moves the route on and asks the preparers to answer', () => {
    const outcome = decide(workflow, facts('inAgreement', route(2)), actors.dean, {
      ...said,
      action: 'agreeWithRemarks',
      remarks: [{ lineKey: null, text: 'Is the room free?' }],
      lineKeys: new Set(),
    });
    expect(outcome).to.deep.include({ state: 'inAgreement', openSeats: [4] });
    expect(outcome.accepted && outcome.notices[0]).to.deep.equal({ kind: 'remarksToAnswer', to: 'preparers' });
  });

  it('an agreement with remarks says at least one, and only of lines that are there', () => {
    const base = { ...said, action: 'agreeWithRemarks' as const, lineKeys: new Set(['a']) };
    const at = facts('inAgreement', route(2));
    expect(decide(workflow, at, actors.dean, base)).to.include({ reason: 'agreementNeedsRemark' });
    expect(decide(workflow, at, actors.dean, { ...base, remarks: [{ lineKey: 'b', text: 'x' }] })).to.include({
      reason: 'remarkOnUnknownLine',
    });
  });

  it('approval waits for the answers and says so', () => {
    const waiting = { ...facts('inApproval', route(4)), openRemarks: [question()] };
    expect(whyNot(workflow, waiting, actors.viceRector, 'approve')).to.equal('remarksUnanswered');
  });

  it('where the last word is an agreement, it waits for the answers too, and cannot itself leave remarks', () => {
    const last = [seat(1, 1, 'chairHead', 11, 'agree', 'done'), seat(3, 2, 'dean', 10, 'agree', 'active')];
    const waiting = { ...facts('inAgreement', last), openRemarks: [question()] };
    expect(whyNot(workflow, waiting, actors.dean, 'agree')).to.equal('remarksUnanswered');
    expect(whyNot(workflow, waiting, actors.dean, 'agreeWithRemarks')).to.equal('actionNotPossible');
    expect(whyNot(workflow, waiting, actors.dean, 'return')).to.equal(undefined);
  });

  it('an answer goes to an open remark, once; whoever made it is told, and after the last one the approver is asked again', () => {
    const waiting = { ...facts('inApproval', route(4)), openRemarks: [question(2, 0), question(2, 1)] };
    const answer = (...places: [number, number][]) =>
      decide(workflow, waiting, actors.dispatcher, {
        ...said,
        action: 'answerRemarks',
        answers: places.map(([decisionSeq, remarkIndex]) => ({ decisionSeq, remarkIndex, text: 'Yes' })),
      });
    expect(answer()).to.include({ reason: 'answersMissing' });
    expect(answer([2, 2])).to.include({ reason: 'remarkNotOpen' });
    expect(answer([2, 0], [2, 0])).to.include({ reason: 'remarkNotOpen' });
    const toldAuthor = { kind: 'remarksAnswered', to: 'persons', personIds: [actors.kafedraHead.id] };
    const first = answer([2, 1]);
    expect(first.accepted && first.notices).to.deep.equal([toldAuthor]);
    const all = answer([2, 0], [2, 1]);
    expect(all.accepted && [all.state, all.notices]).to.deep.equal([
      'inApproval',
      [toldAuthor, { kind: 'decisionAwaited', to: 'holders', role: 'viceRectorAcademic', orgUnitId: 1 }],
    ]);
  });

  it('a rejection, a request to withdraw and its refusal need a reason', () => {
    const cases = [
      [facts('inApproval', route(4)), actors.viceRector, 'reject', 'rejected'],
      [facts('inAgreement', route(2)), actors.dispatcher, 'askWithdrawal', 'inAgreement'],
      [asked('inAgreement', 2), actors.departmentHead, 'declineWithdrawal', 'inAgreement'],
    ] as const;
    for (const [at, actor, action, state] of cases) {
      expect(decide(workflow, at, actor, { ...said, action })).to.include({ reason: 'decisionNeedsReason' });
      expect(decide(workflow, at, actor, { ...said, action, comment: 'because' })).to.include({
        accepted: true,
        state,
      });
    }
  });

  it('a withdrawal closes every seat without a decision and tells those who were about to decide', () => {
    const outcome = decide(workflow, facts('inAgreement', route(1)), actors.dispatcher, {
      ...said,
      action: 'withdraw',
    });
    expect(outcome).to.deep.include({
      state: 'withdrawn',
      closeSeats: [1, 2, 3, 4, 5].map((id) => ({ id, state: 'expired' })),
      notices: [11, 12].map((orgUnitId) => ({ kind: 'caseWithdrawn', to: 'holders', role: 'chairHead', orgUnitId })),
    });
  });

  it('after the first decision the head of the department decides about the withdrawal, but not of their own document', () => {
    const allowed = decide(workflow, asked('inAgreement', 2), actors.departmentHead, {
      ...said,
      action: 'allowWithdrawal',
    });
    expect(allowed).to.include({ accepted: true, state: 'withdrawn', as: 'dldHead' });
    expect(allowed.accepted && allowed.notices).to.deep.equal([
      { kind: 'caseWithdrawn', to: 'preparers' },
      { kind: 'caseWithdrawn', to: 'holders', role: 'dean', orgUnitId: 10 },
    ]);
    const own = { ...asked('inAgreement', 2), preparedBy: [actors.departmentHead.id] };
    expect(whyNot(workflow, own, actors.departmentHead, 'allowWithdrawal')).to.equal('notMyOwnDocument');
  });

  it('a delegate decides at the seats of the post that was handed over, and the decision says for whom', () => {
    const outcome = decide(workflow, facts('inAgreement', route(2)), delegate, agree);
    expect(outcome).to.deep.include({ accepted: true, state: 'inAgreement', openSeats: [4] });
    expect(outcome.accepted && outcome.actingFor).to.include({ personId: actors.dean.id, ground: 'order 12' });
    const own = decide(workflow, facts('inAgreement', route(2)), actors.dean, agree);
    expect(own.accepted && own.actingFor).to.equal(undefined);
  });

  it('a delegate sits nowhere else, and not in another case than the one it was given for', () => {
    for (const open of [1, 3, 4])
      expect(whyNot(workflow, facts('inAgreement', route(open)), delegate, 'agree')).to.equal('notAllowed');
    expect(whyNot(workflow, facts('inAgreement', route(2)), delegateOf(actors.dean, 42), 'agree')).to.equal(undefined);
    expect(whyNot(workflow, facts('inAgreement', route(2)), delegateOf(actors.dean, 43), 'agree')).to.equal(
      'notAllowed',
    );
  });

  it('a delegate who prepared the document does not decide on it; the delegate of its author does', () => {
    const own = { ...facts('inAgreement', route(2)), preparedBy: [delegate.id] };
    expect(whyNot(workflow, own, delegate, 'agree')).to.equal('notMyOwnDocument');
    const deans = { ...facts('inAgreement', route(2)), preparedBy: [actors.dean.id] };
    expect(whyNot(workflow, deans, actors.dean, 'agree')).to.equal('notMyOwnDocument');
    expect(whyNot(workflow, deans, delegate, 'agree')).to.equal(undefined);
  });
});

/** A case in memory, changed only as the rule says. */
interface Walk {
  facts: CaseFacts;
  log: { action: CaseAction; seatId?: number | undefined }[];
  nextSeq: number;
}

const walkers = [...Object.values(actors), person(['chairHead', 12]), delegate];

/** What is tried next: `wild` tries anything and is mostly refused, otherwise one of the things that somebody may do now. */
const attempt = fc.record({
  wild: fc.option(fc.record({ actor: fc.constantFrom(...walkers), action: fc.constantFrom(...caseActions) }), {
    freq: 5,
  }),
  pick: fc.nat(),
  comment: fc.constantFrom('', 'because', 'because'),
  remarks: fc.constantFrom([], [{ lineKey: null, text: 'x' }], [{ lineKey: null, text: 'x' }]),
  answersAll: fc.boolean(),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer Tried> ? Tried : never;

function choose(before: CaseFacts, { wild, pick }: Attempt): { actor: CurrentPerson; action: CaseAction } | undefined {
  const possible = walkers.flatMap((actor) =>
    allowedActions(workflow, before, actor).map((action) => ({ actor, action })),
  );
  return wild ?? possible[pick % possible.length];
}

function step(walk: Walk, tried: Attempt): Walk {
  const { facts: before } = walk;
  const chosen = choose(before, tried);
  if (chosen === undefined) return walk;
  const { actor, action } = chosen;
  const { comment, remarks, answersAll } = tried;
  const answers = before.openRemarks
    .slice(0, answersAll ? undefined : 1)
    .map(({ decisionSeq, remarkIndex }) => ({ decisionSeq, remarkIndex, text: 'y' }));
  const outcome = decide(workflow, before, actor, {
    ...submission(),
    action,
    comment,
    remarks,
    answers,
    lineKeys: new Set(),
  });
  if (!outcome.accepted) return walk;
  const seq = walk.nextSeq;
  const seats =
    outcome.freeze === undefined
      ? before.seats.map((one) => ({
          ...one,
          ...(outcome.openSeats.includes(one.id) ? { state: 'active' as const } : {}),
          ...outcome.closeSeats.find(({ id }) => id === one.id),
        }))
      : outcome.freeze.map((one, index) => ({ ...one, id: seq * 100 + index }));
  const answered = new Set(action === 'answerRemarks' ? answers.map((one) => one.decisionSeq) : []);
  return {
    nextSeq: seq + 1,
    log: [...walk.log, { action, seatId: outcome.seat?.id }],
    facts: {
      ...before,
      state: outcome.state,
      seats,
      preparedBy: outcome.freeze === undefined ? before.preparedBy : [actor.id],
      openRemarks:
        outcome.freeze !== undefined
          ? []
          : [
              ...before.openRemarks.filter((open) => !answered.has(open.decisionSeq)),
              ...(action === 'agreeWithRemarks' ? [question(seq)] : []),
            ],
      withdrawalAsked:
        action === 'askWithdrawal' || (before.withdrawalAsked && action !== 'declineWithdrawal' && !outcome.freeze),
      isInForce: before.isInForce || outcome.approved,
    },
  };
}

describe('whatever people try, in whatever order', () => {
  const walks = fc.array(attempt, { minLength: 30, maxLength: 250 });
  const along = (check: (before: Walk, after: Walk) => void, always: { seed?: number } = {}) =>
    fc.assert(
      fc.property(walks, (tries) => {
        let walk: Walk = { facts: facts('draft'), log: [], nextSeq: 1 };
        for (const tried of tries) {
          const after = step(walk, tried);
          check(walk, after);
          walk = after;
        }
      }),
      { numRuns: 150, ...always },
    );

  it('no seat is ever decided at twice', () => {
    along((_before, { log }) => {
      const seats = log.flatMap(({ seatId }) => seatId ?? []);
      expect(new Set(seats).size).to.equal(seats.length);
    });
  });

  it('what is approved has every seat done or skipped and no open remark', () => {
    along((_before, { facts: after }) => {
      if (after.state !== 'approved') return;
      expect(after.seats.every(({ state }) => state === 'done' || state === 'skipped')).to.equal(true);
      expect(after.openRemarks).to.deep.equal([]);
    });
  });

  it('a case that was rejected before anything was in force stays as it is', () => {
    along(({ facts: before }, { facts: after }) => {
      if (before.state === 'rejected' && !before.isInForce) expect(after).to.equal(before);
    });
  });

  it('while somebody is to decide there is an open seat, and otherwise none', () => {
    along((_before, { facts: after }) => {
      const isUnderWay = after.state === 'inAgreement' || after.state === 'inApproval';
      expect(after.seats.some(({ state }) => state === 'active')).to.equal(isUnderWay);
    });
  });

  it('the walks reach every state but the published one, which people do not set', () => {
    const reached = new Set<CaseState>();
    // The same walks each time: what chance leads to must not decide here.
    along((_before, { facts: after }) => reached.add(after.state), { seed: 1 });
    expect(reached).to.deep.equal(new Set(caseStates.filter((state) => state !== 'published')));
  });
});
