/** The only file that knows the paths of training plans in the companion's API. */
import type {
  CreatePlan,
  Locale,
  PlanChanges,
  planEndpoints,
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
} as const satisfies Record<keyof typeof planEndpoints, Address>;

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
  };
}
