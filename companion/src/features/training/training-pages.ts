import { trainingPages, type TrainingPage } from '@qashyq/shared-types';
import type { CurrentPerson } from '../../identity/current-person.js';
import {
  canDecideApplications,
  canReadTrainingPlans,
  canRunTrainings,
  canSeeTrainings,
} from '../../identity/policies.js';
import { reportScope } from './report/report-scope.js';
import { hoursScope } from './hours/may-read-hours.js';

const opensFor: Record<TrainingPage, (person: CurrentPerson) => boolean> = {
  catalogue: canSeeTrainings,
  mine: canSeeTrainings,
  decide: canDecideApplications,
  manage: canRunTrainings,
  certificates: canSeeTrainings,
  checkIn: canSeeTrainings,
  plans: canReadTrainingPlans,
  reports: (person) => reportScope(person) !== undefined,
  register: canRunTrainings,
  outside: canRunTrainings,
  norms: (person) => hoursScope(person) !== undefined,
};

/** The pages of training that this person has something to do with. */
export function trainingPagesOf(person: CurrentPerson): TrainingPage[] {
  return trainingPages.filter((page) => opensFor[page](person));
}
