import { trainingPages, type TrainingPage } from '@qashyq/shared-types';
import type { CurrentPerson } from '../../identity/current-person.js';
import {
  canDecideApplications,
  canReadTrainingPlans,
  canRunTrainings,
  canSeeTrainings,
} from '../../identity/policies.js';
import { reportScope } from './report/report-scope.js';

const opensFor: Record<TrainingPage, (person: CurrentPerson) => boolean> = {
  catalogue: canSeeTrainings,
  mine: canSeeTrainings,
  decide: canDecideApplications,
  manage: canRunTrainings,
  plans: canReadTrainingPlans,
  reports: (person) => reportScope(person) !== undefined,
};

/** The pages of training that this person has something to do with. */
export function trainingPagesOf(person: CurrentPerson): TrainingPage[] {
  return trainingPages.filter((page) => opensFor[page](person));
}
