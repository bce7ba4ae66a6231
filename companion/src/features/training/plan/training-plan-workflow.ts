import { defineWorkflow } from '../../../workflow/define-workflow.js';

/**
 * Training plan of a year or term: the methodologist prepares, the head of the department and the director of the institute agree, the
 * head of personnel where a training costs money or releases people from work, the vice-rector approves (Regulation 15.2f; domain §4
 * row 9; steps and days are our default [I]). Finance, which row 9 asks beside personnel, has no role in the house. Nothing follows the
 * approval by itself: trainings are made from the lines one by one.
 */
export const trainingPlanWorkflow = defineWorkflow({
  kind: 'trainingPlan',
  preparedBy: ['dldMethodist'],
  defaultRoute: {
    kind: 'trainingPlan',
    steps: [
      {
        key: 'department',
        role: 'dldHead',
        scope: 'university',
        mode: 'sequential',
        needs: 'all',
        workingDays: 2,
        decision: 'agree',
        basis: '15.2f',
      },
      {
        key: 'institute',
        role: 'iceDirector',
        scope: 'university',
        mode: 'sequential',
        needs: 'all',
        workingDays: 3,
        decision: 'agree',
        basis: null,
      },
      {
        key: 'personnel',
        role: 'hrHead',
        scope: 'costOrLeave',
        mode: 'sequential',
        needs: 'all',
        workingDays: 3,
        decision: 'agree',
        basis: null,
      },
      {
        key: 'approval',
        role: 'viceRectorAcademic',
        scope: 'university',
        mode: 'sequential',
        needs: 'all',
        workingDays: 3,
        decision: 'approve',
        basis: null,
      },
    ],
  },
  effectsOnApproval: [],
});
