/** The contract of training. */
import { attendanceEndpoints } from './attendance-endpoints.js';
import { certificateEndpoints } from './certificate-endpoints.js';
import { officeEndpoints } from './office-endpoints.js';
import { feedbackEndpoints } from './feedback-endpoints.js';
import { planEndpoints } from './plan-endpoints.js';
import { seatEndpoints } from './seat-endpoints.js';
import { reportEndpoints } from './report-endpoints.js';

export const trainingEndpoints = {
  ...seatEndpoints,
  ...officeEndpoints,
  ...planEndpoints,
  ...feedbackEndpoints,
  ...attendanceEndpoints,
  ...certificateEndpoints,
  ...reportEndpoints,
} as const;
