/** The only file that knows the paths of training plans and reports in the companion's API. */
import type {
  CreatePlan,
  Locale,
  PlanChanges,
  planEndpoints,
  Report,
  reportEndpoints,
  PlanFileAnswer,
  PlanOptions,
  PlanView,
  QueryInputOf,
  SavePlan,
} from '@qashyq/shared-types';
import type { Address, Connection, Filling } from '../connection.js';

/** The same methods and paths as in the contract; a test compares them. */
export const planningPaths = {
  trainingPlans: 'GET /api/training-plans',
  trainingPlanOptions: 'GET /api/training-plans/options',
  createTrainingPlan: 'POST /api/training-plans',
  trainingPlanTemplate: 'GET /api/training-plans/template.xlsx',
  trainingPlanDraft: 'GET /api/training-plans/:caseId/draft',
  trainingPlanEdition: 'GET /api/training-plans/:caseId/editions/:editionNo',
  trainingPlanChanges: 'GET /api/training-plans/:caseId/changes',
  saveTrainingPlan: 'POST /api/training-plans/:caseId/lines',
  readTrainingPlanFile: 'POST /api/training-plans/:caseId/file',
  trainingFromPlanLine: 'POST /api/training-plans/:caseId/lines/:lineKey/training',
  trainingReport: 'GET /api/training-report',
  trainingReportXlsx: 'GET /api/training-report.xlsx',
  trainingReportDocx: 'GET /api/training-report.docx',
  trainingReportPdf: 'GET /api/training-report.pdf',
  explainPlanLine: 'POST /api/training-plans/:caseId/lines/:lineKey/reason',
} as const satisfies Record<keyof typeof planEndpoints | keyof typeof reportEndpoints, Address>;

const files = { xlsx: 'trainingReportXlsx', docx: 'trainingReportDocx', pdf: 'trainingReportPdf' } as const;
export type ReportForm = keyof typeof files;

/** Answers are typed by the contract. */
export function openPlanningRepository(connection: Connection) {
  const { json, file } = connection.asking(planningPaths);
  return {
    plans: (query: QueryInputOf<'trainingPlans'>) => json('trainingPlans', { query: query as Filling }),
    options: (): Promise<PlanOptions> => json('trainingPlanOptions'),
    create: (plan: CreatePlan) => json('createTrainingPlan', { json: plan }),
    template: (locale: Locale) => file('trainingPlanTemplate', { query: { locale } }),
    draft: (caseId: number): Promise<PlanView> => json('trainingPlanDraft', { params: { caseId } }),
    edition: (caseId: number, editionNo: number): Promise<PlanView> =>
      json('trainingPlanEdition', { params: { caseId, editionNo } }),
    changes: (caseId: number, query: { from: number; to: number }): Promise<PlanChanges> =>
      json('trainingPlanChanges', { params: { caseId }, query }),
    save: (caseId: number, plan: SavePlan): Promise<PlanView> =>
      json('saveTrainingPlan', { params: { caseId }, json: plan }),
    readFile: (caseId: number, content: File): Promise<PlanFileAnswer> =>
      json('readTrainingPlanFile', { params: { caseId }, query: { fileName: content.name }, file: content }),
    makeTraining: (caseId: number, lineKey: string) => json('trainingFromPlanLine', { params: { caseId, lineKey } }),
    report: (query: QueryInputOf<'trainingReport'>): Promise<Report> =>
      json('trainingReport', { query: query as Filling }),
    reportFile: (form: ReportForm, query: QueryInputOf<'trainingReportPdf'>) =>
      file(files[form], { query: query as Filling }),
    explain: (caseId: number, lineKey: string, reason: string) =>
      json('explainPlanLine', { params: { caseId, lineKey }, json: { reason } }),
  };
}
