/**
 * What a kind of case is: who prepares it, which route it takes, what follows from its approval. A value that can be read aloud;
 * it imports no database, no Express and no Moodle.
 */
import {
  caseStates,
  type ApprovalEffectKind,
  type CaseAction,
  type CaseKind,
  type CaseState,
  type Role,
  type Route,
} from '@qashyq/shared-types';

/**
 * `preparer`: a holder of the preparing role whose unit covers the case. `seatHolder`: somebody who may sit at an open seat.
 * `departmentHead`: the head of the distance-learning department, who answers for the agreement as a whole.
 */
export type By = 'preparer' | 'seatHolder' | 'departmentHead';

export interface Transition {
  from: readonly CaseState[];
  by: By;
}

export interface Workflow {
  kind: CaseKind;
  preparedBy: readonly Role[];
  /** Of these roles everybody prepares only what they began themselves. */
  ownOnly?: readonly Role[];
  defaultRoute: Route;
  transitions: Record<CaseAction, Transition>;
  /** Queued in the transaction of the approval; none where approval is the end. */
  effectsOnApproval: readonly ApprovalEffectKind[];
}

/**
 * The transitions of everything that goes through agreement (domain §4, general rules). What is not listed is refused.
 * `submit` freezes an edition; `return` leads to a new one; `reject` is the approver's alone and ends the case. `withdraw` is possible until
 * the first decision on the edition; after it others have given their word, so the preparer asks and the head of the department answers.
 * `resume` spares, after a return, those whose agreement the correction does not touch: the head of the department's choice.
 * `revise` reopens what was approved, which stays in force meanwhile, or what was withdrawn.
 */
export const agreementTransitions: Record<CaseAction, Transition> = {
  submit: { from: ['draft', 'returned'], by: 'preparer' },
  agree: { from: ['inAgreement', 'inApproval'], by: 'seatHolder' },
  agreeWithRemarks: { from: ['inAgreement', 'inApproval'], by: 'seatHolder' },
  answerRemarks: { from: ['inAgreement', 'inApproval'], by: 'preparer' },
  approve: { from: ['inApproval'], by: 'seatHolder' },
  return: { from: ['inAgreement', 'inApproval'], by: 'seatHolder' },
  reject: { from: ['inApproval'], by: 'seatHolder' },
  withdraw: { from: ['inAgreement', 'inApproval'], by: 'preparer' },
  askWithdrawal: { from: ['inAgreement', 'inApproval'], by: 'preparer' },
  allowWithdrawal: { from: ['inAgreement', 'inApproval'], by: 'departmentHead' },
  declineWithdrawal: { from: ['inAgreement', 'inApproval'], by: 'departmentHead' },
  resume: { from: ['inAgreement', 'inApproval'], by: 'departmentHead' },
  revise: { from: ['approved', 'published', 'withdrawn', 'rejected'], by: 'preparer' },
};

/**
 * `withdrawableInForce`: a preparer may also take back what is approved, and nothing of it is in force any more; also while a correction of it lies
 * unsubmitted, or came to nothing.
 */
export function defineWorkflow({
  withdrawableInForce = false,
  ...workflow
}: Omit<Workflow, 'transitions'> & { withdrawableInForce?: boolean }): Workflow {
  if (!withdrawableInForce) return { ...workflow, transitions: agreementTransitions };
  // Whatever became of the newest edition, an earlier one may be in force.
  const withdraw: Transition = { ...agreementTransitions.withdraw, from: caseStates };
  return { ...workflow, transitions: { ...agreementTransitions, withdraw } };
}

/** Does the newest edition wait for somebody's decision in this state. */
export function isUnderWay(state: CaseState): boolean {
  return agreementTransitions.withdraw.from.includes(state);
}

/** May the draft be changed in this state. */
export function isEditable(state: CaseState): boolean {
  return agreementTransitions.submit.from.includes(state);
}
