import type { CaseEngine } from '../../../workflow/case-feature.js';
import type { ListApprovedEditions } from '../../schedules/timetable/approved-editions.js';

/** What the way to a seat needs from the house. */
export interface SeatEngine extends Pick<CaseEngine, 'db' | 'now' | 'wakeWorker'> {
  approved: ListApprovedEditions;
}
