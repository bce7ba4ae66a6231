import type { TrainingApplicationRow, TrainingRow } from '../../../db/tables.js';
import {
  actingAt,
  coversSeat,
  holdsRole,
  type ActingFor,
  type CurrentPerson,
} from '../../../identity/current-person.js';
import { canRunTrainings } from '../../../identity/policies.js';
import type { ApplicationFacts, Onlooker, TrainingMoments } from './application-rules.js';
import { numberOrNull } from './seat-store.js';

type Asked = Pick<TrainingApplicationRow, 'person_id' | 'asked_role' | 'asked_unit_id'>;

/** In whose right a person may agree to an application: their own, somebody else's, or none. Nobody agrees to their own. */
export function decidesAs(person: CurrentPerson, application: Asked): 'self' | ActingFor | undefined {
  const { asked_role: role, asked_unit_id: orgUnitId } = application;
  if (application.person_id === person.id || role === null || orgUnitId === null) return undefined;
  if (coversSeat(person, role, orgUnitId)) return 'self';
  // No delegation for one case is for an application.
  return actingAt(person, { role, orgUnitId }, 0);
}

export function onlookerOf(person: CurrentPerson, application: Asked): Onlooker {
  const isApplicant = application.person_id === person.id;
  return {
    isApplicant,
    // The head of the department is next in the route, and answers where nobody else does.
    mayAgree: !isApplicant && (decidesAs(person, application) !== undefined || holdsRole(person, 'dldHead')),
    isOffice: !isApplicant && canRunTrainings(person),
  };
}

export function momentsOf(training: TrainingRow): TrainingMoments {
  return {
    state: training.state,
    applyFrom: Number(training.apply_from_at),
    applyUntil: Number(training.apply_until_at),
    cancelUntil: Number(training.cancel_until_at),
    startsAt: numberOrNull(training.starts_at),
  };
}

export function applicationFacts(
  application: Pick<TrainingApplicationRow, 'state' | 'offer_until_at'>,
  training: TrainingRow,
): ApplicationFacts {
  return {
    state: application.state,
    offerUntil: numberOrNull(application.offer_until_at),
    training: momentsOf(training),
  };
}
