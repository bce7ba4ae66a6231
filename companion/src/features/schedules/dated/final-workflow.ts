import { defineWorkflow } from '../../../workflow/define-workflow.js';

/**
 * Final attestation (қорытынды аттестация), graduation: the head of the graduating kafedra prepares, the dean, the department and the registrar (who
 * admits the learners) agree, the vice-rector approves. Step of the department: Regulation 16.3b; the others and all days: our default
 * (domain §4 row 3) [I].
 */
export const finalAttestationWorkflow = defineWorkflow({
  kind: 'finalAttestationSchedule',
  preparedBy: ['chairHead'],
  defaultRoute: {
    kind: 'finalAttestationSchedule',
    steps: [
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
        basis: '16.3b',
      },
      {
        key: 'registrar',
        role: 'registrar',
        scope: 'university',
        mode: 'sequential',
        needs: 'all',
        workingDays: 2,
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
  effectsOnApproval: ['publish-calendar'],
});
