import { AppError } from '../errors.js';
import type { EndpointRouter } from '../http/endpoint-router.js';
import { canSeeOverview } from '../identity/policies.js';
import { printAgreementSheet } from './agreement-sheet-pdf.js';
import type { CaseEngine } from './case-feature.js';
import { presentCase } from './case-presenter.js';
import { listInbox } from './inbox.js';
import { presentOverview } from './overview.js';
import { takeAction } from './take-action.js';

/** Cases of every kind go through these; a new kind adds no route here. */
export function caseRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  on('inbox', ({ person, query }) => listInbox(engine.db, person, query, engine.now()));
  on('overview', async ({ person, query, locale }) => {
    if (!canSeeOverview(person)) throw new AppError('notAllowed');
    return presentOverview(engine.db, engine.catalogue, query, locale, engine.now());
  });
  on('case', ({ person, params }) => presentCase(engine, person, params.caseId));
  on('takeAction', async ({ person, params, body }) => {
    const decided = await takeAction(engine, person, params.caseId, body);
    return presentCase(engine, person, params.caseId, decided);
  });
  on('agreementSheet', ({ person, params, query, locale }) =>
    printAgreementSheet(engine, person, params.caseId, query.locale ?? locale, 'pdf'),
  );
  on('agreementSheetDocx', ({ person, params, query, locale }) =>
    printAgreementSheet(engine, person, params.caseId, query.locale ?? locale, 'docx'),
  );
}
