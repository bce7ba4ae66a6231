import type { CaseFeatures } from '../workflow/case-feature.js';
import { datedFeatures } from './schedules/dated/dated-feature.js';
import { replacementFeature } from './schedules/replacements/replacement-feature.js';
import { scheduleFeature } from './schedules/schedule-feature.js';
import { trainingPlanFeature } from './training/plan/plan-feature.js';

/** Every kind of case; a kind without its feature does not compile. */
export const features: CaseFeatures = {
  lessonSchedule: scheduleFeature,
  lessonReplacement: replacementFeature,
  trainingPlan: trainingPlanFeature,
  ...datedFeatures,
};
