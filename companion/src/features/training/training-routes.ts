import type { EndpointRouter } from '../../http/endpoint-router.js';
import type { CaseEngine } from '../../workflow/case-feature.js';
import { createApprovedEditions } from '../schedules/timetable/approved-editions.js';
import { planRoutes } from './plan/plan-routes.js';
import { seatRoutes } from './seats/seat-routes.js';

export function trainingRoutes(on: EndpointRouter['on'], engine: CaseEngine): void {
  seatRoutes(on, { ...engine, approved: createApprovedEditions() });
  planRoutes(on, engine);
}
