import type { EndpointName, Locale, QueryOf } from '@qashyq/shared-types';
import { AppError } from '../../../errors.js';
import type { EndpointRouter } from '../../../http/endpoint-router.js';
import type { CurrentPerson } from '../../../identity/current-person.js';
import { canRunTrainings } from '../../../identity/policies.js';
import { recordRead } from '../../../read-journal/read-journal-store.js';
import type { CaseEngine } from '../../../workflow/case-feature.js';
import { explainLine } from './explain-line.js';
import { loadReport } from './load-report.js';
import { presentReport } from './present-report.js';
import { reportFile, type ReportForm } from './report-files.js';
import type { ReportScope } from './report-scope.js';

/** The report; whatever shows the training of others by name leaves entries in the journal of reads. */
export function reportRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  const { db, now } = engine;

  on('trainingReport', async ({ person, query, locale }) => {
    const loaded = await loadReport(db, person, query, now());
    const { answer, subjectIds } = await presentReport(engine, loaded, query, locale, canRunTrainings(person));
    await journal(person, loaded.scope, subjectIds, 'trainingReport');
    return answer;
  });

  on('trainingReportXlsx', ({ person, query, locale }) => file(person, query, locale, 'xlsx', 'trainingReportXlsx'));
  on('trainingReportDocx', ({ person, query, locale }) => file(person, query, locale, 'docx', 'trainingReportDocx'));
  on('trainingReportPdf', ({ person, query, locale }) => file(person, query, locale, 'pdf', 'trainingReportPdf'));

  on('explainPlanLine', async ({ person, params, body }) => {
    if (!canRunTrainings(person)) throw new AppError('notAllowed');
    await explainLine(engine, person, params.caseId, params.lineKey, body.reason);
  });

  async function file(
    person: CurrentPerson,
    query: QueryOf<'trainingReportPdf'>,
    locale: Locale,
    form: ReportForm,
    via: EndpointName,
  ) {
    const loaded = await loadReport(db, person, query, now());
    const { subjectIds, ...made } = await reportFile(engine, person, loaded, query.locale ?? locale, form);
    await journal(person, loaded.scope, subjectIds, via);
    return made;
  }

  function journal(
    reader: CurrentPerson,
    { as }: ReportScope,
    subjectIds: readonly number[],
    via: EndpointName,
  ): Promise<void> {
    return recordRead(engine, { reader, as, subjectIds, dataClass: 'P2', matter: 'trainingHistory', via });
  }
}
