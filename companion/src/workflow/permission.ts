/**
 * Who may do what to a case now. Pure. The screen's buttons and the guard of the action ask the same question, `whyNot`.
 */
import type { CaseAction, CaseState, Role } from '@qashyq/shared-types';
import { actingAt, coversSeat, holdsRole, type ActingFor, type CurrentPerson } from '../identity/current-person.js';
import type { PlacedRemark } from './decision-log.js';
import { isUnderWay, type Workflow } from './define-workflow.js';
import { visasWhenResumed, type ReturnedEdition } from './resumption.js';
import { seatsMadeNeedless, type PlannedSeat } from './route-stages.js';

export interface SeatFacts extends Omit<PlannedSeat, 'state'> {
  id: number;
  state: 'waiting' | 'active' | 'done' | 'skipped' | 'expired';
}

export interface CaseFacts {
  id: number;
  state: CaseState;
  orgUnitId: number;
  /** The author and whoever submitted the newest edition: nobody agrees their own document. */
  preparedBy: readonly number[];
  /** Seats of the newest edition. */
  seats: readonly SeatFacts[];
  /** Remarks on the newest edition that nobody has answered: approval waits for them. */
  openRemarks: readonly PlacedRemark[];
  /** A preparer asked to withdraw the newest edition, and the head of the department has not answered. */
  withdrawalAsked: boolean;
  /** The edition that was returned last, if the newest one answers it or is it itself. */
  returned?: ReturnedEdition;
  /** Some edition is approved and stays in force while another is worked on. */
  isInForce: boolean;
}

export type Refusal =
  | 'actionNotPossible'
  | 'notAllowed'
  | 'notMyOwnDocument'
  | 'caseHasObstacles'
  | 'returnNeedsRemark'
  | 'agreementNeedsRemark'
  | 'remarkOnUnknownLine'
  | 'remarksUnanswered'
  | 'remarkNotOpen'
  | 'answersMissing'
  | 'decisionNeedsReason';

/** The open seat this person may decide at, if any: their own before one they take in another's place. */
export function seatOf(facts: CaseFacts, actor: CurrentPerson): { seat: SeatFacts; actingFor?: ActingFor } | undefined {
  const open = facts.seats.filter((seat) => seat.state === 'active');
  const own = open.find((seat) => coversSeat(actor, seat.role, seat.orgUnitId));
  if (own !== undefined) return { seat: own };
  for (const seat of open) {
    const actingFor = actingAt(actor, seat, facts.id);
    if (actingFor !== undefined) return { seat, actingFor };
  }
  return undefined;
}

export function isPreparer(
  workflow: Workflow,
  facts: Pick<CaseFacts, 'orgUnitId'> & Partial<Pick<CaseFacts, 'preparedBy'>>,
  actor: CurrentPerson,
): boolean {
  const isOwn = facts.preparedBy?.includes(actor.id) ?? false;
  return actor.roles.some(
    (held) =>
      workflow.preparedBy.includes(held.role) &&
      held.coversBelow.includes(facts.orgUnitId) &&
      (isOwn || workflow.ownOnly?.includes(held.role) !== true),
  );
}

/** Why this person cannot do this now, or undefined when they can. Contents (reasons, obstacles) are looked at by `decide`. */
export function whyNot(
  workflow: Workflow,
  facts: CaseFacts,
  actor: CurrentPerson,
  action: CaseAction,
): Refusal | undefined {
  const { by, from } = workflow.transitions[action];
  const possible = from.includes(facts.state) && (itsTime[action]?.(facts) ?? true);
  switch (by) {
    case 'preparer':
      if (!isPreparer(workflow, facts, actor)) return 'notAllowed';
      return possible ? undefined : 'actionNotPossible';
    case 'departmentHead':
      if (headOf(facts, actor) === undefined) return 'notAllowed';
      if (!possible) return 'actionNotPossible';
      return facts.preparedBy.includes(actor.id) ? 'notMyOwnDocument' : undefined;
    case 'seatHolder': {
      const place = seatOf(facts, actor);
      if (place === undefined) return 'notAllowed';
      if (!possible) return 'actionNotPossible';
      if (facts.preparedBy.includes(actor.id)) return 'notMyOwnDocument';
      return whyNotAtSeat(facts, place.seat, action);
    }
  }
}

/** Who answers for the agreement as a whole, and so says whether an edition others have decided on may be withdrawn. */
export const departmentHead: Role = 'dldHead';

/**
 * Does this person speak as the head of the department: in their own right, or as the deputy whom an order names. Whom the head lets decide in
 * their place gains no more than their seats (docs/decisions/0016).
 */
export function headOf(facts: Pick<CaseFacts, 'id'>, actor: CurrentPerson): { actingFor?: ActingFor } | undefined {
  if (holdsRole(actor, departmentHead)) return {};
  const actingFor = actor.actsFor.find(
    ({ role, order, caseId }) =>
      role === departmentHead && order !== undefined && (caseId === null || caseId === facts.id),
  );
  return actingFor === undefined ? undefined : { actingFor };
}

const somebodyDecided = (facts: CaseFacts): boolean => facts.seats.some((seat) => seat.state === 'done');

/** What the state alone does not tell; what is not listed needs no more than its state. */
const itsTime: Partial<Record<CaseAction, (facts: CaseFacts) => boolean>> = {
  answerRemarks: (facts) => facts.openRemarks.length > 0,
  withdraw: (facts) => (isUnderWay(facts.state) ? !somebodyDecided(facts) : facts.isInForce),
  askWithdrawal: (facts) => somebodyDecided(facts) && !facts.withdrawalAsked,
  allowWithdrawal: (facts) => facts.withdrawalAsked,
  declineWithdrawal: (facts) => facts.withdrawalAsked,
  resume: (facts) => facts.returned !== undefined && visasWhenResumed(facts.seats, facts.returned).length > 0,
  // A rejection ends the case; but a rejected correction leaves the edition in force, which must stay correctable.
  revise: (facts) => facts.state !== 'rejected' || facts.isInForce,
};

/** What can be said at a seat: where others only agree, nobody approves or rejects. */
const sayableAt: Record<SeatFacts['decision'], readonly CaseAction[]> = {
  agree: ['agree', 'agreeWithRemarks', 'return'],
  approve: ['approve', 'reject', 'return'],
};

function whyNotAtSeat(facts: CaseFacts, seat: SeatFacts, action: CaseAction): Refusal | undefined {
  if (!sayableAt[seat.decision].includes(action)) return 'actionNotPossible';
  const needless = seatsMadeNeedless(facts.seats, seat);
  const isLast = openSeatsOf(facts).every((other) => other.id === seat.id || needless.includes(other));
  // After the last word nobody is left who could wait for answers.
  if (action === 'agreeWithRemarks' && isLast) return 'actionNotPossible';
  const approves = action === 'approve' || (action === 'agree' && isLast);
  return approves && facts.openRemarks.length > 0 ? 'remarksUnanswered' : undefined;
}

export function allowedActions(workflow: Workflow, facts: CaseFacts, actor: CurrentPerson): CaseAction[] {
  return (Object.keys(workflow.transitions) as CaseAction[]).filter(
    (action) => whyNot(workflow, facts, actor, action) === undefined,
  );
}

export const openSeatsOf = (facts: CaseFacts) =>
  facts.seats.filter((seat) => seat.state === 'active' || seat.state === 'waiting');
