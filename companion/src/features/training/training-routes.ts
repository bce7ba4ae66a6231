import type { EndpointRouter } from '../../http/endpoint-router.js';
import type { CaseEngine } from '../../workflow/case-feature.js';
import type { ListApprovedEditions } from '../schedules/timetable/approved-editions.js';
import { officeRoutes } from './office/office-routes.js';
import { feedbackRoutes } from './feedback/feedback-routes.js';
import { planRoutes } from './plan/plan-routes.js';
import { seatRoutes } from './seats/seat-routes.js';
import { reportRoutes } from './report/report-routes.js';

export function trainingRoutes(on: EndpointRouter['on'], engine: CaseEngine, approved: ListApprovedEditions): void {
  seatRoutes(on, { ...engine, approved });
  officeRoutes(on, { ...engine, approved });
  planRoutes(on, engine);
  feedbackRoutes(on, engine);
  reportRoutes(on, engine);
}
