/** The work that follows an approval: one row of the outbox for each effect that the workflow of the kind names. */
import type { ApprovalEffectKind } from '@qashyq/shared-types';
import type { NewEffect } from '../effects/outbox.js';
import type { Workflow } from './define-workflow.js';

/** Work on one approved edition, queued once; editions of one case are worked on one after another. */
export function approvalEffect<Kind extends ApprovalEffectKind>(
  kind: Kind,
  caseId: number,
  editionNo: number,
): NewEffect<Kind> {
  return {
    kind,
    payload: { caseId, editionNo },
    caseId,
    dedupeKey: `case:${caseId}:e${editionNo}:${kind}`,
    serialKey: `${kind}:case:${caseId}`,
  };
}

/** Does approval lead to the calendar; where it does not, the case stays `approved`. */
export function publishes(workflow: Workflow): boolean {
  return workflow.effectsOnApproval.includes('publish-calendar');
}
