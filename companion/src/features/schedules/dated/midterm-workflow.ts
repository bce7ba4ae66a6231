import { defineWorkflow } from '../../../workflow/define-workflow.js';

/**
 * Midterm control (аралық бақылау), twice a term: the registrar or a dispatcher prepares, the kafedras of the examiners and the department agree,
 * the dean approves. Step of the department: Regulation 16.3b; the others and all days: our default (domain §4 row 2) [I].
 */
export const midtermControlWorkflow = defineWorkflow({
  kind: 'midtermControlSchedule',
  preparedBy: ['registrar', 'scheduler'],
  defaultRoute: {
    kind: 'midtermControlSchedule',
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
        workingDays: 2,
        decision: 'agree',
        basis: '16.3b',
      },
      {
        key: 'approval',
        role: 'dean',
        scope: 'faculty',
        mode: 'sequential',
        needs: 'all',
        workingDays: 2,
        decision: 'approve',
        basis: null,
      },
    ],
  },
  effectsOnApproval: ['publish-calendar'],
});
