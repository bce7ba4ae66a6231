import { defineWorkflow } from '../../workflow/define-workflow.js';

/**
 * Lesson schedule: the dispatcher prepares, the kafedras named in it and the dean agree, the department agrees its distance-learning
 * lines, the vice-rector approves, and it is published to learners and teachers. Step of the department: Regulation 16.3b, 15.2d;
 * the others and all days: our default (domain §4 row 1) [I].
 */
export const lessonScheduleWorkflow = defineWorkflow({
  kind: 'lessonSchedule',
  preparedBy: ['scheduler'],
  defaultRoute: {
    kind: 'lessonSchedule',
    steps: [
      {
        key: 'kafedras',
        role: 'chairHead',
        scope: 'involvedKafedras',
        mode: 'parallel',
        needs: 'all',
        workingDays: 3,
        decision: 'agree',
        basis: null,
      },
      {
        key: 'dean',
        role: 'dean',
        scope: 'faculty',
        mode: 'sequential',
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
        workingDays: 3,
        decision: 'agree',
        basis: '16.3b, 15.2d',
      },
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
  },
  effectsOnApproval: ['publish-calendar'],
});
