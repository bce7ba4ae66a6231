import { defineWorkflow } from '../../../workflow/define-workflow.js';

/**
 * Replacement of single lessons: the dispatcher or the teacher of the lessons prepares, the head of their kafedra agrees, the head of the department
 * approves (Regulation 15.2d, 16.3b; the short route and its days are our default [I]). It may be withdrawn while it is in force: lessons still to
 * come are then held as planned.
 */
export const lessonReplacementWorkflow = defineWorkflow({
  kind: 'lessonReplacement',
  preparedBy: ['scheduler', 'teacher'],
  ownOnly: ['teacher'],
  withdrawableInForce: true,
  defaultRoute: {
    kind: 'lessonReplacement',
    steps: [
      {
        key: 'kafedras',
        role: 'chairHead',
        scope: 'involvedKafedras',
        mode: 'parallel',
        needs: 'all',
        workingDays: 2,
        decision: 'agree',
        basis: null,
      },
      {
        key: 'department',
        role: 'dldHead',
        scope: 'university',
        mode: 'sequential',
        needs: 'all',
        workingDays: 1,
        decision: 'approve',
        basis: '15.2d, 16.3b',
      },
    ],
  },
  effectsOnApproval: [],
});
