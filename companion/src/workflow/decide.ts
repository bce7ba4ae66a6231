/**
 * The rule of every case: (case, actor, action) → what happens, or why not. Pure: no database, no clock, no language.
 * The screen's buttons and the guard of the action are the same question, `whyNot`.
 */
import type { CaseAction, CaseState, NoticeKind, Remark, Role } from '@qashyq/shared-types';
import { coversSeat, type CurrentPerson } from '../identity/current-person.js';
import type { Workflow } from './define-workflow.js';
import { seatsMadeNeedless, seatsToOpen, type PlannedSeat } from './route-stages.js';

export interface SeatFacts extends Omit<PlannedSeat, 'state'> {
  id: number;
  state: 'waiting' | 'active' | 'done' | 'skipped' | 'expired';
}

export interface CaseFacts {
  state: CaseState;
  orgUnitId: number;
  /** The author and whoever submitted the newest edition: nobody agrees their own document. */
  preparedBy: readonly number[];
  /** Seats of the newest edition. */
  seats: readonly SeatFacts[];
}

/** What only a submission needs to know. */
export interface SubmissionFacts {
  /** Codes of what stands in the way, e.g. an open clash. */
  obstacles: readonly string[];
  plannedSeats: readonly PlannedSeat[];
}

export interface ActionFacts {
  action: CaseAction;
  comment: string;
  remarks: readonly Remark[];
  /** Set for `submit` only. */
  submission?: SubmissionFacts;
  /** Set for `return` only: lines a remark may be tied to. */
  lineKeys?: ReadonlySet<string>;
}

export type Refusal =
  | 'actionNotPossible'
  | 'notAllowed'
  | 'notMyOwnDocument'
  | 'caseHasObstacles'
  | 'returnNeedsRemark'
  | 'remarkOnUnknownLine';

export type NoticeTo =
  { kind: NoticeKind; to: 'preparers' } | { kind: NoticeKind; to: 'holders'; role: Role; orgUnitId: number };

export interface Accepted {
  accepted: true;
  state: CaseState;
  /** The seat the actor sits at; undefined for preparers' actions. */
  seat?: SeatFacts;
  /** Freeze the draft as a new edition with these seats; the ones to open are already `active`. */
  freeze?: readonly (Omit<PlannedSeat, 'state'> & { state: 'waiting' | 'active' | 'skipped' })[];
  closeSeats: readonly { id: number; state: 'done' | 'skipped' | 'expired' }[];
  openSeats: readonly number[];
  notices: readonly NoticeTo[];
  approved: boolean;
}
export interface Refused {
  accepted: false;
  reason: Refusal;
}

/** The open seat this person may decide at, if any. */
export function seatOf(facts: CaseFacts, actor: CurrentPerson): SeatFacts | undefined {
  return facts.seats.find((seat) => seat.state === 'active' && coversSeat(actor, seat.role, seat.orgUnitId));
}

export function isPreparer(workflow: Workflow, facts: Pick<CaseFacts, 'orgUnitId'>, actor: CurrentPerson): boolean {
  return actor.roles.some(
    (held) => workflow.preparedBy.includes(held.role) && held.coversBelow.includes(facts.orgUnitId),
  );
}

/** Why this person cannot do this now, or undefined when they can. Contents (reasons, obstacles) are looked at by `decide`. */
export function whyNot(
  workflow: Workflow,
  facts: CaseFacts,
  actor: CurrentPerson,
  action: CaseAction,
): Refusal | undefined {
  const transition = workflow.transitions[action];
  if (transition.by === 'preparer') {
    if (!isPreparer(workflow, facts, actor)) return 'notAllowed';
    return transition.from.includes(facts.state) ? undefined : 'actionNotPossible';
  }
  const seat = seatOf(facts, actor);
  if (!transition.from.includes(facts.state)) return seat === undefined ? 'notAllowed' : 'actionNotPossible';
  if (seat === undefined) return 'notAllowed';
  if (facts.preparedBy.includes(actor.id)) return 'notMyOwnDocument';
  if (action !== 'return' && action !== seat.decision) return 'actionNotPossible';
  return undefined;
}

export function allowedActions(workflow: Workflow, facts: CaseFacts, actor: CurrentPerson): CaseAction[] {
  return (Object.keys(workflow.transitions) as CaseAction[]).filter(
    (action) => whyNot(workflow, facts, actor, action) === undefined,
  );
}

/**
 * Decides one action. Silence is never consent: only this function closes a seat, and only for a person who sits there.
 */
export function decide(
  workflow: Workflow,
  facts: CaseFacts,
  actor: CurrentPerson,
  input: ActionFacts,
): Accepted | Refused {
  const refusal = whyNot(workflow, facts, actor, input.action) ?? whatIsMissing(input);
  if (refusal !== undefined) return { accepted: false, reason: refusal };
  switch (input.action) {
    case 'submit':
      return submitted(input.submission!);
    case 'agree':
    case 'approve':
      return visaGiven(facts, seatOf(facts, actor)!);
    case 'return':
      return returned(facts, seatOf(facts, actor)!);
    case 'revise':
      return { ...unchanged, state: 'draft' };
  }
}

const unchanged = { accepted: true, closeSeats: [], openSeats: [], notices: [], approved: false } as const;

function whatIsMissing(input: ActionFacts): Refusal | undefined {
  if (input.action === 'submit' && input.submission!.obstacles.length > 0) return 'caseHasObstacles';
  if (input.action === 'return') {
    // A reasoned, specific remark (domain §4): at least one, tied to a line or said of the whole.
    if (input.remarks.length === 0) return 'returnNeedsRemark';
    if (input.remarks.some((remark) => remark.lineKey !== null && !input.lineKeys!.has(remark.lineKey)))
      return 'remarkOnUnknownLine';
  }
  return undefined;
}

const stateOfStage = (seats: readonly { decision: 'agree' | 'approve' }[]): CaseState =>
  seats.some((seat) => seat.decision === 'approve') ? 'inApproval' : 'inAgreement';

const asksHolders = (seat: { role: Role; orgUnitId: number }): NoticeTo => ({
  kind: 'decisionAwaited',
  to: 'holders',
  role: seat.role,
  orgUnitId: seat.orgUnitId,
});

function submitted({ plannedSeats }: SubmissionFacts): Accepted {
  const opening = new Set(seatsToOpen(plannedSeats));
  return {
    ...unchanged,
    state: stateOfStage([...opening]),
    freeze: plannedSeats.map((seat) => ({ ...seat, state: opening.has(seat) ? 'active' : seat.state })),
    notices: [...opening].map(asksHolders),
  };
}

function visaGiven(facts: CaseFacts, seat: SeatFacts): Accepted {
  const closing = [
    { id: seat.id, state: 'done' as const },
    ...seatsMadeNeedless(facts.seats, seat).map(({ id }) => ({ id, state: 'skipped' as const })),
  ];
  const after = facts.seats.map((other) => ({ ...other, ...closing.find(({ id }) => id === other.id) }));
  const opening = seatsToOpen(after);
  const stillOpen = after.filter((other) => other.state === 'active');
  const finished = opening.length === 0 && stillOpen.length === 0;
  return {
    ...unchanged,
    state: finished ? 'approved' : stateOfStage([...stillOpen, ...opening]),
    seat,
    closeSeats: closing,
    openSeats: opening.map((other) => other.id),
    notices: [{ kind: finished ? 'caseApproved' : 'stepAgreed', to: 'preparers' }, ...opening.map(asksHolders)],
    approved: finished,
  };
}

/** A return closes everything that was still open; the author makes a new edition and the route starts again. */
function returned(facts: CaseFacts, seat: SeatFacts): Accepted {
  return {
    ...unchanged,
    state: 'returned',
    seat,
    closeSeats: facts.seats
      .filter((other) => other.state === 'active' || other.state === 'waiting')
      .map((other) => ({ id: other.id, state: other.id === seat.id ? ('done' as const) : ('expired' as const) })),
    notices: [{ kind: 'caseReturned', to: 'preparers' }],
  };
}
