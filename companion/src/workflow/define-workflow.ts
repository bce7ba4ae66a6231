/**
 * What a kind of case is: who prepares it, which route it takes, what follows from its approval. A value that can be read aloud;
 * it imports no database, no Express and no Moodle.
 */
import type { CaseAction, CaseKind, CaseState, EffectKind, Role, Route } from '@qashyq/shared-types';

/** `preparer`: a holder of the preparing role whose unit covers the case. `seatHolder`: somebody who may sit at an open seat. */
export type By = 'preparer' | 'seatHolder';

export interface Transition {
  from: readonly CaseState[];
  by: By;
}

export interface Workflow {
  kind: CaseKind;
  preparedBy: readonly Role[];
  defaultRoute: Route;
  transitions: Record<CaseAction, Transition>;
  /** Queued in the transaction of the approval. */
  effectsOnApproval: readonly EffectKind[];
}

/**
 * The transitions of everything that goes through agreement (domain §4, general rules). What is not listed is refused.
 * `submit` freezes an edition; `return` leads to a new one; `revise` reopens what was approved, which stays in force meanwhile.
 */
export const agreementTransitions: Record<CaseAction, Transition> = {
  submit: { from: ['draft', 'returned'], by: 'preparer' },
  agree: { from: ['inAgreement'], by: 'seatHolder' },
  approve: { from: ['inApproval'], by: 'seatHolder' },
  return: { from: ['inAgreement', 'inApproval'], by: 'seatHolder' },
  revise: { from: ['approved', 'published'], by: 'preparer' },
};

export function defineWorkflow(workflow: Omit<Workflow, 'transitions'>): Workflow {
  return { ...workflow, transitions: agreementTransitions };
}

/** May the draft be changed in this state. */
export function isEditable(state: CaseState): boolean {
  return agreementTransitions.submit.from.includes(state);
}
