import { defineWorkflow } from '../../../workflow/define-workflow.js';

/**
 * Interim attestation (аралық аттестация), the exam session: the registrar or a dispatcher prepares, the kafedras of the examiners, the dean and the
 * department agree, the vice-rector approves. Step of the department (testing rooms, proctors): Regulation 16.3b; the others and all days: our
 * default (domain §4 row 2) [I].
 */
export const interimAttestationWorkflow = defineWorkflow({
  kind: 'interimAttestationSchedule',
  preparedBy: ['registrar', 'scheduler'],
  defaultRoute: {
    kind: 'interimAttestationSchedule',
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
